"""A review that is being filled in moves to a newer version of its question set, in one recorded
step. One under review stays as it is, and a sealed one never moves."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from compass.core.answers import Answer, split_address
from compass.core.publication import VersionState, precedence
from compass.core.versions.moving import Fate, Plan, plan_move
from compass.core.workflow import EDITABLE_STATES
from compass.db.models import QuestionSetVersion, Review, ReviewMove
from compass.db.queries import moves as queries
from compass.db.queries import reviews as review_queries
from compass.db.queries.answers import StoredAnswer, list_stored
from compass.db.queries.moves import Written
from compass.db.queries.question_sets import get_version_by_id
from compass.services.actors import Actor
from compass.services.errors import QuestionSetError, ReviewClosedError
from compass.services.events import EventKind, record_review
from compass.services.lineages import lineage_between
from compass.services.moves.memory import Before, as_text
from compass.services.permissions import Right, require
from compass.services.question_sets import library


def preview_move(
    session: Session, review: Review, target: QuestionSetVersion, *, by: Actor
) -> Plan:
    """What becomes of each answer; nothing changes."""
    require(by, Right.MOVE, project=review.project)
    _refuse(session, review, target)
    return plan_to(session, review, target, list_stored(session, review.id), comes_back=True)


def move_review(
    session: Session, review: Review, target: QuestionSetVersion, *, by: Actor, now: dt.datetime
) -> ReviewMove:
    require(by, Right.MOVE, project=review.project)
    review_queries.lock_review(session, review)
    _refuse(session, review, target)
    rows = list_stored(session, review.id)
    plan = plan_to(session, review, target, rows, comes_back=True)
    again = [move.address for move in plan.moves if move.fate is Fate.ANSWERED_BEFORE]
    written = _written(plan, rows) | _cleared(rows, _idle(plan, rows) - set(again))
    heirs = {gone: into[0] for gone, into in plan.lineage.removed.items() if into}
    renamed = queries.rename_questions(session, review.id, heirs)
    before = Before({where: rows.get(where) for where in (*written, *again)}, renamed)
    queries.write_rows(session, review.id, written, set_version_id=target.id, by=by.id, now=now)
    queries.mark_to_confirm(session, review.id, again)
    move = ReviewMove(
        id=uuid.uuid4(),
        review_id=review.id,
        from_version_id=review.set_version_id,
        to_version_id=target.id,
        before=as_text(before),
        moved_at=now,
        moved_by=by.id,
    )
    session.add(move)
    review.set_version, review.set_version_id, review.updated_at = target, target.id, now
    session.flush()
    record_review(
        session, EventKind.REVIEW_MOVED, review, at=now, actor_id=by.id, subject_id=target.digest
    )
    return move


def refuse_version(session: Session, review: Review, target: QuestionSetVersion) -> None:
    """Another set, a version that is not or no longer published, or without this language."""
    code = ""
    if target.set_id != review.set_version.set_id:
        code = "other-set"
    elif target.state is not VersionState.PUBLISHED:
        code = "not-published"
    elif review.language not in library.get(session, target).languages:
        code = "language-missing"
    if code:
        raise QuestionSetError(target.set_id, target.version, code)


def plan_to(
    session: Session,
    review: Review,
    target: QuestionSetVersion,
    rows: Mapping[str, StoredAnswer],
    *,
    comes_back: bool = False,
) -> Plan:
    before, after = library.get(session, review.set_version_id), library.get(session, target)
    found = lineage_between(session, before, after)
    answers = {where: row.answer for where, row in rows.items()}
    return plan_move(found, answers, comes_back=comes_back)


def _refuse(session: Session, review: Review, target: QuestionSetVersion) -> None:
    if review.state not in EDITABLE_STATES:
        raise ReviewClosedError(review.state)
    refuse_version(session, review, target)
    current = get_version_by_id(session, review.set_version_id)
    if current is None or precedence(target.version) <= precedence(current.version):
        raise QuestionSetError(target.set_id, target.version, "not-newer")


def _written(plan: Plan, rows: Mapping[str, StoredAnswer]) -> dict[str, Written]:
    """An entry for each address whose answer does not simply stay."""
    written = {}
    for move in plan.moves:
        if not move.origins or move.fate in (Fate.KEPT, Fate.REMOVED):
            continue
        stands = rows.get(move.address)
        written[move.address] = Written(
            answer=move.answer or Answer(),
            is_flagged=any(rows[origin].is_flagged for origin in move.origins),
            to_confirm=move.address in plan.to_confirm,
            tally=None,
            version=stands.version if stands else 0,
        )
    return written


def _idle(plan: Plan, rows: Mapping[str, StoredAnswer]) -> set[str]:
    """Answers at questions that are new in this version, from a move that was undone or from a
    question of that name long gone."""
    new = {move.question for move in plan.moves if move.fate in (Fate.NEW, Fate.ANSWERED_BEFORE)}
    return {
        where
        for where, row in rows.items()
        if split_address(where)[1] in new and row.answer != Answer()
    }


def _cleared(rows: Mapping[str, StoredAnswer], addresses: Iterable[str]) -> dict[str, Written]:
    """What they said stays in the history."""
    return {
        where: Written(
            answer=Answer(),
            is_flagged=False,
            to_confirm=False,
            tally=None,
            version=rows[where].version,
        )
        for where in addresses
    }
