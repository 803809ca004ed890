"""Projects and who works in them."""

import datetime as dt
import uuid

from sqlalchemy.orm import Session

from compass.core.workflow import ProjectPhase, TeamRole
from compass.db.models import Project, ProjectMember, User
from compass.db.queries import accounts as account_queries
from compass.db.queries import projects as queries
from compass.db.queries.pages import Page
from compass.db.queries.projects import ProjectRow
from compass.services import texts
from compass.services.actors import Actor
from compass.services.errors import LastLeadError, NotAColleagueError, NotAllowedError
from compass.services.events import EventKind, record_project
from compass.services.permissions import Right, organisations_with, require


def create_project(
    session: Session,
    *,
    organisation_id: uuid.UUID,
    name: str,
    reference: str = "",
    summary: str = "",
    phase: ProjectPhase,
    by: Actor,
    now: dt.datetime,
) -> Project:
    """Who makes it becomes its first lead."""
    require(by, Right.PROJECT_CREATE, organisation_id=organisation_id)
    organisation = account_queries.get_organisation(session, organisation_id)
    if organisation is None or not organisation.is_active:
        raise NotAllowedError(Right.PROJECT_CREATE)
    project = Project(
        id=uuid.uuid4(),
        organisation=organisation,
        organisation_id=organisation_id,
        name=texts.line(name, "name"),
        reference=texts.line(reference, "reference", longest=texts.CODE, required=False),
        summary=texts.lines(summary, "summary"),
        phase=phase,
        created_at=now,
        created_by=by.id,
    )
    session.add(project)
    session.flush()
    session.add(
        ProjectMember(project_id=project.id, user_id=by.id, role=TeamRole.LEAD, joined_at=now)
    )
    session.flush()
    record_project(session, EventKind.PROJECT_CREATED, project, at=now, actor_id=by.id)
    return project


def update_project(
    session: Session,
    project: Project,
    *,
    name: str,
    reference: str,
    summary: str,
    phase: ProjectPhase,
    by: Actor,
    now: dt.datetime,
) -> None:
    require(by, Right.PROJECT_EDIT, project=project)
    project.name = texts.line(name, "name")
    project.reference = texts.line(reference, "reference", longest=texts.CODE, required=False)
    project.summary = texts.lines(summary, "summary")
    project.phase = phase
    session.flush()
    record_project(session, EventKind.PROJECT_UPDATED, project, at=now, actor_id=by.id)


def set_member(
    session: Session,
    project: Project,
    user: User,
    role: TeamRole,
    *,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Add somebody, give another role, or take back somebody who had left."""
    require(by, Right.PROJECT_EDIT, project=project)
    if not user.is_active or not account_queries.is_colleague(
        session, user.id, project.organisation_id
    ):
        raise NotAColleagueError
    kind = _join_or_change(session, project, user, role, now=now)
    if kind is not None:
        record_project(
            session, kind, project, at=now, actor_id=by.id, subject_id=f"{user.id}:{role}"
        )


def remove_member(
    session: Session, project: Project, user: User, *, by: Actor, now: dt.datetime
) -> None:
    """The row stays with its date: who was in the team may never decide on its reviews."""
    require(by, Right.PROJECT_EDIT, project=project)
    queries.lock_project(session, project.id)
    member = queries.get_member(session, project.id, user.id)
    if member is None or member.left_at is not None:
        return
    if member.role is TeamRole.LEAD:
        _keep_a_lead(session, project, user)
    member.left_at = now
    session.flush()
    record_project(
        session,
        EventKind.MEMBER_REMOVED,
        project,
        at=now,
        actor_id=by.id,
        subject_id=str(user.id),
    )


def list_my_projects(
    session: Session,
    actor: Actor,
    *,
    text: str = "",
    phase: ProjectPhase | None = None,
    organisation_id: uuid.UUID | None = None,
    page: int = 1,
) -> Page[ProjectRow]:
    """The projects of the actor's teams, and for an officer those of the organisation."""
    return queries.list_projects(
        session,
        user_id=actor.id,
        organisation_ids=organisations_with(actor, Right.PROJECT_VIEW),
        text=text,
        phase=phase,
        organisation_id=organisation_id,
        page=page,
    )


def _join_or_change(
    session: Session, project: Project, user: User, role: TeamRole, *, now: dt.datetime
) -> EventKind | None:
    queries.lock_project(session, project.id)
    member = queries.get_member(session, project.id, user.id)
    if member is None:
        session.add(ProjectMember(project_id=project.id, user_id=user.id, role=role, joined_at=now))
        kind = EventKind.MEMBER_ADDED
    elif member.left_at is not None:
        member.left_at, member.role, kind = None, role, EventKind.MEMBER_ADDED
    elif member.role is role:
        return None
    else:
        if member.role is TeamRole.LEAD:
            _keep_a_lead(session, project, user)
        member.role, kind = role, EventKind.MEMBER_CHANGED
    session.flush()
    return kind


def _keep_a_lead(session: Session, project: Project, leaving: User) -> None:
    if not queries.lock_leads(session, project.id) - {leaving.id}:
        raise LastLeadError
