"""Answers and what hangs on them. Hot statements are built once: a page reads 22, a save writes 3.

Values stand in the column as JSON: a string, or a list of strings where several may be chosen."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from compass.core.answers import Answer as AnswerFacts
from compass.core.answers import AnswerStatus
from compass.core.kinds import Value
from compass.core.workflow import EDITABLE_STATES
from compass.db.models import Action, Answer, AnswerRevision, Evidence, Review, User

CHUNK = 500  # ids in one statement

# Core, not ORM: nothing counts the versions of rows behind our back.
_REVIEW, _ANSWER, _REVISION = (
    cast("sa.Table", model.__table__) for model in (Review, Answer, AnswerRevision)
)

_CONTENT = (
    Answer.question_id,
    Answer.status,
    Answer.value,
    Answer.reason,
    Answer.rationale,
    Answer.expected,
    Answer.is_flagged,
    Answer.version,
)
OF_REVIEW = sa.select(*_CONTENT).where(
    Answer.review_id == sa.bindparam("review_id"), Answer.item == ""
)
ONE = OF_REVIEW.where(Answer.question_id == sa.bindparam("question_id"))
LAST_CHANGE = (
    sa.select(Answer.updated_at, User.name)
    .join(User, User.id == Answer.updated_by)
    .where(
        Answer.review_id == sa.bindparam("review_id"),
        Answer.item == "",
        Answer.question_id == sa.bindparam("question_id"),
    )
)
CHANGES = (
    sa.select(Answer.question_id, Answer.updated_at, User.name)
    .join(User, User.id == Answer.updated_by)
    .where(Answer.review_id == sa.bindparam("review_id"), Answer.item == "")
)

# The version of the review stays, and the row is held until the commit.
TOUCH_REVIEW = (
    sa.update(_REVIEW)
    .where(
        Review.id == sa.bindparam("the_review"),
        Review.state.in_(sorted(EDITABLE_STATES)),
    )
    .values(updated_at=sa.bindparam("now"))
)
UPDATE = (
    sa.update(_ANSWER)
    .where(
        Answer.review_id == sa.bindparam("the_review"),
        Answer.item == "",
        Answer.question_id == sa.bindparam("the_question"),
        Answer.version == sa.bindparam("expected_version"),
    )
    .values(
        status=sa.bindparam("status"),
        value=sa.bindparam("value"),
        reason=sa.bindparam("reason"),
        rationale=sa.bindparam("rationale"),
        expected=sa.bindparam("expected"),
        is_flagged=sa.bindparam("is_flagged"),
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


@dataclass(frozen=True)
class StoredAnswer:
    answer: AnswerFacts
    is_flagged: bool
    version: int


@dataclass(frozen=True)
class Change:
    at: dt.datetime
    by_name: str


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
    value = json.loads(text) if text is not None else None
    return tuple(value) if isinstance(value, list) else value


def list_answers(session: Session, review_id: uuid.UUID) -> dict[str, AnswerFacts]:
    rows = session.execute(OF_REVIEW, {"review_id": review_id})
    return {row[0]: _facts(*row[1:6]) for row in rows}


def list_answers_of_many(
    session: Session, review_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, dict[str, AnswerFacts]]:
    found: dict[uuid.UUID, dict[str, AnswerFacts]] = {}
    for first in range(0, len(review_ids), CHUNK):
        query = sa.select(Answer.review_id, *_CONTENT[:6]).where(
            Answer.review_id.in_(review_ids[first : first + CHUNK]), Answer.item == ""
        )
        for row in session.execute(query):
            found.setdefault(row[0], {})[row[1]] = _facts(*row[2:7])
    return found


def list_stored(session: Session, review_id: uuid.UUID) -> dict[str, StoredAnswer]:
    rows = session.execute(OF_REVIEW, {"review_id": review_id})
    return {row[0]: StoredAnswer(_facts(*row[1:6]), row[6], row[7]) for row in rows}


def get_stored(session: Session, review_id: uuid.UUID, question_id: str) -> StoredAnswer | None:
    key = {"review_id": review_id, "question_id": question_id}
    row = session.execute(ONE, key).one_or_none()
    return StoredAnswer(_facts(*row[1:6]), row[6], row[7]) if row else None


def get_last_change(session: Session, review_id: uuid.UUID, question_id: str) -> Change | None:
    key = {"review_id": review_id, "question_id": question_id}
    row = session.execute(LAST_CHANGE, key).one_or_none()
    return Change(row[0], row[1]) if row else None


def list_changes(session: Session, review_id: uuid.UUID) -> dict[str, Change]:
    """Who last changed each answer, and when."""
    rows = session.execute(CHANGES, {"review_id": review_id})
    return {row[0]: Change(row[1], row[2]) for row in rows}


def list_revisions(
    session: Session, review_id: uuid.UUID, question_id: str
) -> tuple[RevisionRow, ...]:
    """The history of one answer, newest first."""
    query = (
        sa.select(AnswerRevision, User.name)
        .join(User, User.id == AnswerRevision.written_by)
        .where(
            AnswerRevision.review_id == review_id,
            AnswerRevision.item == "",
            AnswerRevision.question_id == question_id,
        )
        .order_by(AnswerRevision.number.desc())
    )
    return tuple(
        RevisionRow(
            number=row.number,
            answer=_facts(row.status, row.value, row.reason, row.rationale, row.expected),
            is_flagged=row.is_flagged,
            written_at=row.written_at,
            written_by_name=name,
        )
        for row, name in session.execute(query)
    )


def list_actions(
    session: Session, review_id: uuid.UUID, question_id: str | None = None
) -> list[Action]:
    query = sa.select(Action).where(Action.review_id == review_id)
    if question_id is not None:
        query = query.where(Action.question_id == question_id)
    return list(session.scalars(query.order_by(Action.created_at, Action.id)))


def list_evidence(
    session: Session, review_id: uuid.UUID, question_id: str | None = None
) -> list[Evidence]:
    query = sa.select(Evidence).where(Evidence.review_id == review_id)
    if question_id is not None:
        query = query.where(Evidence.question_id == question_id)
    return list(session.scalars(query.order_by(Evidence.added_at, Evidence.id)))


def get_action(session: Session, review_id: uuid.UUID, action_id: uuid.UUID) -> Action | None:
    return session.scalar(
        sa.select(Action).where(Action.id == action_id, Action.review_id == review_id)
    )


def get_evidence(session: Session, review_id: uuid.UUID, evidence_id: uuid.UUID) -> Evidence | None:
    return session.scalar(
        sa.select(Evidence).where(Evidence.id == evidence_id, Evidence.review_id == review_id)
    )


def _facts(
    status: str | None, value: str | None, reason: str, rationale: str, expected: str | None
) -> AnswerFacts:
    return AnswerFacts(
        status=AnswerStatus(status) if status is not None else None,
        value=value_from_text(value),
        reason=reason,
        rationale=rationale,
        expected=expected,
    )
