"""Every review of a set with its answers, a few at a time, for what looks at all of them."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.answers import Answer, address
from compass.core.workflow import ReviewState
from compass.db.models import Answer as AnswerRow
from compass.db.models import Project, QuestionSetVersion, Review
from compass.db.queries.answers import facts_of

REVIEWS_AT_ONCE = 100

_ANSWER = cast("sa.Table", AnswerRow.__table__)
_CONTENT = tuple(
    _ANSWER.c[name]
    for name in ("item", "question_id", "status", "value", "reason", "rationale", "expected")
)


@dataclass(frozen=True)
class StoredReview:
    """A review as a dry run sees it: whose it is, where it stands, and the answers that count."""

    id: uuid.UUID
    title: str
    state: ReviewState
    project_name: str
    organisation_id: uuid.UUID
    version: str
    digest: str
    answers: Mapping[str, Answer] = field(default_factory=dict)


def stream_reviews(
    session: Session, set_id: str, *, organisation_ids: Sequence[uuid.UUID] | None = None
) -> Iterator[StoredReview]:
    """All reviews of a set, of some organisations or of all; never more than a few in memory."""
    last: uuid.UUID | None = None
    while found := _some_reviews(session, set_id, organisation_ids, after=last):
        answers = _answers_of(session, [row.id for row in found])
        for row in found:
            yield replace(row, answers=answers.get(row.id, {}))
        last = found[-1].id


def _some_reviews(
    session: Session,
    set_id: str,
    organisation_ids: Sequence[uuid.UUID] | None,
    *,
    after: uuid.UUID | None,
) -> list[StoredReview]:
    query = (
        sa.select(
            Review.id,
            Review.title,
            Review.state,
            Project.name,
            Project.organisation_id,
            QuestionSetVersion.version,
            QuestionSetVersion.digest,
        )
        .join(Project, Project.id == Review.project_id)
        .join(QuestionSetVersion, QuestionSetVersion.id == Review.set_version_id)
        .where(QuestionSetVersion.set_id == set_id)
        .order_by(Review.id)
        .limit(REVIEWS_AT_ONCE)
    )
    if organisation_ids is not None:
        query = query.where(Project.organisation_id.in_(organisation_ids))
    if after is not None:
        query = query.where(Review.id > after)
    return [StoredReview(*row) for row in session.execute(query)]


def _answers_of(
    session: Session, review_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, dict[str, Answer]]:
    query = sa.select(_ANSWER.c.review_id, *_CONTENT).where(
        _ANSWER.c.review_id.in_(review_ids), ~_ANSWER.c.to_confirm
    )
    found: dict[uuid.UUID, dict[str, Answer]] = {}
    for review_id, item, question, *facts in session.execute(query):
        found.setdefault(review_id, {})[address(item, question)] = facts_of(*facts)
    return found
