"""Small lists for the first page."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.workflow import Outcome, ReviewState
from compass.db.models import Action, Decision, Project, ProjectMember, Review

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


def list_escalated(session: Session, reviews: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of which an officer said, since they were handed in, that somebody else decides."""
    query = (
        sa.select(Decision.review_id)
        .join(Review, Review.id == Decision.review_id)
        .where(
            Review.id.in_(reviews),
            Decision.outcome == Outcome.ESCALATE,
            Decision.decided_at >= Review.submitted_at,
        )
    )
    return frozenset(session.scalars(query))
