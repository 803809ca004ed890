"""Scores, worked out exactly from decimal texts: fractions inside, decimals outside, no floats."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING, Protocol

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import Condition
from compass.core.kind_values import EACH
from compass.core.kinds import KINDS, LIKELIHOOD, SEVERITY, Value, option_of
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
_BITS_OF_FIVE = log2(5)
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
class Gain:
    """As a contribution, exactly."""

    source: str
    points: Fraction
    maximum: Fraction


@dataclass(frozen=True)
class Score:
    """``maximum`` is what could be reached with what is visible, ``share`` the percentage of it.
    Where nothing could be reached there is no share, and no value of a score that is a share.

    Decimals are made when they are read: trying out a set reads few of them."""

    exact: Fraction | None
    exact_maximum: Fraction
    gains: tuple[Gain, ...]
    adjustments: tuple[Adjustment, ...]
    rounding: Rounding | None

    @cached_property
    def exact_share(self) -> Fraction | None:
        return _share(self.exact, self.exact_maximum)

    @cached_property
    def value(self) -> Decimal | None:
        return None if self.exact is None else shown(self.exact, self.rounding)

    @cached_property
    def maximum(self) -> Decimal:
        return shown(self.exact_maximum)

    @cached_property
    def share(self) -> Decimal | None:
        return None if self.exact_share is None else rounded(self.exact_share, _SHOWN)

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        return tuple(
            Contribution(gain.source, shown(gain.points), shown(gain.maximum))
            for gain in self.gains
        )


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
class Stake:
    """A question with what its answers earn for one score, after its weight. ``most`` is what can
    be reached, None where that depends on how much is listed."""

    question: "Question"
    points: Mapping[str, Fraction]
    most: Fraction | None


def stakes(rule: ScoreRule, questions: Iterable["Question"]) -> tuple[Stake, ...]:
    """Worked out once for a set: most of the arithmetic does not depend on answers."""
    return tuple(_stake(rule, one, one.points[rule.id]) for one in questions)


def _stake(rule: ScoreRule, question: "Question", points: Mapping[str, Decimal]) -> Stake:
    weight = Fraction(rule.weights.get(question.id, Decimal(1)))
    weighted = {value: Fraction(number) * weight for value, number in points.items()}
    is_listed = EACH in weighted and not KINDS[question.kind].has_range
    return Stake(question, weighted, None if is_listed else _reachable(question, weighted))


def work_out_score(rule: ScoreRule, state: Scored) -> Score:
    gains = tuple(_of_scores(rule, state) if rule.of else _of_questions(rule, state))
    maximum = _combined(rule.method, [gain.maximum for gain in gains])
    value: Fraction | None = _combined(rule.method, [gain.points for gain in gains])
    if rule.measure is Measure.SHARE:
        value, maximum = _share(value, maximum), Fraction(PERCENT)
    adjustments: list[Adjustment] = []
    for adjustment in rule.adjustments:
        if value is not None and state.holds(adjustment.when):
            before, value = value, _adjusted(value, adjustment)
            adjustments.append(Adjustment(adjustment.id, shown(before), shown(value)))
    if rule.rounding is not None:
        value = None if value is None else Fraction(rounded(value, rule.rounding))
        maximum = Fraction(rounded(maximum, rule.rounding))
    return Score(value, maximum, gains, tuple(adjustments), rule.rounding)


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
    return _decimal(-digits if value < 0 else digits, rounding.places)


def shown(value: Fraction, rounding: Rounding | None = None) -> Decimal:
    """The number itself where a decimal can say it, else to two places."""
    if rounding is not None:
        return rounded(value, rounding)
    if value.denominator == 1:
        return Decimal(value.numerator)
    places = _places(value.denominator)
    if places is None:
        return rounded(value, _SHOWN)
    return _decimal(value.numerator * 10**places // value.denominator, places)


def _places(denominator: int) -> int | None:
    """How many a decimal needs to say so many parts exactly; None where none says it. Twos and
    fives are not divided out one by one: scores of scores have thousands of them."""
    twos = (denominator & -denominator).bit_length() - 1
    power = denominator >> twos
    about = int(power.bit_length() / _BITS_OF_FIVE)
    fives = next(
        (each for each in (about, about - 1, about + 1) if 5 ** max(each, 0) == power), None
    )
    return None if fives is None else max(twos, fives)


def _decimal(digits: int, places: int) -> Decimal:
    """Written out: arithmetic on decimals keeps 28 digits at most."""
    return Decimal(f"{digits}E-{places}")


def _reachable(question: "Question", points: Mapping[str, Fraction]) -> Fraction:
    nothing = Fraction(0)
    if EACH in points:
        bound = question.minimum if points[EACH] < 0 else question.maximum
        return points[EACH] * Fraction(bound or 0)
    found = [points.get(value, nothing) for value in KINDS[question.kind].scored(question)]
    if KINDS[question.kind].takes_many:
        return sum((one for one in found if one > 0), nothing)
    return max(found, default=nothing) * max(len(question.rows), 1)


def _of_scores(rule: ScoreRule, state: Scored) -> Iterator[Gain]:
    for name in rule.of:
        other, weight = state.scores[name], Fraction(rule.weights.get(name, Decimal(1)))
        if other.exact is not None:
            most = Fraction(other.maximum) * max(weight, Fraction(0))  # what is taken off adds none
            yield Gain(name, other.exact * weight, most)


def _of_questions(rule: ScoreRule, state: Scored) -> Iterator[Gain]:
    for stake in state.question_set.stakes[rule.id]:
        for where in state.places(stake.question):
            answer = state.answer(where)
            if answer is not None and answer.status is AnswerStatus.NOT_APPLICABLE:
                continue
            is_answered = answer is not None and answer.status is AnswerStatus.ANSWERED
            value = answer.value if answer is not None and is_answered else None
            most = stake.most if stake.most is not None else _listed(stake, value)
            yield Gain(where, earned(stake, value), most)


def _listed(stake: Stake, value: Value | None) -> Fraction:
    count = len(value) if isinstance(value, tuple) else 0
    return max(stake.points[EACH] * count, Fraction(0))


def earned(stake: Stake, value: Value | None) -> Fraction:
    nothing = Fraction(0)
    if value is None:
        return nothing
    if EACH in stake.points:
        number = Fraction(value) if isinstance(value, str) else len(value)
        return stake.points[EACH] * number
    if isinstance(value, str):
        return stake.points.get(option_of(value), nothing)
    return sum((stake.points.get(one, nothing) for one in _scored(stake.question, value)), nothing)


def _scored(question: "Question", value: tuple[str, ...] | Mapping[str, str]) -> Sequence[str]:
    """The values that points are given for."""
    if isinstance(value, tuple):
        return tuple(map(option_of, value))
    if question.map is not None:
        return (question.map.cells[value[SEVERITY], value[LIKELIHOOD]],)
    return tuple(value[row] for row in question.rows)


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
