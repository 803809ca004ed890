"""Rounds: reviews that follow each other."""

import uuid
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.workflow import ReviewState
from compass.db.base import table
from compass.db.models import Review

_REVIEW = table(Review)

# Asked by each overview of a finished review, therefore built once.
NEXT = (
    sa.select(_REVIEW.c.id, _REVIEW.c.title, _REVIEW.c.language, _REVIEW.c.state)
    .where(_REVIEW.c.previous_review_id == sa.bindparam("review_id"))
    .order_by(_REVIEW.c.created_at, _REVIEW.c.id)
)


class NextRound(NamedTuple):
    id: uuid.UUID
    title: str
    language: str
    state: ReviewState

    @property
    def is_in_the_way(self) -> bool:
        """One that was withdrawn makes room for another."""
        return self.state is not ReviewState.WITHDRAWN


def list_next_rounds(session: Session, review_id: uuid.UUID) -> list[NextRound]:
    """Reviews that took over the answers of this one, the oldest first."""
    return [NextRound._make(row) for row in session.execute(NEXT, {"review_id": review_id})]


def rounds_until(review_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    """The ids of this round and of all those before it."""
    rounds = (
        sa.select(_REVIEW.c.id, _REVIEW.c.previous_review_id)
        .where(_REVIEW.c.id == review_id)
        .cte("rounds", recursive=True)
    )
    earlier = sa.select(_REVIEW.c.id, _REVIEW.c.previous_review_id).join(
        rounds, _REVIEW.c.id == rounds.c.previous_review_id
    )
    return sa.select(rounds.union(earlier).c.id)
