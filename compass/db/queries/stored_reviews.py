"""Every review of a set with its answers, a few at a time, for what looks at all of them."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.answers import Answer
from compass.core.workflow import ReviewState
from compass.db.models import Project, QuestionSetVersion, Review
from compass.db.queries.answers import list_written_of_many

REVIEWS_AT_ONCE = 100


@dataclass(frozen=True)
class StoredReview:
    """A review as a dry run sees it: whose it is, where it stands, and all of its answers."""

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
        answers = list_written_of_many(session, [row.id for row in found])
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
