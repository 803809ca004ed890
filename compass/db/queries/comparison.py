"""Reviews beside each other, aligned by question. Cells come by page, totals over everything."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.workflow import ProjectPhase, ReviewState
from compass.db.models import Answer, Organisation, Project, QuestionSetVersion, Review
from compass.db.queries.dossiers import in_state
from compass.db.queries.pages import Page, fetch_page, paged


@dataclass(frozen=True)
class Scope:
    """Which reviews: already narrowed to what the person may see."""

    organisation_ids: Sequence[uuid.UUID]
    set_version_id: int
    today: dt.date
    phase: ProjectPhase | None = None
    state: ReviewState | None = None
    level: str = ""


@dataclass(frozen=True)
class ComparedReview:
    id: uuid.UUID
    title: str
    state: ReviewState
    valid_until: dt.date | None
    language: str
    updated_at: dt.datetime
    project_id: uuid.UUID
    project_name: str
    project_reference: str
    phase: ProjectPhase
    organisation_id: uuid.UUID
    organisation_name: str


@dataclass(frozen=True)
class UsedVersion:
    set_version_id: int
    set_id: str
    version: str
    digest: str
    reviews: int


def list_used_versions(
    session: Session, organisation_ids: Sequence[uuid.UUID]
) -> tuple[UsedVersion, ...]:
    """The versions that have reviews in these organisations, most used first."""
    reviews = sa.func.count(Review.id)
    query = (
        sa.select(
            QuestionSetVersion.id,
            QuestionSetVersion.set_id,
            QuestionSetVersion.version,
            QuestionSetVersion.digest,
            reviews,
        )
        .join(Review, Review.set_version_id == QuestionSetVersion.id)
        .join(Project, Project.id == Review.project_id)
        .where(Project.organisation_id.in_(organisation_ids))
        .group_by(
            QuestionSetVersion.id,
            QuestionSetVersion.set_id,
            QuestionSetVersion.version,
            QuestionSetVersion.digest,
        )
        .order_by(reviews.desc(), QuestionSetVersion.id.desc())
    )
    return tuple(UsedVersion(*row) for row in session.execute(query))


def list_compared(session: Session, scope: Scope, *, page: int) -> Page[ComparedReview]:
    return fetch_page(session, paged(_compared(scope)), number=page, make=ComparedReview)


def list_all_compared(session: Session, scope: Scope) -> tuple[ComparedReview, ...]:
    return tuple(ComparedReview(*row) for row in session.execute(_compared(scope)))


def count_tallies(session: Session, scope: Scope) -> list[tuple[str, str, int]]:
    """Question, tally and how many; neither what is still open nor what is asked per item."""
    query = (
        sa.select(Answer.question_id, Answer.tally, sa.func.count())
        .where(Answer.review_id.in_(_ids(scope)), Answer.item == "", Answer.tally.is_not(None))
        .group_by(Answer.question_id, Answer.tally)
    )
    return [(row[0], row[1] or "", row[2]) for row in session.execute(query)]


def _compared(
    scope: Scope,
) -> sa.Select[
    uuid.UUID,
    str,
    ReviewState,
    dt.date | None,
    str,
    dt.datetime,
    uuid.UUID,
    str,
    str,
    ProjectPhase,
    uuid.UUID,
    str,
]:
    query = (
        sa.select(
            Review.id,
            Review.title,
            Review.state,
            Review.valid_until,
            Review.language,
            Review.updated_at,
            Project.id,
            Project.name,
            Project.reference,
            Project.phase,
            Organisation.id,
            Organisation.name,
        )
        .select_from(Review)
        .join(Project, Project.id == Review.project_id)
        .join(Organisation, Organisation.id == Project.organisation_id)
    )
    return query.where(*_conditions(scope)).order_by(
        sa.func.lower(Project.name), Project.id, Review.created_at, Review.id
    )


def _ids(scope: Scope) -> sa.Select[uuid.UUID]:
    query = sa.select(Review.id).join(Project, Project.id == Review.project_id)
    return query.where(*_conditions(scope))


def _conditions(scope: Scope) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = [
        Project.organisation_id.in_(scope.organisation_ids),
        Review.set_version_id == scope.set_version_id,
    ]
    if scope.phase is not None:
        conditions.append(Project.phase == scope.phase)
    if scope.state is not None:
        conditions.append(in_state(scope.state, scope.today))
    if scope.level:
        conditions.append(Review.id.in_(_reviews_with(scope.level)))
    return conditions


def _reviews_with(level: str) -> sa.Select[uuid.UUID]:
    """Reviews in which some question stands at this level, or has this status; of an item too."""
    return sa.select(Answer.review_id).where(Answer.tally == level)
