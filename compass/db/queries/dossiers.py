"""The register: every sealed PDF, and how people find it."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.workflow import Outcome, ReviewState
from compass.db.models import (
    Decision,
    Dossier,
    Organisation,
    Project,
    QuestionSetVersion,
    Review,
)
from compass.db.queries.pages import Page, containing, fetch_page, in_period, paged

DIGEST_PART = 6  # fewer characters are in too many digests to mean one


@dataclass(frozen=True)
class DossierRow:
    id: uuid.UUID
    language: str
    digest: str
    file_sha256: str
    size: int
    pages: int
    seal_level: str
    issued_at: dt.datetime
    review_id: uuid.UUID
    review_title: str
    state: ReviewState
    valid_until: dt.date | None
    decided_at: dt.datetime | None
    project_name: str
    project_reference: str
    organisation_id: uuid.UUID
    organisation_name: str
    set_id: str
    set_version: str
    outcome: Outcome | None


@dataclass(frozen=True)
class DossierFilters:
    """``text``: part of the project, its reference, the review or a digest. Days count whole, on
    the clock of ``zone``."""

    text: str = ""
    organisation_id: uuid.UUID | None = None
    outcome: Outcome | None = None
    state: ReviewState | None = None
    language: str = ""
    decided_from: dt.date | None = None
    decided_to: dt.date | None = None
    zone: dt.tzinfo = field(default=dt.UTC, compare=False)


# in the order of DossierRow
_COLUMNS = (
    Dossier.id,
    Dossier.language,
    Dossier.digest,
    Dossier.file_sha256,
    Dossier.size,
    Dossier.pages,
    Dossier.seal_level,
    Dossier.issued_at,
    Review.id,
    Review.title,
    Review.state,
    Review.valid_until,
    Review.decided_at,
    Project.name,
    Project.reference,
    Organisation.id,
    Organisation.name,
    QuestionSetVersion.set_id,
    QuestionSetVersion.version,
    Decision.outcome,
)


def get_dossier(session: Session, dossier_id: uuid.UUID) -> Dossier | None:
    return session.get(Dossier, dossier_id)


def get_dossier_in(session: Session, review_id: uuid.UUID, language: str) -> Dossier | None:
    return session.scalar(
        sa.select(Dossier).where(Dossier.review_id == review_id, Dossier.language == language)
    )


def list_dossiers(session: Session, review_id: uuid.UUID) -> list[Dossier]:
    """Of one review; the first one sealed it."""
    query = sa.select(Dossier).where(Dossier.review_id == review_id)
    return list(session.scalars(query.order_by(Dossier.issued_at, Dossier.id)))


def is_known_file(session: Session, digest: str, file_sha256: str) -> bool:
    query = sa.select(sa.literal(1)).where(
        Dossier.digest == digest, Dossier.file_sha256 == file_sha256
    )
    return session.scalar(query.limit(1)) is not None


def in_state(state: ReviewState, today: dt.date) -> sa.ColumnElement[bool]:
    """As people see it: a sealed review past its date has expired."""
    is_past = Review.valid_until.is_not(None) & (Review.valid_until < today)
    if state is ReviewState.EXPIRED:
        return (Review.state == ReviewState.SEALED) & is_past
    if state is ReviewState.SEALED:
        return (Review.state == state) & ~is_past
    return Review.state == state


def search_dossiers(
    session: Session,
    filters: DossierFilters,
    *,
    organisation_ids: Sequence[uuid.UUID],
    today: dt.date,
    page: int,
) -> Page[DossierRow]:
    """Newest first."""
    query = (
        sa.select(*_COLUMNS)
        .select_from(Dossier)
        .join(Review, Review.id == Dossier.review_id)
        .join(Project, Project.id == Review.project_id)
        .join(Organisation, Organisation.id == Project.organisation_id)
        .join(QuestionSetVersion, QuestionSetVersion.id == Review.set_version_id)
        .outerjoin(
            Decision,
            (Decision.review_id == Review.id) & (Decision.outcome != Outcome.ESCALATE),
        )
        .where(Organisation.id.in_(organisation_ids), *_wanted(filters, today))
        .order_by(Dossier.issued_at.desc(), Dossier.id)
    )
    return fetch_page(session, paged(query), number=page, make=DossierRow)


def _wanted(filters: DossierFilters, today: dt.date) -> Iterator[sa.ColumnElement[bool]]:
    if filters.organisation_id is not None:
        yield Organisation.id == filters.organisation_id
    if filters.text:
        yield _matches(filters.text)
    if filters.outcome is not None:
        yield Decision.outcome == filters.outcome
    if filters.state is not None:
        yield in_state(filters.state, today)
    if filters.language:
        yield Dossier.language == filters.language
    yield from in_period(Review.decided_at, filters.decided_from, filters.decided_to, filters.zone)


def _matches(text: str) -> sa.ColumnElement[bool]:
    names = (Project.name, Project.reference, Review.title)
    digests = (Dossier.digest, Dossier.file_sha256) if len(text) >= DIGEST_PART else ()
    return sa.or_(
        *(column.ilike(containing(text), escape="\\") for column in names),
        *(column.like(containing(text.lower()), escape="\\") for column in digests),
    )
