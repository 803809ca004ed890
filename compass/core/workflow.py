"""The life of a review: one table of allowed transitions, and the words for roles and decisions."""

from dataclasses import dataclass
from enum import StrEnum


class ReviewState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes-requested"
    DECIDED = "decided"
    SEALED = "sealed"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class ReviewAction(StrEnum):
    HAND_IN = "hand-in"
    RECALL = "recall"
    HAND_BACK = "hand-back"
    ESCALATE = "escalate"
    DECIDE = "decide"
    SEAL = "seal"
    SUPERSEDE = "supersede"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"


class Outcome(StrEnum):
    GO = "go"
    GO_WITH_CONDITIONS = "go-with-conditions"
    NO_GO = "no-go"
    ESCALATE = "escalate"


class TeamRole(StrEnum):
    LEAD = "lead"
    CONTRIBUTOR = "contributor"
    VIEWER = "viewer"


class OrganisationRole(StrEnum):
    MEMBER = "member"
    OFFICER = "officer"
    AUDITOR = "auditor"


class ProjectPhase(StrEnum):
    IDEA = "idea"
    DESIGN = "design"
    BUILD = "build"
    IN_USE = "in-use"
    ENDED = "ended"


@dataclass(frozen=True)
class TransitionError(Exception):
    """The action is not allowed in this state; nothing was changed."""

    state: StrEnum
    action: StrEnum

    def __str__(self) -> str:
        return f"{self.action} is not possible in state {self.state}"


_S, _A = ReviewState, ReviewAction

TRANSITIONS: dict[tuple[ReviewState, ReviewAction], ReviewState] = {
    (_S.DRAFT, _A.HAND_IN): _S.SUBMITTED,
    (_S.CHANGES_REQUESTED, _A.HAND_IN): _S.SUBMITTED,
    (_S.SUBMITTED, _A.RECALL): _S.DRAFT,
    (_S.SUBMITTED, _A.HAND_BACK): _S.CHANGES_REQUESTED,
    (_S.SUBMITTED, _A.ESCALATE): _S.SUBMITTED,
    (_S.SUBMITTED, _A.DECIDE): _S.DECIDED,
    (_S.DECIDED, _A.SEAL): _S.SEALED,
    (_S.SEALED, _A.SUPERSEDE): _S.SUPERSEDED,
    (_S.SEALED, _A.EXPIRE): _S.EXPIRED,
    (_S.SEALED, _A.WITHDRAW): _S.WITHDRAWN,
}

EDITABLE_STATES = frozenset({_S.DRAFT, _S.CHANGES_REQUESTED})
CLOSED_STATES = frozenset({_S.DECIDED, _S.SEALED, _S.SUPERSEDED, _S.EXPIRED, _S.WITHDRAWN})


def next_state(state: ReviewState, action: ReviewAction) -> ReviewState:
    """The state after ``action``; raises TransitionError where the table has no entry."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise TransitionError(state, action) from None
