"""People, organisations, their roles, sessions and password links."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.workflow import OrganisationRole
from compass.db.base import table
from compass.db.models import (
    Organisation,
    OrganisationMember,
    PasswordToken,
    ProjectMember,
    User,
)
from compass.db.models import Session as SignIn
from compass.db.queries.pages import Page, containing, fetch_page, paged

# Read with every request, therefore built once and of tables: rows stay rows.
_USER, _ROLE, _MEMBER, _SIGN_IN = (
    table(model) for model in (User, OrganisationMember, ProjectMember, SignIn)
)
ACTOR = (
    sa.select(
        _USER.c.name,
        _USER.c.email,
        _USER.c.language,
        _USER.c.is_administrator,
        _ROLE.c.organisation_id,
        _ROLE.c.role,
    )
    .outerjoin_from(_USER, _ROLE, _ROLE.c.user_id == _USER.c.id)
    .where(_USER.c.id == sa.bindparam("user_id"), _USER.c.is_active)
)
TEAMS_OF_ACTOR = sa.select(_MEMBER.c.project_id, _MEMBER.c.role).where(
    _MEMBER.c.user_id == sa.bindparam("user_id"), _MEMBER.c.left_at.is_(None)
)
SIGN_IN = sa.select(
    _SIGN_IN.c.user_id, _SIGN_IN.c.created_at, _SIGN_IN.c.last_seen_at, _SIGN_IN.c.expires_at
).where(_SIGN_IN.c.token_hash == sa.bindparam("token_hash"))


@dataclass(frozen=True)
class UserRow:
    id: uuid.UUID
    name: str
    email: str
    language: str
    is_administrator: bool
    is_active: bool
    has_password: bool


@dataclass(frozen=True)
class OrganisationRow:
    id: uuid.UUID
    name: str
    is_active: bool
    people: int


@dataclass(frozen=True)
class RoleRow:
    organisation_id: uuid.UUID
    organisation_name: str
    user_id: uuid.UUID
    user_name: str
    user_email: str
    is_active: bool
    role: OrganisationRole


def get_user(session: Session, user_id: uuid.UUID) -> User | None:
    return session.get(User, user_id)


def get_user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(sa.select(User).where(User.email == email))


def get_organisation(session: Session, organisation_id: uuid.UUID) -> Organisation | None:
    return session.get(Organisation, organisation_id)


def list_users(session: Session, *, text: str = "", page: int = 1) -> Page[UserRow]:
    query = sa.select(
        User.id,
        User.name,
        User.email,
        User.language,
        User.is_administrator,
        User.is_active,
        User.password_hash.is_not(None).label("has_password"),
    ).order_by(sa.func.lower(User.name), User.id)
    if text:
        pattern = containing(text)
        query = query.where(
            User.name.ilike(pattern, escape="\\") | User.email.ilike(pattern, escape="\\")
        )
    return fetch_page(session, paged(query), number=page, make=UserRow)


def list_organisations(session: Session) -> tuple[OrganisationRow, ...]:
    people = sa.func.count(OrganisationMember.user_id.distinct())
    query = (
        sa.select(Organisation.id, Organisation.name, Organisation.is_active, people)
        .outerjoin(OrganisationMember, OrganisationMember.organisation_id == Organisation.id)
        .group_by(Organisation.id, Organisation.name, Organisation.is_active)
        .order_by(sa.func.lower(Organisation.name))
    )
    return tuple(OrganisationRow(*row) for row in session.execute(query))


def organisation_names(
    session: Session, organisation_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, str]:
    """In alphabetical order, for filters and choices."""
    query = (
        sa.select(Organisation.id, Organisation.name)
        .where(Organisation.id.in_(organisation_ids))
        .order_by(sa.func.lower(Organisation.name))
    )
    return {row.id: row.name for row in session.execute(query)}


def list_roles(
    session: Session,
    *,
    user_id: uuid.UUID | None = None,
    organisation_id: uuid.UUID | None = None,
) -> tuple[RoleRow, ...]:
    """The roles of one person, or of everybody in one organisation."""
    query = (
        sa.select(
            Organisation.id,
            Organisation.name,
            User.id,
            User.name,
            User.email,
            User.is_active,
            OrganisationMember.role,
        )
        .select_from(OrganisationMember)
        .join(Organisation, Organisation.id == OrganisationMember.organisation_id)
        .join(User, User.id == OrganisationMember.user_id)
        .order_by(Organisation.name, User.name, User.id, OrganisationMember.role)
    )
    if user_id is not None:
        query = query.where(User.id == user_id)
    if organisation_id is not None:
        query = query.where(Organisation.id == organisation_id)
    return tuple(RoleRow(*row) for row in session.execute(query))


def is_colleague(session: Session, user_id: uuid.UUID, organisation_id: uuid.UUID) -> bool:
    query = sa.select(sa.literal(1)).where(
        OrganisationMember.user_id == user_id,
        OrganisationMember.organisation_id == organisation_id,
    )
    return session.scalar(query.limit(1)) is not None


def lock_user(session: Session, user_id: uuid.UUID) -> None:
    """Before roles are compared with those wanted: who comes second waits here."""
    session.execute(sa.select(User.id).where(User.id == user_id).with_for_update(key_share=True))


def lock_active_administrators(session: Session) -> set[uuid.UUID]:
    """Locked, so that two administrators cannot remove each other at the same moment."""
    query = sa.select(User.id).where(User.is_administrator, User.is_active).order_by(User.id)
    return set(session.scalars(query.with_for_update()))


def list_sessions(
    session: Session, user_id: uuid.UUID, *, now: dt.datetime, seen_after: dt.datetime
) -> Sequence[SignIn]:
    query = (
        sa.select(SignIn)
        .where(
            SignIn.user_id == user_id, SignIn.expires_at > now, SignIn.last_seen_at >= seen_after
        )
        .order_by(SignIn.last_seen_at.desc(), SignIn.token_hash)
    )
    return session.scalars(query).all()


def end_sessions(session: Session, user_id: uuid.UUID) -> int:
    result = session.execute(
        sa.delete(SignIn).where(SignIn.user_id == user_id).returning(SignIn.token_hash)
    )
    return len(result.all())


def drop_password_tokens(session: Session, user_id: uuid.UUID) -> None:
    session.execute(
        sa.delete(PasswordToken).where(
            PasswordToken.user_id == user_id, PasswordToken.used_at.is_(None)
        )
    )


def get_password_token(
    session: Session, token_hash: str, *, now: dt.datetime, for_update: bool = False
) -> PasswordToken | None:
    """A link that can still be used."""
    query = sa.select(PasswordToken).where(
        PasswordToken.token_hash == token_hash,
        PasswordToken.used_at.is_(None),
        PasswordToken.expires_at > now,
    )
    return session.scalar(query.with_for_update() if for_update else query)
