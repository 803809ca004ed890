"""Who may do what: the one place where it is written down."""

import uuid
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from compass.core.workflow import OrganisationRole, TeamRole
from compass.db.queries.review_facts import AnyProject
from compass.services.actors import COMMAND_LINE, Actor
from compass.services.errors import NotAllowedError


class Right(StrEnum):
    PROJECT_CREATE = "project-create"
    PROJECT_VIEW = "project-view"
    PROJECT_EDIT = "project-edit"
    REVIEW_START = "review-start"
    REVIEW_VIEW = "review-view"
    ANSWER = "answer"
    HAND_IN = "hand-in"
    RECALL = "recall"
    DELETE_DRAFT = "delete-draft"
    MOVE = "move"  # to another version of the question set, and back
    DECIDE = "decide"  # the four eyes are checked in decisions.py
    COMPARE = "compare"
    DOSSIER_ISSUE = "dossier-issue"
    DOSSIER_VIEW = "dossier-view"
    REGISTER = "register"
    LOG_VIEW = "log-view"
    WITHDRAW = "withdraw"
    LIBRARY = "library"
    ADMINISTER = "administer"


_LEAD = frozenset({TeamRole.LEAD})
_WRITERS = frozenset({TeamRole.LEAD, TeamRole.CONTRIBUTOR})
_TEAM = frozenset(TeamRole)
_NO_TEAM: frozenset[TeamRole] = frozenset()

_MEMBER = frozenset({OrganisationRole.MEMBER})
_OFFICER = frozenset({OrganisationRole.OFFICER})
_OVERSIGHT = frozenset({OrganisationRole.OFFICER, OrganisationRole.AUDITOR})
_NOBODY: frozenset[OrganisationRole] = frozenset()

# right: the roles in the project's team, the roles in its organisation; one of them is enough
RULES: Mapping[Right, tuple[frozenset[TeamRole], frozenset[OrganisationRole]]] = MappingProxyType(
    {
        Right.PROJECT_CREATE: (_NO_TEAM, _MEMBER),
        Right.PROJECT_VIEW: (_TEAM, _OFFICER),
        Right.PROJECT_EDIT: (_LEAD, _NOBODY),
        Right.REVIEW_START: (_LEAD, _NOBODY),
        Right.REVIEW_VIEW: (_TEAM, _OFFICER),
        Right.ANSWER: (_WRITERS, _NOBODY),
        Right.HAND_IN: (_LEAD, _NOBODY),
        Right.RECALL: (_LEAD, _NOBODY),
        Right.DELETE_DRAFT: (_LEAD, _NOBODY),
        Right.MOVE: (_LEAD, _NOBODY),
        Right.DECIDE: (_NO_TEAM, _OFFICER),
        Right.COMPARE: (_NO_TEAM, _OFFICER),
        Right.DOSSIER_ISSUE: (_WRITERS, _OFFICER),
        Right.DOSSIER_VIEW: (_TEAM, _OVERSIGHT),
        Right.REGISTER: (_NO_TEAM, _OVERSIGHT),
        Right.LOG_VIEW: (_NO_TEAM, _OVERSIGHT),
        Right.WITHDRAW: (_NO_TEAM, _OFFICER),
        Right.LIBRARY: (_NO_TEAM, _OFFICER),  # sets are the installation's: any officer may
        Right.ADMINISTER: (_NO_TEAM, _NOBODY),
    }
)


def may(
    actor: Actor,
    right: Right,
    *,
    project: AnyProject | None = None,
    organisation_id: uuid.UUID | None = None,
) -> bool:
    """Whether the actor has this right here; without a place: anywhere at all."""
    if right is Right.ADMINISTER:
        return actor.is_administrator
    team, organisation = RULES[right]
    if project is not None:
        in_team = actor.projects.get(project.id) in team
        return in_team or not organisation.isdisjoint(_roles(actor, project.organisation_id))
    if organisation_id is not None:
        return not organisation.isdisjoint(_roles(actor, organisation_id))
    return bool(organisations_with(actor, right)) or not team.isdisjoint(actor.projects.values())


def require(
    actor: Actor,
    right: Right,
    *,
    project: AnyProject | None = None,
    organisation_id: uuid.UUID | None = None,
) -> None:
    if not may(actor, right, project=project, organisation_id=organisation_id):
        raise NotAllowedError(right)


def require_administrator(by: Actor | None) -> None:
    if by is not COMMAND_LINE:
        require(by, Right.ADMINISTER)


def organisations_with(actor: Actor, right: Right) -> tuple[uuid.UUID, ...]:
    """The organisations in which one of the actor's own roles gives this right."""
    wanted = RULES[right][1]
    return tuple(
        organisation
        for organisation, roles in actor.organisations.items()
        if not wanted.isdisjoint(roles)
    )


def _roles(actor: Actor, organisation_id: uuid.UUID) -> frozenset[OrganisationRole]:
    return actor.organisations.get(organisation_id, _NOBODY)
