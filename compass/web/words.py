"""The words for states, roles, phases and outcomes: one table each, for every page."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from flask.blueprints import BlueprintSetupState

from compass.core.workflow import (
    OrganisationRole,
    Outcome,
    ProjectPhase,
    ReviewState,
    TeamRole,
)
from compass.services.reviews import state_on
from compass.web.i18n import lazy_text as _l

# Any: lazy strings have no public type.
Words = Mapping[Any, Any]

STATES: Words = MappingProxyType(
    {
        ReviewState.DRAFT: _l("In progress"),
        ReviewState.SUBMITTED: _l("Handed in"),
        ReviewState.CHANGES_REQUESTED: _l("Changes requested"),
        ReviewState.DECIDED: _l("Decided"),
        ReviewState.SEALED: _l("Sealed"),
        ReviewState.SUPERSEDED: _l("Superseded"),
        ReviewState.EXPIRED: _l("Expired"),
        ReviewState.WITHDRAWN: _l("Withdrawn"),
    }
)
STATE_COLOURS: Mapping[StrEnum, str] = MappingProxyType(
    {
        ReviewState.DRAFT: "orange",
        ReviewState.SUBMITTED: "blue",
        ReviewState.CHANGES_REQUESTED: "red",
        ReviewState.DECIDED: "green",
        ReviewState.SEALED: "green",
        ReviewState.SUPERSEDED: "grey",
        ReviewState.EXPIRED: "grey",
        ReviewState.WITHDRAWN: "red",
    }
)
PHASES: Words = MappingProxyType(
    {
        ProjectPhase.IDEA: _l("Idea"),
        ProjectPhase.DESIGN: _l("Design"),
        ProjectPhase.BUILD: _l("Being built"),
        ProjectPhase.IN_USE: _l("In use"),
        ProjectPhase.ENDED: _l("Ended"),
    }
)
TEAM_ROLES: Words = MappingProxyType(
    {
        TeamRole.LEAD: _l("Lead: answers, hands in and manages the team"),
        TeamRole.CONTRIBUTOR: _l("Contributor: answers questions"),
        TeamRole.VIEWER: _l("Viewer: reads only"),
    }
)
TEAM_ROLE_NAMES: Words = MappingProxyType(
    {
        TeamRole.LEAD: _l("Lead"),
        TeamRole.CONTRIBUTOR: _l("Contributor"),
        TeamRole.VIEWER: _l("Viewer"),
    }
)
ORGANISATION_ROLE_NAMES: Words = MappingProxyType(
    {
        OrganisationRole.MEMBER: _l("Member"),
        OrganisationRole.OFFICER: _l("Ethics officer"),
        OrganisationRole.AUDITOR: _l("Auditor"),
    }
)
ORGANISATION_ROLES: Words = MappingProxyType(
    {
        OrganisationRole.MEMBER: _l("Member: starts projects and joins teams"),
        OrganisationRole.OFFICER: _l("Ethics officer: reads every review, drafts too, and decides"),
        OrganisationRole.AUDITOR: _l("Auditor: reads dossiers and the log, no reviews"),
    }
)
OUTCOMES: Words = MappingProxyType(
    {
        Outcome.GO: _l("Go"),
        Outcome.GO_WITH_CONDITIONS: _l("Go with conditions"),
        Outcome.NO_GO: _l("No go"),
        Outcome.ESCALATE: _l("Escalate"),
    }
)


def add_words(setup: BlueprintSetupState) -> None:
    """Every template of the application can name states, roles, phases and outcomes."""
    setup.app.jinja_env.globals.update(
        states=STATES,
        state_colours=STATE_COLOURS,
        state_on=state_on,
        phases=PHASES,
        role_names=TEAM_ROLE_NAMES,
        outcomes=OUTCOMES,
    )
