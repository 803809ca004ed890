"""A new round: a new review that takes over the answers of a finished one, each to be confirmed,
and what has changed since."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from compass.core.answers import Answer
from compass.core.publication import precedence
from compass.core.versions.moving import Fate, Plan, address_after
from compass.core.workflow import CLOSED_STATES
from compass.db.models import QuestionSetVersion, Review
from compass.db.queries import reviews as review_queries
from compass.db.queries import taking_over as queries
from compass.db.queries.answers import list_actions, list_evidence, list_stored
from compass.db.queries.review_facts import AnyReview
from compass.db.queries.rounds import NextRound, list_next_rounds
from compass.db.queries.taking_over import CameAlong
from compass.services.actors import Actor
from compass.services.errors import QuestionSetError, ReviewOpenError, RoundStartedError
from compass.services.events import EventKind, record_review
from compass.services.moves.moving import plan_to, refuse_version
from compass.services.permissions import Right, require
from compass.services.reviews import start_review


@dataclass(frozen=True)
class Since:
    """One answer of this round beside those of the last one that it comes from, by address.
    ``carried`` is what it started with. ``fate`` and ``reasons`` say what the newer version of the
    set did to it; ``is_open`` that nobody confirmed it yet."""

    address: str
    question: str
    fate: Fate
    reasons: tuple[str, ...]
    before: Mapping[str, Answer]
    carried: Answer | None
    now: Answer | None
    is_open: bool

    @property
    def is_changed(self) -> bool:
        is_lost = self.fate in (Fate.REMOVED, Fate.ASKED_AGAIN) and bool(self.before)
        return is_lost or self.carried != self.now


@dataclass(frozen=True)
class Measures:
    """Open actions and evidence of a finished review, each with the address at which it goes on.
    ``left`` are those whose question is no longer asked; what is done stays behind too."""

    actions: Mapping[uuid.UUID, str]
    evidence: Mapping[uuid.UUID, str]
    left: int


def preview_carry_over(
    session: Session, previous: Review, target: QuestionSetVersion, *, by: Actor
) -> Plan:
    require(by, Right.REVIEW_START, project=previous.project)
    _refuse(session, previous, target)
    return plan_to(session, previous, target, list_stored(session, previous.id))


def carry_over(
    session: Session,
    previous: Review,
    target: QuestionSetVersion,
    *,
    title: str,
    by: Actor,
    now: dt.datetime,
) -> Review:
    """The finished review stays as it is, and so does its dossier."""
    review_queries.lock_review(session, previous)  # of two at the same moment, one is second
    plan = preview_carry_over(session, previous, target, by=by)
    review = start_review(
        session,
        previous.project,
        set_version=target,
        title=title,
        language=previous.language,
        by=by,
        now=now,
    )
    review.previous_review_id = previous.id
    session.flush()
    queries.take_over_answers(session, review.id, plan.answers, by=by.id, now=now)
    measures = measures_to_take(session, previous, plan)
    queries.take_over_actions(session, review.id, measures.actions)
    queries.take_over_evidence(session, review.id, measures.evidence)
    record_review(
        session,
        EventKind.REVIEW_CARRIED_OVER,
        review,
        at=now,
        actor_id=by.id,
        subject_id=str(previous.id),
    )
    return review


def measures_to_take(session: Session, previous: Review, plan: Plan) -> Measures:
    open_ones = [each for each in list_actions(session, previous.id) if each.done_on is None]
    proofs = list_evidence(session, previous.id)
    actions, evidence = (
        {
            each.id: where
            for each in found
            if (where := address_after(plan.lineage, each.question_id)) is not None
        }
        for found in (open_ones, proofs)
    )
    left = len(open_ones) + len(proofs) - len(actions) - len(evidence)
    return Measures(actions, evidence, left)


def came_along(session: Session, review: AnyReview, *, today: dt.date) -> CameAlong | None:
    """With the answers of the round before; None for a first round."""
    if review.previous_review_id is None:
        return None
    return queries.count_taken_over(session, review.id, today=today)


def actions_that_go_on(session: Session, review: AnyReview) -> set[uuid.UUID]:
    """In the next round; here they are no longer followed."""
    return queries.list_actions_taken_over(session, review.id)


def previous_round(session: Session, review: AnyReview) -> Review | None:
    if review.previous_review_id is None:
        return None
    return review_queries.get_review(session, review.previous_review_id)


def next_rounds(session: Session, review: AnyReview) -> list[NextRound]:
    """The reviews that took over its answers: one, and before it those that were withdrawn."""
    if review.state not in CLOSED_STATES:
        return []
    return list_next_rounds(session, review.id)


def changes_since(session: Session, review: Review) -> tuple[Since, ...]:
    """Every question of this round, and at the end what is no longer asked; nothing for a review
    that carried nothing over."""
    previous = previous_round(session, review)
    return tuple(_since(session, review, previous)) if previous is not None else ()


def _since(session: Session, review: Review, previous: Review) -> Iterator[Since]:
    earlier, rows = list_stored(session, previous.id), list_stored(session, review.id)
    for move in plan_to(session, previous, review.set_version, earlier).moves:
        row = rows.get(move.address) if move.fate is not Fate.REMOVED else None
        yield Since(
            address=move.address,
            question=move.question,
            fate=move.fate,
            reasons=move.reasons,
            before={where: earlier[where].answer for where in move.origins},
            carried=move.answer,
            now=row.answer if row and row.answer != Answer() else None,
            is_open=bool(row and row.to_confirm),
        )


def _refuse(session: Session, previous: Review, target: QuestionSetVersion) -> None:
    if previous.state not in CLOSED_STATES:
        raise ReviewOpenError(previous.state)
    for started in list_next_rounds(session, previous.id):
        if started.is_in_the_way:
            raise RoundStartedError(started.id)
    refuse_version(session, previous, target)
    if precedence(target.version) < precedence(previous.set_version.version):
        raise QuestionSetError(target.set_id, target.version, "older")
