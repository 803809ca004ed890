"""Projects and their teams."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from compass.core.workflow import ProjectPhase, ReviewState, TeamRole
from compass.db.base import table
from compass.db.models import Organisation, Project, ProjectMember, Review, User
from compass.db.queries.pages import Page, PagedQuery, containing, fetch_page, paged
from compass.db.queries.rows import read

_PROJECT, _ORGANISATION, _MEMBER, _REVIEW, _USER = (
    table(model) for model in (Project, Organisation, ProjectMember, Review, User)
)
_TEAMS = sa.select(_MEMBER.c.project_id).where(
    _MEMBER.c.user_id == sa.bindparam("user_id"), _MEMBER.c.left_at.is_(None)
)
# Projects of the person's teams, and of the organisations where they oversee.
_VISIBLE = (
    sa.select(
        _PROJECT.c.id,
        _PROJECT.c.name,
        _PROJECT.c.reference,
        _PROJECT.c.phase,
        _PROJECT.c.organisation_id,
        _ORGANISATION.c.name,
        _MEMBER.c.role,
    )
    .join_from(_PROJECT, _ORGANISATION, _ORGANISATION.c.id == _PROJECT.c.organisation_id)
    .outerjoin(
        _MEMBER,
        (_MEMBER.c.project_id == _PROJECT.c.id)
        & (_MEMBER.c.user_id == sa.bindparam("user_id"))
        & _MEMBER.c.left_at.is_(None),
    )
    .where(
        _PROJECT.c.id.in_(_TEAMS)
        | _PROJECT.c.organisation_id.in_(sa.bindparam("organisation_ids", expanding=True))
    )
    .order_by(sa.func.lower(_PROJECT.c.name), _PROJECT.c.id)
)
_FILTERS = {
    "text": sa.or_(
        *(
            column.ilike(sa.bindparam("text"), escape="\\")
            for column in (_PROJECT.c.name, _PROJECT.c.reference)
        )
    ),
    "phase": _PROJECT.c.phase == sa.bindparam("phase"),
    "organisation_id": _PROJECT.c.organisation_id == sa.bindparam("organisation_id"),
}
_REVIEWS = (
    sa.select(
        _REVIEW.c.project_id,
        _REVIEW.c.id,
        _REVIEW.c.title,
        _REVIEW.c.state,
        _REVIEW.c.valid_until,
        _REVIEW.c.updated_at,
    )
    .where(_REVIEW.c.project_id.in_(sa.bindparam("project_ids", expanding=True)))
    .order_by(_REVIEW.c.updated_at.desc(), _REVIEW.c.created_at.desc(), _REVIEW.c.id)
)
_CURRENT_TEAM = (
    sa.select(
        _USER.c.id,
        _USER.c.name,
        _USER.c.email,
        _USER.c.is_active,
        _MEMBER.c.role,
        _MEMBER.c.joined_at,
    )
    .join_from(_MEMBER, _USER, _USER.c.id == _MEMBER.c.user_id)
    .where(_MEMBER.c.project_id == sa.bindparam("project_id"), _MEMBER.c.left_at.is_(None))
    .order_by(_MEMBER.c.joined_at, _USER.c.name, _USER.c.id)
)


class LatestReview(NamedTuple):
    id: uuid.UUID
    title: str
    state: ReviewState
    valid_until: dt.date | None
    updated_at: dt.datetime


class ProjectRow(NamedTuple):
    id: uuid.UUID
    name: str
    reference: str
    phase: ProjectPhase
    organisation_id: uuid.UUID
    organisation_name: str
    role: TeamRole | None  # of the person who asks; None for an officer
    reviews: int = 0
    latest: LatestReview | None = None


@dataclass(frozen=True)
class TeamRow:
    user_id: uuid.UUID
    name: str
    email: str
    is_active: bool
    role: TeamRole
    joined_at: dt.datetime


def get_project(session: Session, project_id: uuid.UUID) -> Project | None:
    return session.scalar(
        sa.select(Project)
        .where(Project.id == project_id)
        .options(joinedload(Project.organisation, innerjoin=True))
    )


def list_projects(
    session: Session,
    *,
    user_id: uuid.UUID,
    organisation_ids: Sequence[uuid.UUID],
    text: str = "",
    phase: ProjectPhase | None = None,
    organisation_id: uuid.UUID | None = None,
    page: int = 1,
) -> Page[ProjectRow]:
    given = {"text": text and containing(text), "phase": phase, "organisation_id": organisation_id}
    wanted = {name: value for name, value in given.items() if value}
    scope = {"user_id": user_id, "organisation_ids": organisation_ids}
    query, values = _visible(*wanted), {**scope, **wanted}
    found = fetch_page(session, query, number=page, make=ProjectRow, values=values)
    return replace(found, rows=tuple(_with_reviews(session, found.rows)))


def list_team(session: Session, project_id: uuid.UUID) -> tuple[TeamRow, ...]:
    """The current team, in the order in which people joined."""
    rows = read(session, _CURRENT_TEAM, {"project_id": project_id})
    return tuple(TeamRow(*row) for row in rows)


def get_member(session: Session, project_id: uuid.UUID, user_id: uuid.UUID) -> ProjectMember | None:
    """Also somebody who has left; as it stands now, whatever was read before a lock."""
    return session.get(ProjectMember, (project_id, user_id), populate_existing=True)


def lock_project(session: Session, project_id: uuid.UUID) -> None:
    """Before its team or several of its reviews change: who comes second waits here."""
    session.execute(
        sa.select(Project.id).where(Project.id == project_id).with_for_update(key_share=True)
    )


def lock_leads(session: Session, project_id: uuid.UUID) -> set[uuid.UUID]:
    """The current leads, locked: two of them cannot leave at the same moment."""
    query = sa.select(ProjectMember.user_id).where(
        ProjectMember.project_id == project_id,
        ProjectMember.role == TeamRole.LEAD,
        ProjectMember.left_at.is_(None),
    )
    return set(session.scalars(query.with_for_update()))


@cache
def _visible(*filters: str) -> PagedQuery:
    return paged(_VISIBLE.where(*(_FILTERS[name] for name in filters)))


def _with_reviews(session: Session, rows: tuple[ProjectRow, ...]) -> Iterator[ProjectRow]:
    """How many reviews each project has, and the one last worked on."""
    reviews: dict[uuid.UUID, list[LatestReview]] = defaultdict(list)
    for project_id, *facts in session.execute(_REVIEWS, {"project_ids": [row.id for row in rows]}):
        reviews[project_id].append(LatestReview(*facts))
    for row in rows:
        found = reviews.get(row.id)
        yield row._replace(reviews=len(found), latest=found[0]) if found else row
