"""A move taken back, until the next hand-in."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from compass.core.answers import split_address
from compass.core.question_sets import QuestionSet
from compass.core.workflow import EDITABLE_STATES
from compass.db.models import Review
from compass.db.queries import moves as queries
from compass.db.queries import reviews as review_queries
from compass.db.queries.answers import StoredAnswer, list_stored
from compass.db.queries.moves import OpenMove, Written
from compass.db.queries.question_sets import get_version_by_id
from compass.db.queries.review_facts import AnyReview
from compass.services.actors import Actor
from compass.services.answers import NEVER_SAVED, tally_of
from compass.services.errors import NothingToUndoError
from compass.services.events import EventKind, record_review
from compass.services.moves.memory import from_text
from compass.services.permissions import Right, require
from compass.services.question_sets import library


def undoable_move(session: Session, review: AnyReview) -> OpenMove | None:
    """The last move, while it can still be taken back."""
    if review.state not in EDITABLE_STATES:
        return None
    return queries.last_open_move(session, review.id)


def undo_move(session: Session, review: Review, *, by: Actor, now: dt.datetime) -> None:
    """Everything that the move changed is as it was. What was written since at questions that
    stayed the same remains; the rest stays in the history."""
    require(by, Right.MOVE, project=review.project)
    review_queries.lock_review(session, review)
    found = undoable_move(session, review)
    if found is None:
        raise NothingToUndoError
    move = queries.get_move(session, found.id)
    target = get_version_by_id(session, move.from_version_id)
    assert target is not None  # noqa: S101  # a foreign key: the row is there
    before, rows = from_text(move.before), list_stored(session, review.id)
    written = _restored(library.get(session, target), before.answers, rows)
    queries.write_rows(session, review.id, written, set_version_id=target.id, by=by.id, now=now)
    queries.rename_back(session, review.id, before.renamed)
    move.undone_at, move.undone_by = now, by.id
    review.set_version, review.set_version_id, review.updated_at = target, target.id, now
    session.flush()
    record_review(
        session,
        EventKind.REVIEW_MOVE_UNDONE,
        review,
        at=now,
        actor_id=by.id,
        subject_id=target.digest,
    )


def _restored(
    question_set: QuestionSet,
    before: Mapping[str, StoredAnswer | None],
    rows: Mapping[str, StoredAnswer],
) -> dict[str, Written]:
    known = {question.id: question for question in question_set.questions}
    written = {}
    for where, was in before.items():
        question = known.get(split_address(where)[1])
        if question is None:
            continue  # of the version that is left: it stands there, and counts nowhere
        row = was or NEVER_SAVED
        written[where] = Written(
            answer=row.answer,
            is_flagged=row.is_flagged,
            to_confirm=row.to_confirm,
            tally=None if row.to_confirm else tally_of(question, row.answer),
            version=rows[where].version,
        )
    return written
