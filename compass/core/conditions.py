"""Conditions that show or hide a question. Pure data; null-safe: without an answer every comparison
is false, so that nothing is asked because of an answer nobody gave."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from compass.core.answers import Answer, AnswerStatus

# Gives the answer that counts: visible and complete. Anything else is None.
Lookup: TypeAlias = Callable[[str], Answer | None]


@dataclass(frozen=True)
class All:
    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class Any_:  # noqa: N801  # Any alone would hide typing.Any wherever this is imported
    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    condition: "Condition"


@dataclass(frozen=True)
class Is:
    question: str
    value: str


@dataclass(frozen=True)
class Includes:
    question: str
    value: str


@dataclass(frozen=True)
class AtLeast:
    """``accepted`` holds the level itself and all above it, worked out when the set is loaded."""

    question: str
    level: str
    accepted: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """True for "not applicable, because…" and "not known" too: somebody took position."""

    question: str


Condition: TypeAlias = All | Any_ | Not | Is | Includes | AtLeast | Answered


def holds(condition: Condition, lookup: Lookup) -> bool:
    match condition:
        case All(conditions):
            return all(holds(part, lookup) for part in conditions)
        case Any_(conditions):
            return any(holds(part, lookup) for part in conditions)
        case Not(part):
            return not holds(part, lookup)
        case Answered(question):
            return lookup(question) is not None
        case _:
            return _compare(condition, lookup(condition.question))


def _compare(condition: Is | Includes | AtLeast, answer: Answer | None) -> bool:
    if answer is None or answer.status is not AnswerStatus.ANSWERED:
        return False
    match condition:
        case Is(_, value):
            return answer.value == value
        case Includes(_, value):
            return isinstance(answer.value, tuple) and value in answer.value
        case AtLeast(_, _, accepted):
            return answer.value in accepted


def questions_in(condition: Condition) -> Iterator[str]:
    """The ids that a condition looks at."""
    match condition:
        case All(conditions) | Any_(conditions):
            for part in conditions:
                yield from questions_in(part)
        case Not(part):
            yield from questions_in(part)
        case _:
            yield condition.question
