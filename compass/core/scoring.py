"""Scores, worked out exactly from decimal texts: fractions inside, decimals outside, no floats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import Condition, option_of
from compass.core.kind_values import EACH
from compass.core.kinds import KINDS, Value
from compass.core.rules import (
    AdjustmentRule,
    Measure,
    Rounding,
    RoundingMode,
    ScoreMethod,
    ScoreRule,
)

if TYPE_CHECKING:
    from compass.core.question_sets import Question, QuestionSet

PERCENT = 100
_SHOWN = Rounding(2, RoundingMode.HALF_UP)


@dataclass(frozen=True)
class Contribution:
    """What one answer (by address) or one other score gave, and what it could have given."""

    source: str
    points: Decimal
    maximum: Decimal


@dataclass(frozen=True)
class Adjustment:
    """A rule that applied, with the value before and after it."""

    id: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Score:
    """``maximum`` is what could be reached with what is visible, ``share`` the percentage of it.
    Where nothing could be reached there is no share, and no value of a score that is a share."""

    value: Decimal | None
    maximum: Decimal
    share: Decimal | None
    contributions: tuple[Contribution, ...]
    adjustments: tuple[Adjustment, ...]
    exact: Fraction | None = field(repr=False)
    exact_share: Fraction | None = field(repr=False)


class Scored(Protocol):
    """What an evaluation knows by the time a score is due."""

    @property
    def question_set(self) -> "QuestionSet": ...
    @property
    def scores(self) -> Mapping[str, Score]: ...
    def answer(self, question: str) -> Answer | None: ...
    def places(self, question: "Question") -> Iterator[str]: ...
    def holds(self, condition: Condition | None) -> bool: ...


@dataclass(frozen=True)
class _Gain:
    source: str
    points: Fraction
    maximum: Fraction


def work_out_score(rule: ScoreRule, state: Scored) -> Score:
    gains = [_weighted(gain, rule) for gain in _gains(rule, state)]
    maximum = _combined(rule.method, [gain.maximum for gain in gains])
    value: Fraction | None = _combined(rule.method, [gain.points for gain in gains])
    if rule.measure is Measure.SHARE:
        value, maximum = _share(value, maximum), Fraction(PERCENT)
    adjustments: list[Adjustment] = []
    for adjustment in rule.adjustments:
        if value is not None and state.holds(adjustment.when):
            before, value = value, _adjusted(value, adjustment)
            adjustments.append(Adjustment(adjustment.id, shown(before), shown(value)))
    if value is not None and rule.rounding is not None:
        value = Fraction(rounded(value, rule.rounding))
    share = _share(value, maximum)
    return Score(
        value=None if value is None else shown(value, rule.rounding),
        maximum=shown(maximum),
        share=None if share is None else rounded(share, _SHOWN),
        contributions=tuple(
            Contribution(gain.source, shown(gain.points), shown(gain.maximum)) for gain in gains
        ),
        adjustments=tuple(adjustments),
        exact=value,
        exact_share=share,
    )


def rounded(value: Fraction, rounding: Rounding) -> Decimal:
    """Exact: the fraction itself is rounded, never a decimal that was rounded before."""
    scaled = abs(value) * 10**rounding.places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    half = 2 * rest - scaled.denominator
    goes_up = {
        RoundingMode.DOWN: False,
        RoundingMode.UP: rest > 0,
        RoundingMode.HALF_UP: half >= 0,
        RoundingMode.HALF_EVEN: half > 0 or (half == 0 and whole % 2 == 1),
    }
    digits = whole + goes_up[rounding.mode]
    number = Decimal(digits).scaleb(-rounding.places)
    return -number if value < 0 and digits else number


def shown(value: Fraction, rounding: Rounding | None = None) -> Decimal:
    """The number itself where a decimal can say it, else to two places."""
    if rounding is not None:
        return rounded(value, rounding)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest > 1:
        return rounded(value, _SHOWN)
    places = 0
    while value.denominator != 1 and (value * 10**places).denominator != 1:
        places += 1
    return Decimal((value * 10**places).numerator).scaleb(-places)


def reachable(question: "Question", points: Mapping[str, Decimal], count: int = 0) -> Fraction:
    """The most that an answer can earn; ``count`` texts or items are there now."""
    if EACH in points:
        each = Fraction(points[EACH])
        if KINDS[question.kind].has_range:
            bounds = (question.minimum or Decimal(0), question.maximum or Decimal(0))
            return max(each * Fraction(bound) for bound in bounds)
        return max(each * count, Fraction(0))
    found = [
        Fraction(points.get(value, Decimal(0))) for value in KINDS[question.kind].scored(question)
    ]
    if KINDS[question.kind].takes_many:
        return sum((one for one in found if one > 0), Fraction(0))
    return max(found, default=Fraction(0)) * max(len(question.rows), 1)


def _gains(rule: ScoreRule, state: Scored) -> Iterator[_Gain]:
    for name in rule.of:
        other = state.scores[name]
        yield _Gain(name, other.exact or Fraction(0), Fraction(other.maximum))
    if rule.of:
        return
    for question in state.question_set.scored_by(rule.id):
        points = question.points[rule.id]
        for where in state.places(question):
            answer = state.answer(where)
            if answer is not None and answer.status is AnswerStatus.NOT_APPLICABLE:
                continue
            is_answered = answer is not None and answer.status is AnswerStatus.ANSWERED
            value = answer.value if answer is not None and is_answered else None
            count = len(value) if isinstance(value, tuple) else 0
            yield _Gain(where, _earned(question, points, value), reachable(question, points, count))


def _earned(question: "Question", points: Mapping[str, Decimal], value: Value | None) -> Fraction:
    if value is None:
        return Fraction(0)
    if EACH in points:
        number = Fraction(Decimal(value)) if isinstance(value, str) else Fraction(len(value))
        return Fraction(points[EACH]) * number
    return sum(
        (Fraction(points.get(one, Decimal(0))) for one in _scored(question, value)), Fraction(0)
    )


def _scored(question: "Question", value: Value) -> Sequence[str]:
    """The values that points are given for."""
    if isinstance(value, str):
        return (option_of(value),)
    if isinstance(value, tuple):
        return tuple(map(option_of, value))
    if question.map is not None:
        return (question.map.cells[value["severity"], value["likelihood"]],)
    return tuple(value[row] for row in question.rows)


def _weighted(gain: _Gain, rule: ScoreRule) -> _Gain:
    weight = Fraction(rule.weights.get(gain.source.rpartition("/")[2], Decimal(1)))
    return _Gain(gain.source, gain.points * weight, gain.maximum * weight)


def _combined(method: ScoreMethod, values: Sequence[Fraction]) -> Fraction:
    if method is ScoreMethod.HIGHEST:
        return max(values, default=Fraction(0))
    return sum(values, Fraction(0))


def _share(value: Fraction | None, maximum: Fraction) -> Fraction | None:
    return None if value is None or maximum <= 0 else value * PERCENT / maximum


def _adjusted(value: Fraction, rule: AdjustmentRule) -> Fraction:
    if rule.multiply is not None:
        value *= Fraction(rule.multiply)
    return value + Fraction(rule.add or 0)
