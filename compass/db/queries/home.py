"""Small lists for the first page and the inbox."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.workflow import ReviewState
from compass.db.models import (
    Action,
    AnswerRevision,
    Evidence,
    Project,
    ProjectMember,
    Review,
)
from compass.db.queries.rounds import rounds_until_each

_OVER = (ReviewState.SUPERSEDED, ReviewState.WITHDRAWN)
MOST_LATE_ACTIONS = 20


@dataclass(frozen=True)
class LateAction:
    id: uuid.UUID
    what: str
    who: str
    due: dt.date
    question_id: str
    review_id: uuid.UUID
    review_title: str
    project_name: str


def list_late_actions(
    session: Session, user_id: uuid.UUID, *, today: dt.date
) -> tuple[LateAction, ...]:
    """Due before today and not done, in the person's teams; the latest first. What a new
    round goes on with is late there alone."""
    goes_on = sa.select(Action.carried_from).where(Action.carried_from.is_not(None))
    query = (
        sa.select(
            Action.id,
            Action.what,
            Action.who,
            Action.due,
            Action.question_id,
            Review.id,
            Review.title,
            Project.name,
        )
        .join(Review, Review.id == Action.review_id)
        .join(Project, Project.id == Review.project_id)
        .join(ProjectMember, ProjectMember.project_id == Project.id)
        .where(
            ProjectMember.user_id == user_id,
            ProjectMember.left_at.is_(None),
            Action.due < today,
            Action.done_on.is_(None),
            Review.state.not_in(_OVER),
            Action.id.not_in(goes_on),
        )
        .order_by(Action.due, Action.id)
        .limit(MOST_LATE_ACTIONS)
    )
    rows = session.execute(query)
    return tuple(LateAction(*row) for row in rows)  # type: ignore[arg-type]  # due is never NULL here


def list_touched_by(
    session: Session, user_id: uuid.UUID, review_ids: Sequence[uuid.UUID]
) -> set[uuid.UUID]:
    """Of these reviews, the ones that the person may not judge. The same as four_eyes.py says."""
    rounds = rounds_until_each(review_ids)
    ever_in_team = sa.select(ProjectMember.project_id).where(ProjectMember.user_id == user_id)
    query = (
        sa.select(Review.id)
        .join(Project, Project.id == Review.project_id)
        .where(
            Review.id.in_(review_ids),
            sa.or_(
                Review.created_by == user_id,
                Project.created_by == user_id,
                Review.project_id.in_(ever_in_team),
                _wrote(rounds, AnswerRevision.review_id, AnswerRevision.written_by == user_id),
                _wrote(rounds, Action.review_id, Action.created_by == user_id),
                _wrote(rounds, Evidence.review_id, Evidence.added_by == user_id),
            ),
        )
    )
    return set(session.scalars(query))


def _wrote(
    rounds: sa.CTE,
    review_id: sa.orm.InstrumentedAttribute[uuid.UUID],
    by_person: sa.ColumnElement[bool],
) -> sa.ColumnElement[bool]:
    """In it or in one of the rounds before it."""
    written = review_id == rounds.c.id, rounds.c.last == Review.id, by_person
    return sa.exists().where(*written).correlate(Review)
