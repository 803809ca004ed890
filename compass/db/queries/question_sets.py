"""The editions that this installation knows. The row rules, not the file it came from."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.publication import VersionState
from compass.db.base import table
from compass.db.models import OrganisationMember, QuestionSetVersion, Review, User
from compass.db.queries.rows import read, read_again

SHIPPED, UPLOADED = "shipped", "uploaded"

DIGEST = sa.select(QuestionSetVersion.digest).where(QuestionSetVersion.id == sa.bindparam("id"))
CONTENT = sa.select(QuestionSetVersion.content).where(
    QuestionSetVersion.digest == sa.bindparam("digest")
)
_VERSION = table(QuestionSetVersion)
VERSIONS = sa.select(
    *(_VERSION.c[name] for name in ("id", "set_id", "version", "digest", "state"))
).order_by(_VERSION.c.set_id, _VERSION.c.id.desc())
VERSIONS_IN_STATE = VERSIONS.where(_VERSION.c.state == sa.bindparam("state"))
PUBLISHED_OF_SET = sa.select(
    *(_VERSION.c[name] for name in ("set_id", "version", "published_at", "note"))
).where(
    _VERSION.c.set_id == sa.bindparam("set_id"), _VERSION.c.state == VersionState.PUBLISHED.value
)


class VersionRow(NamedTuple):
    id: int
    set_id: str
    version: str
    digest: str
    state: VersionState


class PublishedVersion(NamedTuple):
    set_id: str
    version: str
    published_at: dt.datetime
    note: str


def get_version(session: Session, set_id: str, version: str) -> QuestionSetVersion | None:
    return session.scalar(
        sa.select(QuestionSetVersion).where(
            QuestionSetVersion.set_id == set_id, QuestionSetVersion.version == version
        )
    )


def get_version_by_id(session: Session, version_id: int) -> QuestionSetVersion | None:
    return session.get(QuestionSetVersion, version_id)


def list_versions(
    session: Session, *, state: VersionState | None = VersionState.PUBLISHED
) -> tuple[VersionRow, ...]:
    """By set, the last registered first."""
    query = VERSIONS if state is None else VERSIONS_IN_STATE
    return tuple(VersionRow(*row) for row in read(session, query, {"state": state}))


def list_published_of_set(session: Session, set_id: str) -> tuple[PublishedVersion, ...]:
    rows = read(session, PUBLISHED_OF_SET, {"set_id": set_id})
    return tuple(PublishedVersion(*row) for row in rows)


def hold_version(session: Session, row: QuestionSetVersion) -> None:
    """Read it again; nobody else changes its state until the commit. GoneError when deleted."""
    read_again(session, row, hold=True)


def list_rows(session: Session) -> tuple[QuestionSetVersion, ...]:
    """Every version in every state, without its content."""
    query = sa.select(QuestionSetVersion).order_by(QuestionSetVersion.set_id, QuestionSetVersion.id)
    return tuple(session.scalars(query))


def count_reviews(session: Session) -> dict[int, int]:
    """For each version that was ever used: in how many reviews."""
    query = sa.select(Review.set_version_id, sa.func.count().label("reviews")).group_by(
        Review.set_version_id
    )
    return {row.set_version_id: row.reviews for row in session.execute(query)}


def names_of(
    session: Session, user_ids: Collection[uuid.UUID], organisation_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, str]:
    """Of these people, those who belong to one of these organisations."""
    query = (
        sa.select(User.id, User.name)
        .join(OrganisationMember, OrganisationMember.user_id == User.id)
        .where(User.id.in_(user_ids), OrganisationMember.organisation_id.in_(organisation_ids))
    )
    return {row.id: row.name for row in session.execute(query)}
