"""The roles of a person in organisations, as the boxes of one form."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from compass.core.workflow import OrganisationRole
from compass.db.models import Organisation, User
from compass.db.queries import accounts as queries
from compass.services.organisations import set_organisation_roles
from compass.web.current import actor, now
from compass.web.extensions import db


def chosen_roles(user: User) -> list[str]:
    rows = queries.list_roles(db.session, user_id=user.id)
    return [f"{row.organisation_id}:{row.role}" for row in rows]


def give_roles(user: User, chosen: Iterable[str]) -> None:
    """Exactly these, in every organisation; the form has checked that each one exists."""
    wanted: dict[uuid.UUID, set[OrganisationRole]] = defaultdict(set)
    for value in chosen_roles(user):
        wanted[uuid.UUID(value.partition(":")[0])] = set()
    for value in chosen:
        organisation_id, _colon, role = value.partition(":")
        wanted[uuid.UUID(organisation_id)].add(OrganisationRole(role))
    for key, roles in wanted.items():
        set_organisation_roles(
            db.session,
            user,
            db.session.get_one(Organisation, key),
            roles=roles,
            by=actor(),
            now=now(),
        )
