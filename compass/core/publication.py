"""The life of a version of a question set: one table of allowed transitions; what a version is
called, and which is newer."""

import re
from enum import StrEnum

from compass.core.workflow import TransitionError

MAX_VERSION = 40  # characters
SEMANTIC_VERSION = re.compile(
    rf"(?=.{{5,{MAX_VERSION}}}\Z)"
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?",
    re.ASCII,
)


class VersionState(StrEnum):
    DRAFT = "draft"  # seen by officers only; no review can be started with it
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # no new review; those that run, and dossiers, stay as they are


class VersionAction(StrEnum):
    REPLACE = "replace"
    DELETE = "delete"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


_S, _A = VersionState, VersionAction

# None: afterwards it is no more
TRANSITIONS: dict[tuple[VersionState, VersionAction], VersionState | None] = {
    (_S.DRAFT, _A.REPLACE): _S.DRAFT,
    (_S.DRAFT, _A.DELETE): None,
    (_S.DRAFT, _A.PUBLISH): _S.PUBLISHED,
    (_S.PUBLISHED, _A.WITHDRAW): _S.WITHDRAWN,
}

PUBLIC_STATES = frozenset({_S.PUBLISHED, _S.WITHDRAWN})


def next_state(state: VersionState, action: VersionAction) -> VersionState | None:
    """The state after ``action``; raises TransitionError where the table has no entry."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise TransitionError(state, action) from None


def may_follow(state: VersionState, action: VersionAction) -> bool:
    return (state, action) in TRANSITIONS


def precedence(version: str) -> tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]:
    """A key by which versions sort as semantic versioning says: 1.10.0 after 1.9.0, a
    pre-release before its release, what stands after a plus counts for nothing."""
    core, _dash, before = version.partition("+")[0].partition("-")
    steps = tuple(
        (not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in before.split(".")
    )
    return tuple(int(part) for part in core.split(".")), not before, steps
