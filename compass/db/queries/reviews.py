"""Reviews: one at a time with what belongs to it, and the lists in which people find them."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from compass.core.workflow import Outcome, ReviewState, TeamRole
from compass.db.base import Base, table
from compass.db.models import (
    Action,
    Answer,
    AnswerRevision,
    Decision,
    DecisionCondition,
    Evidence,
    Organisation,
    Project,
    ProjectMember,
    QuestionSetVersion,
    Review,
    ReviewMove,
    ReviewRecord,
    User,
)
from compass.db.queries.pages import Page, fetch_page, paged
from compass.db.queries.rounds import rounds_until
from compass.db.queries.rows import read, read_again

COLUMNS = [column.key for column in sa.inspect(Review).column_attrs]

# What pages say of a version; the rest of its row is read where somebody asks for it.
_OF_VERSION = (QuestionSetVersion.set_id, QuestionSetVersion.version, QuestionSetVersion.digest)

GET = (
    sa.select(Review)
    .where(Review.id == sa.bindparam("review_id"))
    .options(
        joinedload(Review.project, innerjoin=True).joinedload(Project.organisation, innerjoin=True),
        joinedload(Review.set_version, innerjoin=True).load_only(*_OF_VERSION),
    )
)


def _has(*models: type[Base]) -> sa.ColumnElement[bool]:
    ours = (table(model).c.review_id == sa.bindparam("review_id") for model in models)
    return sa.or_(*(sa.exists().where(each) for each in ours))


# Whatever people do in a review moves its updated_at; taking over from the round before does not.
_ONLY_TOOK_OVER = sa.exists().where(
    table(Review).c.id == sa.bindparam("review_id"),
    table(Review).c.previous_review_id.is_not(None),
    table(Review).c.updated_at == table(Review).c.created_at,
)
IS_WRITTEN = sa.select(
    sa.or_(
        _has(AnswerRevision, Decision, ReviewRecord, ReviewMove),
        sa.and_(_has(Answer, Action, Evidence), ~_ONLY_TOOK_OVER),
    )
)
_DECISION, _CONDITION = table(Decision), table(DecisionCondition)
DECISIONS = (
    sa.select(
        _DECISION.c.id,
        _DECISION.c.outcome,
        _DECISION.c.reason,
        _DECISION.c.triggers,
        _DECISION.c.valid_until,
        _DECISION.c.decided_at,
        _DECISION.c.decided_by_name,
        _CONDITION.c.what,
        _CONDITION.c.who,
        _CONDITION.c.due,
    )
    .outerjoin_from(_DECISION, _CONDITION, _CONDITION.c.decision_id == _DECISION.c.id)
    .where(_DECISION.c.review_id == sa.bindparam("review_id"))
    .order_by(_DECISION.c.decided_at, _DECISION.c.id, _CONDITION.c.position)
)


@dataclass(frozen=True)
class ReviewRow:
    id: uuid.UUID
    title: str
    state: ReviewState
    language: str
    valid_until: dt.date | None
    updated_at: dt.datetime
    submitted_at: dt.datetime | None
    project_id: uuid.UUID
    project_name: str
    organisation_id: uuid.UUID
    organisation_name: str
    set_id: str
    set_version: str
    set_version_id: int


@dataclass(frozen=True)
class TeamFact:
    user_id: uuid.UUID
    name: str
    role: TeamRole
    is_current: bool


@dataclass(frozen=True)
class DecisionRow:
    id: uuid.UUID
    outcome: Outcome
    reason: str
    triggers: str
    valid_until: dt.date | None
    decided_at: dt.datetime
    decided_by_name: str
    conditions: tuple[tuple[str, str, dt.date], ...]


def get_review(session: Session, review_id: uuid.UUID) -> Review | None:
    """With its project, organisation and question set version."""
    return session.execute(GET, {"review_id": review_id}).scalar_one_or_none()


def lock_review(session: Session, review: Review) -> None:
    """Read the row again and hold it: from here on nobody else changes its state or answers."""
    read_again(session, review, columns=COLUMNS, hold=True)


def list_reviews(
    session: Session,
    *,
    project_id: uuid.UUID | None = None,
    team_of: uuid.UUID | None = None,
    organisation_ids: Sequence[uuid.UUID] | None = None,
    states: Collection[ReviewState] | None = None,
    oldest_hand_in_first: bool = False,
    page: int = 1,
) -> Page[ReviewRow]:
    """Of one project, of somebody's teams, or of organisations; last worked on first."""
    query = _rows()
    if project_id is not None:
        query = query.where(Review.project_id == project_id)
    if team_of is not None:
        teams = sa.select(ProjectMember.project_id).where(
            ProjectMember.user_id == team_of, ProjectMember.left_at.is_(None)
        )
        query = query.where(Review.project_id.in_(teams))
    if organisation_ids is not None:
        query = query.where(Project.organisation_id.in_(organisation_ids))
    if states is not None:
        query = query.where(Review.state.in_(states))
    order = (
        (Review.submitted_at,)
        if oldest_hand_in_first
        else (Review.updated_at.desc(), Review.created_at.desc())
    )
    ordered = query.order_by(*order, Review.id)
    return fetch_page(session, paged(ordered), number=page, make=ReviewRow)


def count_reviews(
    session: Session, *, organisation_ids: Sequence[uuid.UUID], state: ReviewState
) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(Review)
        .join(Project, Project.id == Review.project_id)
        .where(Project.organisation_id.in_(organisation_ids), Review.state == state)
    )
    return session.scalar(query) or 0


def is_empty(session: Session, review_id: uuid.UUID) -> bool:
    """Nobody ever wrote in it, not even something taken back. What it took over from the round
    before is not written in it."""
    return not session.scalar(IS_WRITTEN, {"review_id": review_id})


def list_authors(session: Session, review_id: uuid.UUID) -> set[uuid.UUID]:
    """Everybody who wrote a revision, an action or evidence in the review, or in the rounds whose
    answers it carried over."""
    ids = rounds_until(review_id)
    written = sa.union(
        sa.select(AnswerRevision.written_by).where(AnswerRevision.review_id.in_(ids)),
        sa.select(Action.created_by).where(Action.review_id.in_(ids)),
        sa.select(Evidence.added_by).where(Evidence.review_id.in_(ids)),
    )
    return set(session.scalars(written))


def list_everybody_in_team(session: Session, project_id: uuid.UUID) -> tuple[TeamFact, ...]:
    """Past and present members, in the order in which they joined."""
    query = (
        sa.select(User.id, User.name, ProjectMember.role, ProjectMember.left_at.is_(None))
        .join(ProjectMember, ProjectMember.user_id == User.id)
        .where(ProjectMember.project_id == project_id)
        .order_by(ProjectMember.joined_at, User.name, User.id)
    )
    return tuple(TeamFact(*row) for row in session.execute(query))


def was_ever_in_team(session: Session, project_id: uuid.UUID, user_id: uuid.UUID) -> bool:
    return session.get(ProjectMember, (project_id, user_id)) is not None


def list_sealed_siblings(session: Session, review: Review, *, set_id: str) -> list[Review]:
    """The other sealed reviews of the same project and set, locked."""
    query = (
        sa.select(Review)
        .join(QuestionSetVersion, QuestionSetVersion.id == Review.set_version_id)
        .where(
            Review.project_id == review.project_id,
            Review.id != review.id,
            Review.state == ReviewState.SEALED,
            QuestionSetVersion.set_id == set_id,
        )
        .options(joinedload(Review.project, innerjoin=True))
        .order_by(Review.id)
        .with_for_update(of=Review)
    )
    return list(session.scalars(query))


def has_reviews(session: Session, project_id: uuid.UUID) -> bool:
    query = sa.select(sa.exists().where(Review.project_id == project_id))
    return bool(session.scalar(query))


def get_newest_of_set(session: Session, project_id: uuid.UUID, set_id: str) -> uuid.UUID | None:
    """The review of a project that was started last with a version of this set, if it counts."""
    query = (
        sa.select(Review.id)
        .join(QuestionSetVersion, QuestionSetVersion.id == Review.set_version_id)
        .where(
            Review.project_id == project_id,
            QuestionSetVersion.set_id == set_id,
            Review.state != ReviewState.WITHDRAWN,
        )
        .order_by(Review.created_at.desc(), Review.id)
        .limit(1)
    )
    return session.scalar(query)


def list_decisions(session: Session, review_id: uuid.UUID) -> tuple[DecisionRow, ...]:
    """Escalations too, in the order in which they were taken."""
    rows = read(session, DECISIONS, {"review_id": review_id})
    by_decision = groupby(rows, lambda row: row.id)
    return tuple(_decision_row(*found) for _id, found in by_decision)


def get_record(session: Session, review_id: uuid.UUID) -> ReviewRecord | None:
    return session.get(ReviewRecord, review_id)


def get_record_state(session: Session, digest: str) -> tuple[ReviewState, dt.date | None] | None:
    """State and validity of the review with this digest; for the register, nothing else."""
    query = (
        sa.select(Review.state, Review.valid_until)
        .join(ReviewRecord, ReviewRecord.review_id == Review.id)
        .where(ReviewRecord.digest == digest)
    )
    row = session.execute(query).first()
    return (row[0], row[1]) if row else None


def _rows() -> sa.Select[
    uuid.UUID,
    str,
    ReviewState,
    str,
    dt.date | None,
    dt.datetime,
    dt.datetime | None,
    uuid.UUID,
    str,
    uuid.UUID,
    str,
    str,
    str,
    int,
]:
    return (
        sa.select(
            Review.id,
            Review.title,
            Review.state,
            Review.language,
            Review.valid_until,
            Review.updated_at,
            Review.submitted_at,
            Review.project_id,
            Project.name,
            Organisation.id,
            Organisation.name,
            QuestionSetVersion.set_id,
            QuestionSetVersion.version,
            QuestionSetVersion.id,
        )
        .select_from(Review)
        .join(Project, Project.id == Review.project_id)
        .join(Organisation, Organisation.id == Project.organisation_id)
        .join(QuestionSetVersion, QuestionSetVersion.id == Review.set_version_id)
    )


def _decision_row(*rows: sa.Row[*tuple[Any, ...]]) -> DecisionRow:  # Any: rows of DECISIONS
    """One row for each condition; a decision without conditions has one row too."""
    decision = rows[0]
    return DecisionRow(
        id=decision.id,
        outcome=decision.outcome,
        reason=decision.reason,
        triggers=decision.triggers,
        valid_until=decision.valid_until,
        decided_at=decision.decided_at,
        decided_by_name=decision.decided_by_name,
        conditions=tuple((row.what, row.who, row.due) for row in rows if row.due),
    )
