"""Many answers of a review written at once, and the moves that it made.

Whoever writes here holds the review (reviews.lock_review)."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.answers import Answer, address, split_address
from compass.db.base import table
from compass.db.models import Action, AnswerRevision, Evidence, ReviewMove
from compass.db.models import Answer as AnswerRow
from compass.db.queries.answers import value_as_text
from compass.db.queries.rows import read

_ANSWER, _REVISION, _MOVE = (table(model) for model in (AnswerRow, AnswerRevision, ReviewMove))

# Asked by each overview, therefore built once.
LAST_OPEN_MOVE = (
    sa.select(_MOVE.c.id, _MOVE.c.moved_at)
    .where(
        _MOVE.c.review_id == sa.bindparam("review_id"),
        _MOVE.c.undone_at.is_(None),
        _MOVE.c.settled_at.is_(None),
    )
    .order_by(_MOVE.c.moved_at.desc(), _MOVE.c.id)
    .limit(1)
)

_CONTENT = ("status", "value", "reason", "rationale", "expected", "is_flagged")
_CHANGED = (*_CONTENT, "to_confirm", "tally", "version", "updated_at", "updated_by")

_UPDATE = (
    sa.update(_ANSWER)
    .where(
        _ANSWER.c.review_id == sa.bindparam("the_review"),
        _ANSWER.c.item == sa.bindparam("the_item"),
        _ANSWER.c.question_id == sa.bindparam("the_question"),
    )
    .values({name: sa.bindparam(f"new_{name}") for name in _CHANGED})
)


class OpenMove(NamedTuple):
    id: uuid.UUID
    moved_at: dt.datetime


@dataclass(frozen=True)
class Written:
    """What stands at an address from now on; ``version`` is the one before, 0 for none."""

    answer: Answer
    is_flagged: bool
    to_confirm: bool
    tally: str | None
    version: int


def write_rows(
    session: Session,
    review_id: uuid.UUID,
    rows: Mapping[str, Written],
    *,
    set_version_id: int,
    by: uuid.UUID,
    now: dt.datetime,
) -> None:
    """Each with its revision: a new row, or over the one that stands there."""
    new, changed, revisions = [], [], []
    for where, row in rows.items():
        item, question = split_address(where)
        content = _content(row)
        rest = {
            "to_confirm": row.to_confirm,
            "tally": row.tally,
            "version": row.version + 1,
            "updated_at": now,
            "updated_by": by,
        }
        place = {"review_id": review_id, "item": item, "question_id": question}
        if row.version:
            values = {f"new_{name}": value for name, value in {**content, **rest}.items()}
            key = {"the_review": review_id, "the_item": item, "the_question": question}
            changed.append({**values, **key})
        else:
            new.append({**place, **content, **rest})
        revisions.append(
            {
                **place,
                **content,
                "number": row.version + 1,
                "set_version_id": set_version_id,
                "written_at": now,
                "written_by": by,
            }
        )
    _execute(session, sa.insert(_ANSWER), new)
    for values in changed:
        session.execute(_UPDATE, values)
    _execute(session, sa.insert(_REVISION), revisions)


def mark_to_confirm(session: Session, review_id: uuid.UUID, addresses: Iterable[str]) -> None:
    """What stands there already, without a change of its content."""
    for where in addresses:
        item, question = split_address(where)
        session.execute(
            sa.update(_ANSWER)
            .where(
                _ANSWER.c.review_id == review_id,
                _ANSWER.c.item == item,
                _ANSWER.c.question_id == question,
            )
            .values(to_confirm=True, tally=None)
        )


def rename_questions(
    session: Session, review_id: uuid.UUID, names: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Actions and evidence go with their question; gives which ones went, from where to where."""
    moved = {}
    for thing in _things(session, review_id):
        item, question = split_address(thing.question_id)
        if question in names:
            moved[str(thing.id)] = thing.question_id, address(item, names[question])
            thing.question_id = address(item, names[question])
    session.flush()
    return moved


def rename_back(
    session: Session, review_id: uuid.UUID, moved: Mapping[str, tuple[str, str]]
) -> None:
    for thing in _things(session, review_id):
        old, new = moved.get(str(thing.id), ("", ""))
        if thing.question_id == new:
            thing.question_id = old
    session.flush()


def _things(session: Session, review_id: uuid.UUID) -> list[Action | Evidence]:
    return [
        *session.scalars(sa.select(Action).where(Action.review_id == review_id)),
        *session.scalars(sa.select(Evidence).where(Evidence.review_id == review_id)),
    ]


def last_open_move(session: Session, review_id: uuid.UUID) -> OpenMove | None:
    """The one that could be undone."""
    row = read(session, LAST_OPEN_MOVE, {"review_id": review_id}).one_or_none()
    return OpenMove(*row) if row else None


def get_move(session: Session, move_id: uuid.UUID) -> ReviewMove:
    return session.get_one(ReviewMove, move_id)


def settle_moves(session: Session, review_id: uuid.UUID, now: dt.datetime) -> None:
    session.execute(
        sa.update(ReviewMove)
        .where(ReviewMove.review_id == review_id, ReviewMove.settled_at.is_(None))
        .values(settled_at=now)
    )


def _content(row: Written) -> dict[str, Any]:  # Any: values of columns
    answer = row.answer
    return {
        "status": answer.status,
        "value": value_as_text(answer.value),
        "reason": answer.reason,
        "rationale": answer.rationale,
        "expected": answer.expected,
        "is_flagged": row.is_flagged,
    }


def _execute(
    session: Session,
    statement: sa.Insert,
    rows: list[dict[str, Any]],  # Any: values of columns
) -> None:
    if rows:
        session.execute(statement, rows)
