"""What a round takes over from the one before: answers, open actions, evidence.

None of it has a revision of its own: its history stands in the round before."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.answers import Answer as AnswerFacts
from compass.core.answers import split_address
from compass.db.base import table
from compass.db.models import Action, Answer, Evidence, Review
from compass.db.queries.answers import value_as_text

_REVIEW, _ANSWER, _ACTION, _EVIDENCE = (
    table(model) for model in (Review, Answer, Action, Evidence)
)
_OF_ACTION = ("what", "who", "due", "done_on", "created_at", "created_by")
_OF_EVIDENCE = ("title", "url", "sha256", "added_at", "added_by")


class CameAlong(NamedTuple):
    """What a round took over and still has, by number; ``late`` are actions of today."""

    actions: int
    late: int
    evidence: int


def take_over_answers(
    session: Session,
    review_id: uuid.UUID,
    answers: Mapping[str, AnswerFacts],
    *,
    by: uuid.UUID,
    now: dt.datetime,
) -> None:
    """Each to be confirmed; texts that are left of an answer are none, and need nobody."""
    rows = []
    for where, answer in answers.items():
        item, question = split_address(where)
        row = {"review_id": review_id, "item": item, "question_id": question}
        row |= {"status": answer.status, "value": value_as_text(answer.value)}
        row |= {"reason": answer.reason, "rationale": answer.rationale}
        row |= {"expected": answer.expected, "to_confirm": answer.status is not None}
        row |= {"tally": None, "version": 1, "updated_at": now, "updated_by": by}
        rows.append(row)
    if rows:
        session.execute(sa.insert(_ANSWER), rows)


def take_over_actions(
    session: Session, review_id: uuid.UUID, places: Mapping[uuid.UUID, str]
) -> None:
    """``places``: at which address each goes on."""
    rows = [
        {**facts, "id": uuid.uuid4(), "carried_from": id_, "review_id": review_id,
         "question_id": places[id_]}
        for id_, facts in _facts(session, _ACTION, _OF_ACTION, places).items()
    ]  # fmt: skip
    if rows:
        session.execute(sa.insert(_ACTION), rows)


def take_over_evidence(
    session: Session, review_id: uuid.UUID, places: Mapping[uuid.UUID, str]
) -> None:
    rows = [
        {**facts, "id": uuid.uuid4(), "review_id": review_id, "question_id": places[id_]}
        for id_, facts in _facts(session, _EVIDENCE, _OF_EVIDENCE, places).items()
    ]
    if rows:
        session.execute(sa.insert(_EVIDENCE), rows)


def count_taken_over(session: Session, review_id: uuid.UUID, *, today: dt.date) -> CameAlong:
    """Evidence that is older than its review came with the answers."""
    is_open = _ACTION.c.done_on.is_(None)
    ours = _ACTION.c.review_id == review_id, _ACTION.c.carried_from.is_not(None), is_open
    late = sa.func.count().filter(_ACTION.c.due < today)
    actions, late_ones = session.execute(sa.select(sa.func.count(), late).where(*ours)).one()
    evidence = (
        sa.select(sa.func.count())
        .join_from(_EVIDENCE, _REVIEW, _REVIEW.c.id == _EVIDENCE.c.review_id)
        .where(_REVIEW.c.id == review_id, _EVIDENCE.c.added_at < _REVIEW.c.created_at)
    )
    return CameAlong(actions, late_ones, session.scalar(evidence) or 0)


def list_actions_taken_over(session: Session, review_id: uuid.UUID) -> set[uuid.UUID]:
    """Actions of this review that go on in another round."""
    copy = _ACTION.alias()
    query = (
        sa.select(_ACTION.c.id)
        .join(copy, copy.c.carried_from == _ACTION.c.id)
        .where(_ACTION.c.review_id == review_id)
    )
    return set(session.scalars(query))


def delete_taken_over(session: Session, review_id: uuid.UUID) -> None:
    """Of a round in which nobody wrote: everything stands in the round before too."""
    for rows in (_ANSWER, _ACTION, _EVIDENCE):
        session.execute(sa.delete(rows).where(rows.c.review_id == review_id))


def _facts(
    session: Session, rows: sa.Table, names: tuple[str, ...], places: Mapping[uuid.UUID, str]
) -> dict[uuid.UUID, dict[str, object]]:
    columns = [rows.c[name] for name in names]
    query = sa.select(rows.c.id, *columns).where(rows.c.id.in_(places))
    return {id_: dict(zip(names, facts, strict=True)) for id_, *facts in session.execute(query)}
