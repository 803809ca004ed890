"""A review as rows, with its project, organisation and version: for pages that read it or write
beside it. Who changes the review itself loads the model (reviews.py)."""

import datetime as dt
import uuid
from typing import NamedTuple, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.workflow import ReviewState
from compass.db.base import table
from compass.db.models import Organisation, Project, QuestionSetVersion, Review
from compass.db.queries.rows import read


class ReadOrganisation(NamedTuple):
    id: uuid.UUID
    name: str


class ReadProject(NamedTuple):
    id: uuid.UUID
    organisation_id: uuid.UUID
    name: str
    created_by: uuid.UUID
    organisation: ReadOrganisation


class ReadVersion(NamedTuple):
    id: int
    set_id: str
    version: str
    digest: str


class ReadReview(NamedTuple):
    id: uuid.UUID
    project_id: uuid.UUID
    set_version_id: int
    title: str
    language: str
    state: ReviewState
    message: str
    withdrawal_reason: str
    created_by: uuid.UUID
    submitted_at: dt.datetime | None
    valid_until: dt.date | None
    updated_at: dt.datetime
    previous_review_id: uuid.UUID | None
    project: ReadProject
    set_version: ReadVersion


AnyProject: TypeAlias = Project | ReadProject
AnyReview: TypeAlias = Review | ReadReview

_REVIEW, _PROJECT, _ORGANISATION, _VERSION = (
    table(model) for model in (Review, Project, Organisation, QuestionSetVersion)
)
_OF_REVIEW, _OF_PROJECT = ReadReview._fields[:-2], ReadProject._fields[:-1]

GET = (
    sa.select(
        *(_REVIEW.c[name] for name in _OF_REVIEW),
        *(_PROJECT.c[name] for name in _OF_PROJECT),
        _ORGANISATION.c.name,
        *(_VERSION.c[name] for name in ReadVersion._fields),
    )
    .join_from(_REVIEW, _PROJECT, _PROJECT.c.id == _REVIEW.c.project_id)
    .join(_ORGANISATION, _ORGANISATION.c.id == _PROJECT.c.organisation_id)
    .join(_VERSION, _VERSION.c.id == _REVIEW.c.set_version_id)
    .where(_REVIEW.c.id == sa.bindparam("review_id"))
)
_FIRST_OF_PROJECT = len(_OF_REVIEW)
_FIRST_OF_VERSION = _FIRST_OF_PROJECT + len(_OF_PROJECT) + 1


def read_review(session: Session, review_id: uuid.UUID) -> ReadReview | None:
    row = read(session, GET, {"review_id": review_id}).one_or_none()
    if row is None:
        return None
    *of_project, name = row[_FIRST_OF_PROJECT:_FIRST_OF_VERSION]
    organisation = ReadOrganisation(of_project[1], name)
    project = ReadProject._make((*of_project, organisation))
    version = ReadVersion._make(row[_FIRST_OF_VERSION:])
    return ReadReview._make((*row[:_FIRST_OF_PROJECT], project, version))
