"""The order of semantic versions: 1.9.0 before 1.10.0, and 2.0.0-rc.1 before 2.0.0."""

from collections.abc import Iterable
from enum import IntEnum
from typing import TypeAlias

_Part: TypeAlias = tuple[bool, int, str]
Rank: TypeAlias = tuple[tuple[int, ...], bool, tuple[_Part, ...]]


class Step(IntEnum):
    """By how much a version goes further than the one before."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


def rank(version: str) -> Rank:
    """A key to sort valid versions by: numbers as numbers, and words after numbers."""
    numbers, _, label = version.partition("-")
    parts = label.split(".") if label else []
    return (
        tuple(int(number) for number in numbers.split(".")),
        not label,
        tuple(_part(part) for part in parts),
    )


def version_before(version: str, others: Iterable[str]) -> str | None:
    """The highest of the others that is lower than this one."""
    lower = [other for other in others if rank(other) < rank(version)]
    return max(lower, key=rank, default=None)


def step(before: str, after: str) -> Step:
    """NONE when ``after`` does not come after ``before`` at all."""
    if rank(after) <= rank(before):
        return Step.NONE
    (old_major, old_minor, _), (major, minor, _) = rank(before)[0], rank(after)[0]
    if major > old_major:
        return Step.MAJOR
    return Step.MINOR if minor > old_minor else Step.PATCH


def _part(part: str) -> _Part:
    return (False, int(part), "") if part.isdecimal() else (True, 0, part)
