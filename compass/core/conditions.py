"""Conditions that show or hide questions. Pure data; null-safe: without an answer every comparison
is false, so that nothing is asked because of an answer nobody gave."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeAlias

from compass.core.answers import Answer, AnswerStatus
from compass.core.kinds import LIKELIHOOD, SEVERITY, Value, option_of, parse_date

BAND = "band"  # the part of a risk that its map works out


class Facts(Protocol):
    """What a condition may ask. Inside a repeating group, a question of that group means the one of
    the same item."""

    def answer(self, question: str) -> Answer | None:
        """The answer that counts: visible and complete. Anything else is None."""

    def has_label(self, label: str) -> bool: ...

    def score(self, score: str) -> Fraction | None:
        """The exact value; None while it cannot be worked out."""

    def share(self, score: str) -> Fraction | None:
        """The exact share of its maximum in percent; None where nothing could be reached."""

    def outcome(self, outcome: str) -> str | None: ...

    def items(self, question: str) -> Sequence["Facts"]:
        """The facts as seen from each item of this question."""


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
    """``part`` is a row of a table, or ``severity``, ``likelihood`` or ``band`` of a risk. The
    ``cells`` are those of the risk's map, filled in when the set is loaded."""

    question: str
    value: str
    part: str = ""
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)


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
    part: str = ""
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class AtMost:
    """As AtLeast, with the level itself and all below it."""

    question: str
    level: str
    accepted: tuple[str, ...]
    part: str = ""
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class NumberAtLeast:
    question: str
    bound: Decimal


@dataclass(frozen=True)
class NumberAtMost:
    question: str
    bound: Decimal


@dataclass(frozen=True)
class OnOrAfter:
    question: str
    day: dt.date


@dataclass(frozen=True)
class Before:
    question: str
    day: dt.date


@dataclass(frozen=True)
class Answered:
    """True for "not applicable, because…" and "not known" too: somebody took position."""

    question: str


@dataclass(frozen=True)
class HasStatus:
    """What was said in the place of a value: "not applicable, because…" or "not known"."""

    question: str
    status: AnswerStatus


@dataclass(frozen=True)
class HasLabel:
    label: str


@dataclass(frozen=True)
class ScoreAtLeast:
    score: str
    bound: Decimal


@dataclass(frozen=True)
class ScoreBelow:
    score: str
    bound: Decimal


@dataclass(frozen=True)
class ShareAtLeast:
    """The score reached this share, in percent, of its maximum."""

    score: str
    bound: Decimal


@dataclass(frozen=True)
class HasOutcome:
    outcome: str
    result: str


@dataclass(frozen=True)
class ItemsAtLeast:
    question: str
    count: int


@dataclass(frozen=True)
class AnyItem:
    over: str
    that: "Condition"


@dataclass(frozen=True)
class EveryItem:
    """False where there is no item: a list nobody filled in proves nothing."""

    over: str
    that: "Condition"


Comparison: TypeAlias = (
    Is | Includes | AtLeast | AtMost | NumberAtLeast | NumberAtMost | OnOrAfter | Before
)
OfQuestion: TypeAlias = Comparison | Answered | HasStatus
Measured: TypeAlias = ScoreAtLeast | ScoreBelow | ShareAtLeast
Leaf: TypeAlias = OfQuestion | HasLabel | Measured | HasOutcome | ItemsAtLeast
Condition: TypeAlias = All | Any_ | Not | AnyItem | EveryItem | Leaf


def holds(condition: Condition, facts: Facts) -> bool:
    match condition:
        case All(conditions):
            return all(holds(part, facts) for part in conditions)
        case Any_(conditions):
            return any(holds(part, facts) for part in conditions)
        case Not(part):
            return not holds(part, facts)
        case AnyItem(over, that):
            return any(holds(that, item) for item in facts.items(over))
        case EveryItem(over, that):
            items = facts.items(over)
            return bool(items) and all(holds(that, item) for item in items)
        case _:
            return _leaf_holds(condition, facts)


def _leaf_holds(leaf: Leaf, facts: Facts) -> bool:
    match leaf:
        case HasLabel(label):
            return facts.has_label(label)
        case HasOutcome(outcome, result):
            return facts.outcome(outcome) == result
        case ItemsAtLeast(question, count):
            return len(facts.items(question)) >= count
        case ScoreAtLeast(score, bound):
            return _reaches(facts.score(score), bound)
        case ScoreBelow(score, bound):
            value = facts.score(score)
            return value is not None and value < Fraction(bound)
        case ShareAtLeast(score, bound):
            return _reaches(facts.share(score), bound)
        case _:
            return _is_said(leaf, facts.answer(leaf.question))


def _reaches(value: Fraction | None, bound: Decimal) -> bool:
    return value is not None and value >= Fraction(bound)


def _is_said(leaf: OfQuestion, answer: Answer | None) -> bool:
    if answer is None:
        return False
    match leaf:
        case Answered():
            return True
        case HasStatus(_, status):
            return answer.status is status
        case _:
            is_answered = answer.status is AnswerStatus.ANSWERED
            return is_answered and answer.value is not None and _compare(leaf, answer.value)


def _compare(condition: Comparison, value: Value) -> bool:
    match condition:
        case Includes(_, option):
            return isinstance(value, tuple) and option in map(option_of, value)
        case NumberAtLeast(_, bound):
            return isinstance(value, str) and Decimal(value) >= bound
        case NumberAtMost(_, bound):
            return isinstance(value, str) and Decimal(value) <= bound
        case OnOrAfter(_, day):
            return (given := _day(value)) is not None and given >= day
        case Before(_, day):
            return (given := _day(value)) is not None and given < day
        case Is(_, wanted, part, cells):
            return _part(value, part, cells) == wanted
        case AtLeast(_, _, accepted, part, cells) | AtMost(_, _, accepted, part, cells):
            return _part(value, part, cells) in accepted


def _day(value: Value) -> dt.date | None:
    return parse_date(value) if isinstance(value, str) else None


def _part(value: Value, part: str, cells: Mapping[tuple[str, str], str]) -> str | None:
    if isinstance(value, str):
        return option_of(value)
    if not isinstance(value, Mapping):
        return None
    if part == BAND:
        return cells.get((value.get(SEVERITY, ""), value.get(LIKELIHOOD, "")))
    return value.get(part)


def parts_of(condition: Condition) -> Iterator[Condition]:
    """The condition itself and all inside it."""
    yield condition
    match condition:
        case All(conditions) | Any_(conditions):
            for part in conditions:
                yield from parts_of(part)
        case Not(part) | AnyItem(_, part) | EveryItem(_, part):
            yield from parts_of(part)


def map_leaves(condition: Condition, change: Callable[[Leaf], Condition]) -> Condition:
    """The same condition with each leaf replaced."""
    match condition:
        case All(parts):
            return All(tuple(map_leaves(part, change) for part in parts))
        case Any_(parts):
            return Any_(tuple(map_leaves(part, change) for part in parts))
        case Not(part):
            return Not(map_leaves(part, change))
        case AnyItem(over, that):
            return AnyItem(over, map_leaves(that, change))
        case EveryItem(over, that):
            return EveryItem(over, map_leaves(that, change))
        case _:
            return change(condition)


def questions_in(condition: Condition) -> Iterator[str]:
    """The ids of the questions that a condition looks at."""
    for part in parts_of(condition):
        if isinstance(part, AnyItem | EveryItem):
            yield part.over
        elif isinstance(part, OfQuestion | ItemsAtLeast):
            yield part.question
