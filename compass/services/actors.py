"""Who is acting: an account with its current roles, read once per request."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from compass.core.workflow import OrganisationRole, TeamRole
from compass.db.queries import accounts
from compass.db.queries.rows import read

COMMAND_LINE = None  # who works on the machine itself acts without an account


@dataclass(frozen=True)
class Actor:
    id: uuid.UUID
    name: str
    email: str
    language: str
    is_administrator: bool
    organisations: Mapping[uuid.UUID, frozenset[OrganisationRole]]
    projects: Mapping[uuid.UUID, TeamRole]  # current memberships only


def load_actor(session: Session, user_id: uuid.UUID) -> Actor | None:
    """None where there is no such account, or it was deactivated."""
    rows = read(session, accounts.ACTOR, {"user_id": user_id}).all()
    if not rows:
        return None
    organisations: dict[uuid.UUID, set[OrganisationRole]] = defaultdict(set)
    for row in rows:
        if row.organisation_id is not None:
            organisations[row.organisation_id].add(row.role)
    teams = read(session, accounts.TEAMS_OF_ACTOR, {"user_id": user_id})
    person = rows[0]
    return Actor(
        id=user_id,
        name=person.name,
        email=person.email,
        language=person.language,
        is_administrator=person.is_administrator,
        organisations={key: frozenset(roles) for key, roles in organisations.items()},
        projects={team.project_id: team.role for team in teams},
    )
