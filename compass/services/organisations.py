"""Organisations, and the roles of people in them."""

import datetime as dt
import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.workflow import OrganisationRole
from compass.db.models import Organisation, OrganisationMember, User
from compass.db.queries import accounts as queries
from compass.services import texts
from compass.services.actors import Actor
from compass.services.events import EventKind, record
from compass.services.permissions import require_administrator
from compass.services.unique import only_one_has


def create_organisation(
    session: Session, *, name: str, by: Actor | None, now: dt.datetime
) -> Organisation:
    require_administrator(by)
    organisation = Organisation(id=uuid.uuid4(), name=texts.line(name, "name"), created_at=now)
    with only_one_has(session, "name"):
        session.add(organisation)
    _record(session, EventKind.ORGANISATION_CREATED, organisation, by=by, now=now)
    return organisation


def update_organisation(
    session: Session,
    organisation: Organisation,
    *,
    name: str,
    is_active: bool,
    by: Actor,
    now: dt.datetime,
) -> None:
    """An inactive organisation takes no new projects; what it has stays readable."""
    require_administrator(by)
    organisation.is_active = is_active
    with only_one_has(session, "name"):
        organisation.name = texts.line(name, "name")
    _record(session, EventKind.ORGANISATION_UPDATED, organisation, by=by, now=now)


def set_organisation_roles(
    session: Session,
    user: User,
    organisation: Organisation,
    *,
    roles: Collection[OrganisationRole],
    by: Actor | None,
    now: dt.datetime,
) -> None:
    """Exactly these roles from now on; each one granted or revoked is an event."""
    require_administrator(by)
    queries.lock_user(session, user.id)
    mine = (
        OrganisationMember.user_id == user.id,
        OrganisationMember.organisation_id == organisation.id,
    )
    current = set(session.scalars(sa.select(OrganisationMember.role).where(*mine)))
    for role in sorted(set(roles) - current):
        session.add(OrganisationMember(user_id=user.id, organisation_id=organisation.id, role=role))
        _record(session, EventKind.ROLE_GRANTED, organisation, by=by, now=now, who=user, role=role)
    for role in sorted(current - set(roles)):
        session.execute(sa.delete(OrganisationMember).where(*mine, OrganisationMember.role == role))
        _record(session, EventKind.ROLE_REVOKED, organisation, by=by, now=now, who=user, role=role)
    session.flush()


def _record(
    session: Session,
    kind: EventKind,
    organisation: Organisation,
    *,
    by: Actor | None,
    now: dt.datetime,
    who: User | None = None,
    role: OrganisationRole | None = None,
) -> None:
    record(
        session,
        kind,
        at=now,
        actor_id=by.id if by else None,
        organisation_id=organisation.id,
        subject_id=f"{who.id}:{role}" if who else "",
    )
