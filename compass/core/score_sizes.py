"""How long the numbers of a score can grow: products add their digits, and so do shares.

Scores are exact: a set that multiplies for ever would have numbers that nobody can write down."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from compass.core.kind_values import EACH
from compass.core.question_sets import Question
from compass.core.rules import AdjustmentRule, Measure, ScoreRule

MAX_DIGITS = 4_000
_ANSWER_DIGITS = 27  # of a number that people fill in
_SUM_DIGITS = 4  # that adding up some thousands of numbers can bring
_HUNDRED = 3


class Digits(NamedTuple):
    """At most so many, above or below the line of a fraction; the maximum is a decimal."""

    value: int
    maximum: int


def digits_of_scores(
    scores: Sequence[ScoreRule], questions: Sequence[Question]
) -> Mapping[str, Digits]:
    """By score. Empty where scores depend on each other, which is a fault of its own."""
    rules = {rule.id: rule for rule in scores}
    needs = {rule.id: [name for name in rule.of if name in rules] for rule in scores}
    found: dict[str, Digits] = {}
    try:
        for name in TopologicalSorter(needs).static_order():
            found[name] = _digits(rules[name], found, questions)
    except CycleError:
        return {}
    return found


def _digits(rule: ScoreRule, known: Mapping[str, Digits], questions: Sequence[Question]) -> Digits:
    value, maximum = _of_scores(rule, known) if rule.of else _of_questions(rule, questions)
    if rule.measure is Measure.SHARE:
        value, maximum = value + maximum + _HUNDRED, _HUNDRED
    return Digits(value + sum(map(_of_adjustment, rule.adjustments)), maximum)


def _of_scores(rule: ScoreRule, known: Mapping[str, Digits]) -> Digits:
    """Fractions are added over the product of what stands below their lines, decimals over a
    common power of ten."""
    parts = [(known[name], _length(rule.weights.get(name))) for name in rule.of if name in known]
    return Digits(
        sum(digits.value + weight for digits, weight in parts) + _SUM_DIGITS,
        max((digits.maximum + weight for digits, weight in parts), default=0) + _SUM_DIGITS,
    )


def _of_questions(rule: ScoreRule, questions: Sequence[Question]) -> Digits:
    longest = max(
        (
            _length(number) + _length(rule.weights.get(one.id)) + _ANSWER_DIGITS * (value == EACH)
            for one in questions
            for value, number in one.points.get(rule.id, {}).items()
        ),
        default=0,
    )
    return Digits(longest + _SUM_DIGITS, longest + _SUM_DIGITS)


def _of_adjustment(rule: AdjustmentRule) -> int:
    return _length(rule.multiply) + _length(rule.add)


def _length(number: Decimal | None) -> int:
    return 0 if number is None else len(number.as_tuple().digits) + 1
