"""Answers and what hangs on them. Hot statements are built once: a page reads 22, a save writes 3.

They name tables, not models: rows stay rows, and nothing passes through the unit of work.

What is asked per item stands in two columns; everybody else names it by its address.
Values stand in the column as JSON: a string, a list of strings, or strings by part."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from compass.core.answers import Answer as AnswerFacts
from compass.core.answers import AnswerStatus, address, split_address
from compass.core.kinds import Value
from compass.core.workflow import EDITABLE_STATES
from compass.db.base import table
from compass.db.models import Action, Answer, AnswerRevision, Evidence, Review, User
from compass.db.queries.rounds import rounds_until
from compass.db.queries.rows import read

CHUNK = 500  # ids in one statement
_STATUSES: dict[str | None, AnswerStatus | None] = {None: None}
_STATUSES.update({status.value: status for status in AnswerStatus})

# Core, not ORM: nothing counts the versions of rows behind our back.
_REVIEW, _ANSWER, _REVISION, _ACTION, _EVIDENCE, _USER = (
    table(model) for model in (Review, Answer, AnswerRevision, Action, Evidence, User)
)

_CONTENT = (
    _ANSWER.c.item,
    _ANSWER.c.question_id,
    _ANSWER.c.status,
    _ANSWER.c.value,
    _ANSWER.c.reason,
    _ANSWER.c.rationale,
    _ANSWER.c.expected,
    _ANSWER.c.is_flagged,
    _ANSWER.c.version,
    _ANSWER.c.to_confirm,
)
_AT_ADDRESS = (
    _ANSWER.c.item == sa.bindparam("the_item"),
    _ANSWER.c.question_id == sa.bindparam("the_question"),
)
OF_REVIEW = sa.select(*_CONTENT).where(_ANSWER.c.review_id == sa.bindparam("review_id"))
COUNTED = OF_REVIEW.where(~_ANSWER.c.to_confirm)  # what waits to be confirmed is no answer yet
ONE = OF_REVIEW.where(*_AT_ADDRESS)
OF_MANY = sa.select(_ANSWER.c.review_id, *_CONTENT[:7]).where(
    _ANSWER.c.review_id.in_(sa.bindparam("review_ids", expanding=True))
)
COUNTED_OF_MANY = OF_MANY.where(~_ANSWER.c.to_confirm)
LAST_CHANGE = (
    sa.select(_ANSWER.c.item, _ANSWER.c.question_id, _ANSWER.c.updated_at, _USER.c.name, _USER.c.id)
    .join(_USER, _USER.c.id == _ANSWER.c.updated_by)
    .where(_ANSWER.c.review_id == sa.bindparam("review_id"), *_AT_ADDRESS)
)
ACTIONS = (
    sa.select(*(_ACTION.c[name] for name in ("id", "question_id", "what", "who", "due", "done_on")))
    .where(_ACTION.c.review_id == sa.bindparam("review_id"))
    .order_by(_ACTION.c.created_at, _ACTION.c.id)
)
ACTIONS_OF_QUESTION = ACTIONS.where(_ACTION.c.question_id == sa.bindparam("question_id"))
EVIDENCE = (
    sa.select(
        *(_EVIDENCE.c[name] for name in ("id", "question_id", "title", "url", "sha256", "added_at"))
    )
    .where(_EVIDENCE.c.review_id == sa.bindparam("review_id"))
    .order_by(_EVIDENCE.c.added_at, _EVIDENCE.c.id)
)
EVIDENCE_OF_QUESTION = EVIDENCE.where(_EVIDENCE.c.question_id == sa.bindparam("question_id"))

# The version of the review stays, and the row is held until the commit.
TOUCH_REVIEW = (
    sa.update(_REVIEW)
    .where(
        _REVIEW.c.id == sa.bindparam("the_review"),
        _REVIEW.c.state.in_(sorted(EDITABLE_STATES)),
        _REVIEW.c.set_version_id == sa.bindparam("the_set_version"),
    )
    .values(updated_at=sa.bindparam("now"))
)
UPDATE = (
    sa.update(_ANSWER)
    .where(
        _ANSWER.c.review_id == sa.bindparam("the_review"),
        *_AT_ADDRESS,
        _ANSWER.c.version == sa.bindparam("expected_version"),
    )
    .values(
        status=sa.bindparam("status"),
        value=sa.bindparam("value"),
        reason=sa.bindparam("reason"),
        rationale=sa.bindparam("rationale"),
        expected=sa.bindparam("expected"),
        is_flagged=sa.bindparam("is_flagged"),
        to_confirm=False,
        tally=sa.bindparam("tally"),
        version=sa.bindparam("version"),
        updated_at=sa.bindparam("updated_at"),
        updated_by=sa.bindparam("updated_by"),
    )
)
INSERT = {
    "sqlite": sqlite.insert(_ANSWER).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_ANSWER).on_conflict_do_nothing(),
}
INSERT_REVISION = sa.insert(_REVISION)


class StoredAnswer(NamedTuple):
    answer: AnswerFacts
    is_flagged: bool
    version: int
    to_confirm: bool = False  # carried over, and not an answer until somebody says so


@dataclass(frozen=True)
class Change:
    at: dt.datetime
    by_name: str
    by: uuid.UUID


class ActionRow(NamedTuple):
    """``question_id`` is an address, of evidence too."""

    id: uuid.UUID
    question_id: str
    what: str
    who: str
    due: dt.date | None
    done_on: dt.date | None


class EvidenceRow(NamedTuple):
    id: uuid.UUID
    question_id: str
    title: str
    url: str
    sha256: str
    added_at: dt.datetime


@dataclass(frozen=True)
class RevisionRow:
    number: int
    answer: AnswerFacts
    is_flagged: bool
    written_at: dt.datetime
    written_by_name: str


def value_as_text(value: Value | None) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def value_from_text(text: str | None) -> Value | None:
    if text is not None and text[0] == '"' and "\\" not in text:
        return text[1:-1]  # what json.loads makes of most answers, in a fraction of the time
    value = json.loads(text) if text is not None else None
    return tuple(value) if isinstance(value, list) else value


def list_answers(session: Session, review_id: uuid.UUID) -> dict[str, AnswerFacts]:
    """What counts: without answers that are still to be confirmed."""
    rows = read(session, COUNTED, {"review_id": review_id})
    return {address(item, question): facts_of(*facts[:5]) for item, question, *facts in rows}


def list_answers_of_many(
    session: Session, review_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, dict[str, AnswerFacts]]:
    return _of_many(session, COUNTED_OF_MANY, review_ids)


def list_written_of_many(
    session: Session, review_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, dict[str, AnswerFacts]]:
    """What waits to be confirmed too: a move takes it along."""
    return _of_many(session, OF_MANY, review_ids)


def _of_many(
    session: Session, query: sa.Executable, review_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, dict[str, AnswerFacts]]:
    found: dict[uuid.UUID, dict[str, AnswerFacts]] = {}
    for first in range(0, len(review_ids), CHUNK):
        for row in session.execute(query, {"review_ids": review_ids[first : first + CHUNK]}):
            found.setdefault(row[0], {})[address(row[1], row[2])] = facts_of(*row[3:8])
    return found


def list_stored(session: Session, review_id: uuid.UUID) -> dict[str, StoredAnswer]:
    rows = read(session, OF_REVIEW, {"review_id": review_id})
    return {
        address(item, question): StoredAnswer(
            facts_of(status, value, reason, rationale, expected), *more
        )
        for item, question, status, value, reason, rationale, expected, *more in rows
    }


def get_stored(session: Session, review_id: uuid.UUID, where: str) -> StoredAnswer | None:
    row = read(session, ONE, _key(review_id, where)).one_or_none()
    return StoredAnswer(facts_of(*row[2:7]), *row[7:10]) if row else None


def get_last_change(session: Session, review_id: uuid.UUID, where: str) -> Change | None:
    row = read(session, LAST_CHANGE, _key(review_id, where)).one_or_none()
    return Change(row[2], row[3], row[4]) if row else None


def list_revisions(session: Session, review_id: uuid.UUID, where: str) -> tuple[RevisionRow, ...]:
    """The history of one answer, newest first, and before it that in earlier rounds."""
    item, question = split_address(where)
    query = (
        sa.select(AnswerRevision, User.name)
        .join(User, User.id == AnswerRevision.written_by)
        .where(
            AnswerRevision.review_id.in_(rounds_until(review_id)),
            AnswerRevision.item == item,
            AnswerRevision.question_id == question,
        )
        .order_by(AnswerRevision.written_at.desc(), AnswerRevision.number.desc())
    )
    return tuple(
        RevisionRow(
            number=row.number,
            answer=facts_of(row.status, row.value, row.reason, row.rationale, row.expected),
            is_flagged=row.is_flagged,
            written_at=row.written_at,
            written_by_name=name,
        )
        for row, name in session.execute(query)
    )


def list_actions(
    session: Session, review_id: uuid.UUID, where: str | None = None
) -> list[ActionRow]:
    query = ACTIONS if where is None else ACTIONS_OF_QUESTION
    rows = read(session, query, {"review_id": review_id, "question_id": where})
    return [ActionRow(*row) for row in rows]


def list_evidence(
    session: Session, review_id: uuid.UUID, where: str | None = None
) -> list[EvidenceRow]:
    query = EVIDENCE if where is None else EVIDENCE_OF_QUESTION
    rows = read(session, query, {"review_id": review_id, "question_id": where})
    return [EvidenceRow(*row) for row in rows]


def get_action(session: Session, review_id: uuid.UUID, action_id: uuid.UUID) -> Action | None:
    return session.scalar(
        sa.select(Action).where(Action.id == action_id, Action.review_id == review_id)
    )


def get_evidence(session: Session, review_id: uuid.UUID, evidence_id: uuid.UUID) -> Evidence | None:
    return session.scalar(
        sa.select(Evidence).where(Evidence.id == evidence_id, Evidence.review_id == review_id)
    )


def facts_of(
    status: str | None, value: str | None, reason: str, rationale: str, expected: str | None
) -> AnswerFacts:
    return AnswerFacts(_STATUSES[status], value_from_text(value), reason, rationale, expected)


def _key(review_id: uuid.UUID, where: str) -> dict[str, object]:
    item, question = split_address(where)
    return {"review_id": review_id, "the_item": item, "the_question": question}
