"""The officer's decision; a final one freezes the review's record."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from compass.core.workflow import Outcome, ReviewAction, next_state
from compass.db.models import Decision, DecisionCondition, Review
from compass.db.queries import reviews as queries
from compass.db.queries.review_facts import AnyReview
from compass.db.queries.reviews import DecisionRow
from compass.services import texts
from compass.services.actors import Actor
from compass.services.errors import InvalidDecisionError
from compass.services.events import EventKind, record_review
from compass.services.four_eyes import FourEyes, may_decide, require_four_eyes
from compass.services.records import freeze

__all__ = ["ConditionToMeet", "FourEyes", "decide", "decisions_of", "may_decide"]


@dataclass(frozen=True)
class ConditionToMeet:
    what: str
    who: str
    due: dt.date


_ACTIONS: Mapping[Outcome, tuple[ReviewAction, EventKind]] = MappingProxyType(
    {
        Outcome.GO: (ReviewAction.DECIDE, EventKind.REVIEW_DECIDED),
        Outcome.GO_WITH_CONDITIONS: (ReviewAction.DECIDE, EventKind.REVIEW_DECIDED),
        Outcome.NO_GO: (ReviewAction.DECIDE, EventKind.REVIEW_DECIDED),
        Outcome.ESCALATE: (ReviewAction.ESCALATE, EventKind.REVIEW_ESCALATED),
    }
)


def decide(
    session: Session,
    review: Review,
    *,
    outcome: Outcome,
    reason: str,
    conditions: Sequence[ConditionToMeet] = (),
    valid_until: dt.date | None = None,
    triggers: str = "",
    by: Actor,
    now: dt.datetime,
) -> Decision:
    """An escalation is recorded and the review stays submitted; the others are final."""
    queries.lock_review(session, review)  # first: from here on nobody can join in writing
    require_four_eyes(session, review, by)
    action, event = _ACTIONS[outcome]
    state = next_state(review.state, action)
    _check(outcome, conditions, valid_until, now.date())
    decision = Decision(
        id=uuid.uuid4(),
        review_id=review.id,
        outcome=outcome,
        reason=texts.lines(reason, "reason", required=True),
        triggers=texts.lines(triggers, "triggers"),
        valid_until=valid_until,
        decided_at=now,
        decided_by=by.id,
        decided_by_name=by.name,
        conditions=_rows(conditions),
    )
    session.add(decision)
    review.state, review.updated_at = state, now
    if action is ReviewAction.DECIDE:
        review.decided_at, review.valid_until = now, valid_until
    session.flush()
    if action is ReviewAction.DECIDE:
        freeze(session, review, decision, by=by, now=now)
    record_review(session, event, review, at=now, actor_id=by.id, subject_id=outcome.value)
    return decision


def decisions_of(session: Session, review: AnyReview) -> tuple[DecisionRow, ...]:
    """Escalations too; the last one is the one in force."""
    return queries.list_decisions(session, review.id)


def _check(
    outcome: Outcome,
    conditions: Sequence[ConditionToMeet],
    valid_until: dt.date | None,
    today: dt.date,
) -> None:
    if outcome is Outcome.GO_WITH_CONDITIONS and not conditions:
        raise InvalidDecisionError("condition-missing")
    if outcome is not Outcome.GO_WITH_CONDITIONS and conditions:
        raise InvalidDecisionError("condition-not-expected")
    if valid_until is not None and valid_until < today:
        raise InvalidDecisionError("validity-in-the-past")


def _rows(conditions: Sequence[ConditionToMeet]) -> list[DecisionCondition]:
    return [
        DecisionCondition(
            position=position,
            what=texts.lines(condition.what, "what", required=True),
            who=texts.line(condition.who, "who"),
            due=condition.due,
        )
        for position, condition in enumerate(conditions, start=1)
    ]
