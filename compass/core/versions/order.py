"""Versions that follow each other: which came before, and how far one goes."""

from collections.abc import Iterable
from enum import IntEnum

from compass.core.publication import precedence


class Step(IntEnum):
    """By how much a version goes further than the one before."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


def version_before(version: str, others: Iterable[str]) -> str | None:
    """The highest of the others that is lower than this one."""
    return next(iter(lower_than(version, others)), None)


def lower_than(version: str, others: Iterable[str]) -> list[str]:
    """Those of the others that come before this one, the highest first."""
    lower = [other for other in others if precedence(other) < precedence(version)]
    return sorted(lower, key=precedence, reverse=True)


def next_version(before: str, by: Step) -> str:
    """The lowest version that goes so much further."""
    major, minor, patch = precedence(before)[0]
    following = {
        Step.MAJOR: (major + 1, 0, 0),
        Step.MINOR: (major, minor + 1, 0),
        Step.PATCH: (major, minor, patch + 1),
    }
    return ".".join(map(str, following.get(by, (major, minor, patch))))


def step(before: str, after: str) -> Step:
    """NONE when ``after`` does not come after ``before`` at all."""
    if precedence(after) <= precedence(before):
        return Step.NONE
    (old_major, old_minor, _), (major, minor, _) = precedence(before)[0], precedence(after)[0]
    if major > old_major:
        return Step.MAJOR
    return Step.MINOR if minor > old_minor else Step.PATCH
