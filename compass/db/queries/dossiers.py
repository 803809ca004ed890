"""The register: every sealed PDF, and how people find it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.workflow import ReviewState
from compass.db.models import Dossier, Organisation, Project, QuestionSetVersion, Review
from compass.db.queries.pages import Page, containing, fetch_page


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
        return (Review.state == state) | ((Review.state == ReviewState.SEALED) & is_past)
    if state is ReviewState.SEALED:
        return (Review.state == state) & ~is_past
    return Review.state == state


def search_dossiers(
    session: Session,
    *,
    organisation_ids: Sequence[uuid.UUID],
    text: str,
    state: ReviewState | None,
    language: str,
    year: int | None,
    today: dt.date,
    page: int,
) -> Page[DossierRow]:
    """Newest first. ``text`` is looked for in project, reference and title, and as a digest."""
    query = (
        sa.select(
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
        )
        .select_from(Dossier)
        .join(Review, Review.id == Dossier.review_id)
        .join(Project, Project.id == Review.project_id)
        .join(Organisation, Organisation.id == Project.organisation_id)
        .join(QuestionSetVersion, QuestionSetVersion.id == Review.set_version_id)
        .where(Organisation.id.in_(organisation_ids))
        .order_by(Dossier.issued_at.desc(), Dossier.id)
    )
    if text:
        query = query.where(_matches(text))
    if state is not None:
        query = query.where(in_state(state, today))
    if language:
        query = query.where(Dossier.language == language)
    if year is not None:
        first = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
        query = query.where(
            Dossier.issued_at >= first, Dossier.issued_at < first.replace(year=year + 1)
        )
    return fetch_page(session, query, number=page, make=DossierRow)


def list_years(session: Session, organisation_ids: Sequence[uuid.UUID]) -> tuple[int, ...]:
    """The years in which something was issued, newest first."""
    year = sa.extract("year", Dossier.issued_at)
    query = (
        sa.select(year)
        .select_from(Dossier)
        .join(Review, Review.id == Dossier.review_id)
        .join(Project, Project.id == Review.project_id)
        .where(Project.organisation_id.in_(organisation_ids))
        .distinct()
    )
    return tuple(sorted((int(value) for value in session.scalars(query)), reverse=True))


def _matches(text: str) -> sa.ColumnElement[bool]:
    pattern = containing(text.strip())
    digest = text.strip().lower()
    return sa.or_(
        Project.name.ilike(pattern, escape="\\"),
        Project.reference.ilike(pattern, escape="\\"),
        Review.title.ilike(pattern, escape="\\"),
        Dossier.digest.startswith(digest, autoescape=True),
        Dossier.file_sha256.startswith(digest, autoescape=True),
    )
