"""Which answers to a question are worth trying: one of each sort that conditions and points tell
apart, on both sides of each bound that is named."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, islice, product

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import (
    AtLeast,
    AtMost,
    Before,
    Includes,
    Is,
    NumberAtLeast,
    NumberAtMost,
    OnOrAfter,
)
from compass.core.kinds import KINDS, LIKELIHOOD, SEVERITY, QuestionKind, Value, closed_values
from compass.core.question_sets import Question
from compass.core.reachability.features import Asked, told_apart
from compass.core.values import MAX_LISTED, OTHER, OTHER_PREFIX

MANY = 4096  # beyond so many values of one question only some are tried
MOST_LOOKS = 262_144  # at the values of all questions together, before combinations are made
FEWEST = 16
_FINEST = Decimal("0.000000001")
_WORD, _SOME_DAY = "x", "2000-01-01"


@dataclass(frozen=True)
class Trials:
    """``is_complete`` says that every answer behaves like one of these; ``looks`` is what it took
    to find them."""

    answers: tuple[Answer | None, ...]
    is_complete: bool
    looks: int


def trials(one: Asked, *, of: int = 1) -> Trials:
    """``of`` so many questions of which trials are made, which share what may be looked at."""
    most = min(MANY, max(FEWEST, MOST_LOOKS // of // one.weight))
    possible, is_complete = _values(one)
    values = list(islice(possible, most + 1))
    is_complete = is_complete and len(values) <= most
    found: dict[object, Answer | None] = {}
    for answer in (
        Answer(AnswerStatus.NOT_KNOWN),  # before none: of two that do the same, one that was given
        Answer(AnswerStatus.NOT_APPLICABLE, reason=_WORD),
        None,
        *(Answer(AnswerStatus.ANSWERED, value) for value in values[:most]),
    ):
        found.setdefault(told_apart(one, answer), answer)
    return Trials(tuple(found.values()), is_complete, len(values) * one.weight)


def _values(one: Asked) -> tuple[Iterable[Value], bool]:
    question, kind = one.question, KINDS[one.question.kind]
    if not kind.takes_answer:
        return [], True
    if kind.has_range:
        return _numbers(one)
    if kind.takes_many:
        return _choices(one)
    if question.rows:
        return _tables(one)
    if question.map is not None:
        pairs = product(question.map.severities, question.map.likelihoods)
        return [{SEVERITY: severity, LIKELIHOOD: often} for severity, often in pairs], True
    if kind.takes_list:
        return _lists(one)
    if kind.has_days:
        return _days(one), True
    return [_as_given(question, value) for value in closed_values(question)] or [_WORD], True


def _as_given(question: Question, value: str) -> str:
    is_own = question.takes_other and value == OTHER
    return f"{OTHER_PREFIX} {_WORD}" if is_own else value


def _choices(one: Asked) -> tuple[Iterator[Value], bool]:
    """Options that nothing looks at are all the same: the first of them stands for the others."""
    options = closed_values(one.question)
    seen = {leaf.value for leaf in one.comparisons if isinstance(leaf, Includes)}
    seen |= {value for stake in one.stakes for value, points in stake.points.items() if points}
    rest = [option for option in options if option not in seen][:1]
    told = [option for option in options if option in seen] + rest
    is_complete = 2 ** len(told) <= MANY
    subsets = _all_subsets(told) if is_complete else _some_subsets(told)
    as_given = {option: _as_given(one.question, option) for option in told}
    return (tuple(as_given[option] for option in subset) for subset in subsets), is_complete


def _all_subsets(told: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(told, size) for size in range(1, len(told) + 1))


def _some_subsets(told: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each alone, all of them, each two, and more and more of them."""
    yield from combinations(told, 1)
    yield tuple(told)
    yield from combinations(told, 2)
    yield from (tuple(told[:size]) for size in range(3, len(told)))


def _tables(one: Asked) -> tuple[list[Value], bool]:
    rows, values = one.question.rows, closed_values(one.question)
    seen = {leaf.part for leaf in one.comparisons if isinstance(leaf, Is | AtLeast | AtMost)}
    varied = [row for row in rows if one.stakes or row in seen]
    fixed = dict.fromkeys(rows, values[0])
    if len(values) ** len(varied) <= MANY:
        cells = product(values, repeat=len(varied))
        return [fixed | dict(zip(varied, cell, strict=True)) for cell in cells], True
    alike: list[Value] = [dict.fromkeys(rows, value) for value in values]
    single: list[Value] = [fixed | {row: value} for row in varied for value in values]
    return alike + single, False


def _numbers(one: Asked) -> tuple[list[Value], bool]:
    question, step = one.question, one.question.step
    lowest, highest = question.minimum, question.maximum
    if step and lowest is not None and highest is not None:
        count = int((highest - lowest) / step)
        if count <= MANY and one.counts_each:
            return [_text(lowest + step * number) for number in range(count + 1)], True
    bounds = {
        leaf.bound for leaf in one.comparisons if isinstance(leaf, NumberAtLeast | NumberAtMost)
    }
    near = {
        _on_grid(bound + side, question)
        for bound in bounds
        for side in (-(step or _FINEST), Decimal(0), step or _FINEST)
    }
    ends = {end for end in (lowest, highest) if end is not None} or {Decimal(0)}
    allowed = sorted(
        number
        for number in near | ends
        if (lowest is None or number >= lowest) and (highest is None or number <= highest)
    )
    return [_text(number) for number in allowed], not one.counts_each


def _on_grid(number: Decimal, question: Question) -> Decimal:
    if not question.step or question.minimum is None:
        return number
    return question.minimum + (number - question.minimum) // question.step * question.step


def _text(number: Decimal) -> str:
    return f"{number.normalize() + 0:f}"


def _days(one: Asked) -> list[str]:
    """On both sides of each day that is named."""
    bounds = {leaf.day for leaf in one.comparisons if isinstance(leaf, OnOrAfter | Before)}
    eves = {day - dt.timedelta(1) for day in bounds if day > dt.date.min}
    return [day.isoformat() for day in sorted(bounds | eves)] or [_SOME_DAY]


def _lists(one: Asked) -> tuple[list[Value], bool]:
    if one.question.kind is QuestionKind.RANKING:
        return [one.question.options], True
    counts = range(1, MAX_LISTED + 1) if one.counts_each else (1,)
    return [tuple(map(_entry(one.question), range(count))) for count in counts], True


def _entry(question: Question) -> Callable[[int], str]:
    return "i{0}: i{0}".format if KINDS[question.kind].has_items else str
