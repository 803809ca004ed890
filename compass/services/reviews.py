"""The life of a review: started, handed in, recalled, handed back, withdrawn, expired."""

import datetime as dt
import uuid

from sqlalchemy.orm import Session

from compass.core.evaluation import evaluate
from compass.core.publication import VersionState
from compass.core.workflow import ReviewAction, ReviewState, TransitionError, next_state
from compass.db.models import Project, QuestionSetVersion, Review
from compass.db.queries import answers as answer_queries
from compass.db.queries import moves as move_queries
from compass.db.queries import reviews as queries
from compass.db.queries.review_facts import AnyReview
from compass.db.queries.taking_over import delete_taken_over
from compass.services import texts
from compass.services.actors import Actor
from compass.services.errors import (
    DraftNotEmptyError,
    QuestionSetError,
    ReviewClosedError,
    ReviewIncompleteError,
)
from compass.services.events import EventKind, record_review
from compass.services.four_eyes import require_four_eyes
from compass.services.permissions import Right, require
from compass.services.question_sets import library


def load_review(session: Session, review_id: uuid.UUID) -> Review | None:
    """With project, organisation and set version loaded; everything else is asked for."""
    return queries.get_review(session, review_id)


def effective_state(review: AnyReview, today: dt.date) -> ReviewState:
    """A sealed review past its date has expired: nobody writes that down."""
    return state_on(review.state, review.valid_until, today)


def state_on(state: ReviewState, valid_until: dt.date | None, today: dt.date) -> ReviewState:
    if state is ReviewState.SEALED and valid_until is not None and valid_until < today:
        return next_state(state, ReviewAction.EXPIRE)
    return state


def start_review(
    session: Session,
    project: Project,
    *,
    set_version: QuestionSetVersion,
    title: str,
    language: str,
    by: Actor,
    now: dt.datetime,
) -> Review:
    require(by, Right.REVIEW_START, project=project)
    if set_version.state is not VersionState.PUBLISHED:
        raise QuestionSetError(set_version.set_id, set_version.version, "not-published")
    if language not in library.get(session, set_version.digest).languages:
        raise QuestionSetError(set_version.set_id, set_version.version, "language-missing")
    review = Review(
        id=uuid.uuid4(),
        project=project,
        project_id=project.id,
        set_version=set_version,
        set_version_id=set_version.id,
        title=texts.line(title, "title"),
        language=language,
        state=ReviewState.DRAFT,
        created_at=now,
        created_by=by.id,
        updated_at=now,
    )
    session.add(review)
    session.flush()
    record_review(session, EventKind.REVIEW_STARTED, review, at=now, actor_id=by.id)
    return review


def delete_draft(session: Session, review: Review, *, by: Actor, now: dt.datetime) -> None:
    """Only while nobody ever wrote in it: revisions are kept for good, and what a round took over
    stands in the round before."""
    require(by, Right.DELETE_DRAFT, project=review.project)
    queries.lock_review(session, review)
    if review.state is not ReviewState.DRAFT:
        raise ReviewClosedError(review.state)
    if not queries.is_empty(session, review.id):
        raise DraftNotEmptyError
    record_review(session, EventKind.DRAFT_DELETED, review, at=now, actor_id=by.id)
    delete_taken_over(session, review.id)
    session.delete(review)
    session.flush()


def open_questions(session: Session, review: Review) -> tuple[str, ...]:
    """What hand-in asks to confirm: visible required questions without a full answer."""
    question_set = library.get(session, review.set_version.digest)
    answers = answer_queries.list_answers(session, review.id)
    return evaluate(question_set, answers).unanswered


def hand_in(
    session: Session, review: Review, *, confirmed_open: bool, by: Actor, now: dt.datetime
) -> None:
    """Raises ReviewIncompleteError with the open questions, unless somebody confirmed them."""
    require(by, Right.HAND_IN, project=review.project)
    queries.lock_review(session, review)
    state = next_state(review.state, ReviewAction.HAND_IN)
    still_open = open_questions(session, review)
    if still_open and not confirmed_open:
        raise ReviewIncompleteError(still_open)
    review.state, review.submitted_at, review.message = state, now, ""
    move_queries.settle_moves(session, review.id, now)
    _finish(session, review, EventKind.REVIEW_HANDED_IN, by=by, now=now)


def recall(session: Session, review: Review, *, by: Actor, now: dt.datetime) -> None:
    require(by, Right.RECALL, project=review.project)
    queries.lock_review(session, review)
    review.state = next_state(review.state, ReviewAction.RECALL)
    review.submitted_at = None
    _finish(session, review, EventKind.REVIEW_RECALLED, by=by, now=now)


def hand_back(
    session: Session, review: Review, *, message: str, by: Actor, now: dt.datetime
) -> None:
    """The officer asks for changes, in one message that the team sees on top of the review."""
    queries.lock_review(session, review)
    require_four_eyes(session, review, by)
    review.state = next_state(review.state, ReviewAction.HAND_BACK)
    review.message = texts.lines(message, "message", required=True)
    _finish(session, review, EventKind.REVIEW_HANDED_BACK, by=by, now=now)


def withdraw(session: Session, review: Review, *, reason: str, by: Actor, now: dt.datetime) -> None:
    """A sealed decision is no longer in force; the dossier stays, and verifying says so."""
    require(by, Right.WITHDRAW, project=review.project)
    queries.lock_review(session, review)
    require_four_eyes(session, review, by)
    if effective_state(review, now.date()) is not ReviewState.SEALED:
        raise TransitionError(effective_state(review, now.date()), ReviewAction.WITHDRAW)
    review.state = next_state(review.state, ReviewAction.WITHDRAW)
    review.withdrawal_reason = texts.lines(reason, "reason", required=True)
    _finish(session, review, EventKind.REVIEW_WITHDRAWN, by=by, now=now)


def supersede_older(session: Session, review: Review, *, by: Actor, now: dt.datetime) -> None:
    """Of the sealed reviews of one project and set, only the one decided last stays in force."""
    siblings = queries.list_sealed_siblings(session, review, set_id=review.set_version.set_id)
    in_force = max([review, *siblings], key=_decided_at)
    for older in [review, *siblings]:
        if older is not in_force:
            older.state = next_state(older.state, ReviewAction.SUPERSEDE)
            _finish(session, older, EventKind.REVIEW_SUPERSEDED, by=by, now=now)


def _decided_at(review: Review) -> tuple[dt.datetime, str]:
    return review.decided_at or review.created_at, str(review.id)


def _finish(
    session: Session, review: Review, kind: EventKind, *, by: Actor, now: dt.datetime
) -> None:
    review.updated_at = now
    session.flush()
    record_review(session, kind, review, at=now, actor_id=by.id)
