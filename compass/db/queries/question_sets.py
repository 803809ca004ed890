"""The editions that this installation knows. The row rules, not the file it came from."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.models import QuestionSetVersion

PUBLISHED, WITHDRAWN = "published", "withdrawn"
SHIPPED, UPLOADED = "shipped", "uploaded"

DIGEST = sa.select(QuestionSetVersion.digest).where(QuestionSetVersion.id == sa.bindparam("id"))
CONTENT = sa.select(QuestionSetVersion.content).where(
    QuestionSetVersion.digest == sa.bindparam("digest")
)


@dataclass(frozen=True)
class VersionRow:
    id: int
    set_id: str
    version: str
    digest: str
    state: str


def get_version(session: Session, set_id: str, version: str) -> QuestionSetVersion | None:
    return session.scalar(
        sa.select(QuestionSetVersion).where(
            QuestionSetVersion.set_id == set_id, QuestionSetVersion.version == version
        )
    )


def get_version_by_id(session: Session, version_id: int) -> QuestionSetVersion | None:
    return session.get(QuestionSetVersion, version_id)


def list_versions(session: Session, *, state: str | None = PUBLISHED) -> tuple[VersionRow, ...]:
    """By set, the last registered first."""
    query = sa.select(
        QuestionSetVersion.id,
        QuestionSetVersion.set_id,
        QuestionSetVersion.version,
        QuestionSetVersion.digest,
        QuestionSetVersion.state,
    ).order_by(QuestionSetVersion.set_id, QuestionSetVersion.id.desc())
    if state is not None:
        query = query.where(QuestionSetVersion.state == state)
    return tuple(VersionRow(*row) for row in session.execute(query))
