"""Answering: every save names the version it read, nothing acknowledged is lost or overwritten."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.answers import (
    Answer,
    AnswerStatus,
    answer_fault,
    is_address,
    is_complete,
    split_address,
)
from compass.core.kinds import KINDS, option_of
from compass.core.question_sets import Question
from compass.core.workflow import EDITABLE_STATES, ReviewState
from compass.db.models import Review
from compass.db.queries import answers as queries
from compass.db.queries.answers import StoredAnswer
from compass.db.queries.review_facts import AnyReview
from compass.services import texts
from compass.services.actors import Actor
from compass.services.errors import (
    InvalidAnswerError,
    ReviewClosedError,
    ReviewMovedError,
    StaleAnswerError,
)
from compass.services.permissions import Right, require
from compass.services.question_sets import library

UNANSWERED = "unanswered"
NEVER_SAVED = StoredAnswer(Answer(), is_flagged=False, version=0)


@dataclass(frozen=True)
class SavedAnswer:
    version: int
    is_new: bool  # False when the same content stood there already


def answers_of(session: Session, review: AnyReview) -> dict[str, Answer]:
    return queries.list_answers(session, review.id)


def stored_answers(session: Session, review: AnyReview) -> dict[str, StoredAnswer]:
    """With flag and version, for pages that let people go on writing."""
    return queries.list_stored(session, review.id)


def counted(stored: Mapping[str, StoredAnswer]) -> dict[str, Answer]:
    """Those that count: what was carried over counts once somebody has read it."""
    return {where: one.answer for where, one in stored.items() if not one.to_confirm}


def stored_answer(session: Session, review: AnyReview, where: str) -> StoredAnswer:
    """NEVER_SAVED, with version 0, where there is none yet."""
    return queries.get_stored(session, review.id, where) or NEVER_SAVED


def save_answer(
    session: Session,
    review: AnyReview,
    where: str,
    answer: Answer,
    *,
    is_flagged: bool,
    expected_version: int,
    by: Actor,
    now: dt.datetime,
) -> SavedAnswer:
    """Raises StaleAnswerError with what stands there, when somebody saved other content since."""
    require(by, Right.ANSWER, project=review.project)
    answer = _normal(answer)
    question = _checked(session, review, where, answer)
    hold_for_writing(session, review, now=now)
    stored = stored_answer(session, review, where)
    is_same = (stored.answer, stored.is_flagged) == (answer, is_flagged) and stored.version
    if is_same and not stored.to_confirm:
        return SavedAnswer(stored.version, is_new=False)
    if stored.version != expected_version:
        raise stale_answer(session, review, where, stored)
    content = {**_columns(answer), "is_flagged": is_flagged}
    row = {**content, "tally": tally_of(question, answer)}
    if not _write(session, review.id, where, row, stored.version, by=by, now=now):
        raise stale_answer(session, review, where, stored_answer(session, review, where))
    _write_revision(session, review, where, content, stored.version + 1, by=by, now=now)
    return SavedAnswer(stored.version + 1, is_new=True)


def hold_for_writing(session: Session, review: AnyReview, *, now: dt.datetime) -> None:
    """Holds the review's row until the commit: a hand-in comes before this save or after it."""
    held = session.execute(
        queries.TOUCH_REVIEW,
        {"the_review": review.id, "the_set_version": review.set_version_id, "now": now},
    )
    if held.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        state = _state_now(session, review)
        raise ReviewMovedError if state in EDITABLE_STATES else ReviewClosedError(state)


def stale_answer(
    session: Session, review: AnyReview, where: str, stored: StoredAnswer
) -> StaleAnswerError:
    """To be raised: what stands there, and who wrote it when."""
    change = queries.get_last_change(session, review.id, where)
    return StaleAnswerError(
        current=stored.answer,
        current_version=stored.version,
        is_flagged=stored.is_flagged,
        changed_by=change.by if change else None,
        changed_by_name=change.by_name if change else "",
        changed_at=change.at if change else review.updated_at,
    )


def question_at(session: Session, review: AnyReview, where: str) -> Question:
    """With an item where it is asked per item, and without where it is not."""
    item, question_id = split_address(where)
    try:
        question = library.get(session, review.set_version.digest).question(question_id)
    except KeyError:
        raise InvalidAnswerError("question", "unknown-question") from None
    if bool(item) != bool(question.over) or not is_address(where):
        raise InvalidAnswerError("question", "unknown-question")
    return question


def tally_of(question: Question, answer: Answer) -> str | None:
    """What a comparison counts: the level or option, how it was answered otherwise, or nothing."""
    if answer.status is None or not is_complete(question, answer):
        return None
    if answer.status is AnswerStatus.ANSWERED and KINDS[question.kind].can_be_compared:
        return option_of(str(answer.value))
    return answer.status.value


def tally_of_many(question: Question, tallies: Sequence[str | None]) -> str:
    """One for all items: what needs a look first. Open, not known, then the lowest level; else what
    all of them say, or that they were answered."""
    if None in tallies:
        return UNANSWERED
    found = {str(tally) for tally in tallies}
    if AnswerStatus.NOT_KNOWN.value in found:
        return AnswerStatus.NOT_KNOWN.value
    if lowest := next((level for level in question.levels if level in found), None):
        return lowest
    return found.pop() if len(found) == 1 else AnswerStatus.ANSWERED.value


def is_open(review: AnyReview) -> bool:
    """Whether its answers can be written, as far as this transaction has read."""
    return review.state in EDITABLE_STATES


def _normal(answer: Answer) -> Answer:
    return Answer(
        status=answer.status,
        value=answer.value,
        reason=texts.tidy(answer.reason),
        rationale=texts.tidy(answer.rationale),
        expected=answer.expected,
    )


def _checked(session: Session, review: AnyReview, where: str, answer: Answer) -> Question:
    question = question_at(session, review, where)
    if fault := answer_fault(question, answer):
        raise InvalidAnswerError(*fault)
    return question


def _columns(answer: Answer) -> dict[str, Any]:  # Any: values of columns
    return {
        "status": answer.status,
        "value": queries.value_as_text(answer.value),
        "reason": answer.reason,
        "rationale": answer.rationale,
        "expected": answer.expected,
    }


def _write(
    session: Session,
    review_id: uuid.UUID,
    where: str,
    content: dict[str, Any],  # Any: values of columns
    version: int,
    *,
    by: Actor,
    now: dt.datetime,
) -> bool:
    """False when the row is no longer the one that was read."""
    values = {**content, "version": version + 1, "updated_at": now, "updated_by": by.id}
    item, question_id = split_address(where)
    if version:
        key = {
            "the_review": review_id,
            "the_item": item,
            "the_question": question_id,
            "expected_version": version,
        }
        result = session.execute(queries.UPDATE, {**values, **key})
    else:
        key = {"review_id": review_id, "item": item, "question_id": question_id}
        insert = queries.INSERT[session.get_bind().dialect.name]
        result = session.execute(insert, {**values, **key})
    return bool(result.rowcount)  # type: ignore[attr-defined]  # both give a CursorResult


def _write_revision(
    session: Session,
    review: AnyReview,
    where: str,
    content: dict[str, Any],  # Any: values of columns
    number: int,
    *,
    by: Actor,
    now: dt.datetime,
) -> None:
    item, question_id = split_address(where)
    session.execute(
        queries.INSERT_REVISION,
        {
            **content,
            "review_id": review.id,
            "item": item,
            "question_id": question_id,
            "number": number,
            "set_version_id": review.set_version_id,
            "written_at": now,
            "written_by": by.id,
        },
    )


def _state_now(session: Session, review: AnyReview) -> ReviewState:
    state = session.scalar(sa.select(Review.state).where(Review.id == review.id))
    return state or review.state
