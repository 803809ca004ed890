"""Where a review stands between versions and rounds, and what the person who looks may do there."""

import uuid
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from compass.core.workflow import CLOSED_STATES
from compass.db.models import Review
from compass.db.queries.answers import StoredAnswer
from compass.db.queries.moves import OpenMove
from compass.db.queries.review_facts import AnyReview
from compass.db.queries.rounds import NextRound
from compass.db.queries.taking_over import CameAlong
from compass.services import moves
from compass.services.answers import is_open
from compass.services.permissions import Right, may
from compass.web.current import actor, today
from compass.web.extensions import db


@dataclass(frozen=True)
class Standing:
    """``move`` is one that can be taken back; ``waiting`` counts the answers that somebody has to
    confirm; ``previous`` is the round whose answers were carried over, ``following`` are those that
    took over the answers of this one. ``came_along`` counts what it took over
    beside answers, while somebody can do something about it; ``go_on`` its own open actions with
    which the next round goes on."""

    move: OpenMove | None
    waiting: int
    previous: Review | None
    following: Sequence[NextRound]
    came_along: CameAlong | None
    go_on: Set[uuid.UUID]
    may_move: bool
    may_confirm: bool
    may_carry_over: bool


def standing_of(review: AnyReview, stored: Mapping[str, StoredAnswer]) -> Standing:
    may_move = may(actor(), Right.MOVE, project=review.project)
    may_start = may(actor(), Right.REVIEW_START, project=review.project)
    following = moves.next_rounds(db.session, review)
    has_next = any(each.is_in_the_way for each in following)
    return Standing(
        move=moves.undoable_move(db.session, review) if may_move else None,
        waiting=moves.count_to_confirm(db.session, review, stored) if is_open(review) else 0,
        previous=moves.previous_round(db.session, review),
        following=following,
        came_along=_came_along(review),
        go_on=moves.actions_that_go_on(db.session, review) if has_next else frozenset(),
        may_move=may_move and is_open(review),
        may_confirm=may(actor(), Right.ANSWER, project=review.project),
        may_carry_over=may_start and review.state in CLOSED_STATES and not has_next,
    )


def _came_along(review: AnyReview) -> CameAlong | None:
    return moves.came_along(db.session, review, today=today()) if is_open(review) else None
