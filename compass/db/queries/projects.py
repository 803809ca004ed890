"""Projects and their teams."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from compass.core.workflow import ProjectPhase, ReviewState, TeamRole
from compass.db.models import Organisation, Project, ProjectMember, Review, User
from compass.db.queries.pages import Page, containing, fetch_page


@dataclass(frozen=True)
class LatestReview:
    id: uuid.UUID
    title: str
    state: ReviewState
    valid_until: dt.date | None
    updated_at: dt.datetime


@dataclass(frozen=True)
class ProjectRow:
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


def is_visible(user_id: uuid.UUID, organisation_ids: Sequence[uuid.UUID]) -> sa.ColumnElement[bool]:
    """Projects of the person's teams, and of the organisations where they oversee."""
    teams = sa.select(ProjectMember.project_id).where(
        ProjectMember.user_id == user_id, ProjectMember.left_at.is_(None)
    )
    return Project.id.in_(teams) | Project.organisation_id.in_(organisation_ids)


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
    query = (
        sa.select(
            Project.id,
            Project.name,
            Project.reference,
            Project.phase,
            Project.organisation_id,
            Organisation.name,
            ProjectMember.role,
        )
        .join(Organisation, Organisation.id == Project.organisation_id)
        .outerjoin(
            ProjectMember,
            (ProjectMember.project_id == Project.id)
            & (ProjectMember.user_id == user_id)
            & ProjectMember.left_at.is_(None),
        )
        .where(is_visible(user_id, organisation_ids))
        .order_by(sa.func.lower(Project.name), Project.id)
    )
    if text:
        pattern = containing(text)
        query = query.where(
            Project.name.ilike(pattern, escape="\\") | Project.reference.ilike(pattern, escape="\\")
        )
    if phase is not None:
        query = query.where(Project.phase == phase)
    if organisation_id is not None:
        query = query.where(Project.organisation_id == organisation_id)
    found = fetch_page(session, query, number=page, make=ProjectRow)
    return replace(found, rows=_with_reviews(session, found.rows))


def list_team(session: Session, project_id: uuid.UUID) -> tuple[TeamRow, ...]:
    """The current team, in the order in which people joined."""
    query = (
        sa.select(
            User.id,
            User.name,
            User.email,
            User.is_active,
            ProjectMember.role,
            ProjectMember.joined_at,
        )
        .select_from(ProjectMember)
        .join(User, User.id == ProjectMember.user_id)
        .where(ProjectMember.project_id == project_id, ProjectMember.left_at.is_(None))
        .order_by(ProjectMember.joined_at, User.name, User.id)
    )
    return tuple(TeamRow(*row) for row in session.execute(query))


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


def _with_reviews(session: Session, rows: tuple[ProjectRow, ...]) -> tuple[ProjectRow, ...]:
    """How many reviews each project has, and the one last worked on."""
    newest_first = sa.func.row_number().over(
        partition_by=Review.project_id, order_by=(Review.updated_at.desc(), Review.id)
    )
    ranked = (
        sa.select(
            Review.project_id,
            sa.func.count().over(partition_by=Review.project_id).label("reviews"),
            newest_first.label("position"),
            Review.id,
            Review.title,
            Review.state,
            Review.valid_until,
            Review.updated_at,
        )
        .where(Review.project_id.in_([row.id for row in rows]))
        .subquery()
    )
    found = {
        project_id: (count, LatestReview(*facts))
        for project_id, count, _, *facts in session.execute(
            sa.select(ranked).where(ranked.c.position == 1)
        )
    }
    return tuple(
        replace(row, reviews=found[row.id][0], latest=found[row.id][1]) if row.id in found else row
        for row in rows
    )
