"""How low and how high scores can get at all, worked out without trying: never too narrow."""

from dataclasses import dataclass
from fractions import Fraction

from compass.core.kind_values import EACH
from compass.core.question_sets import QuestionSet
from compass.core.rules import AdjustmentRule, Measure, ScoreMethod, ScoreRule
from compass.core.scoring import PERCENT, Stake, rounded
from compass.core.values import MAX_LISTED

_NOTHING = Fraction(0)


@dataclass(frozen=True)
class Limits:
    """The value after adjustments lies between ``low`` and ``high``; no maximum is above ``most``,
    no share above ``share`` (None where it has no bound)."""

    low: Fraction
    high: Fraction
    most: Fraction
    share: Fraction | None


def limits_of(question_set: QuestionSet) -> dict[str, Limits | None]:
    """None for a score in which points can be lost: shares of it have no bounds of their own."""
    found: dict[str, Limits | None] = {}
    rules = {rule.id: rule for rule in question_set.scores}
    for part in question_set.order:
        if isinstance(part, ScoreRule):
            found[part.id] = _limits(rules[part.id], question_set, found)
    return found


def _limits(
    rule: ScoreRule, question_set: QuestionSet, known: dict[str, Limits | None]
) -> Limits | None:
    ends = _of_scores(rule, known) if rule.of else _of_questions(rule, question_set)
    if ends is None:
        return None
    combine = max if rule.method is ScoreMethod.HIGHEST else sum
    high = Fraction(combine([high for high, _ in ends]))
    most = Fraction(combine([most for _, most in ends]))
    if rule.measure is Measure.SHARE:
        high = most = Fraction(PERCENT)
    low = _NOTHING
    is_raised = False
    for adjustment in rule.adjustments:
        is_raised = is_raised or _raises(adjustment)
        low, high = _adjusted(low, high, adjustment)
    if rule.rounding is not None:
        low, high, most = (Fraction(rounded(end, rule.rounding)) for end in (low, high, most))
    return Limits(low, high, most, None if is_raised else Fraction(PERCENT))


def _of_scores(
    rule: ScoreRule, known: dict[str, Limits | None]
) -> list[tuple[Fraction, Fraction]] | None:
    ends = []
    for name in rule.of:
        limits, weight = known[name], Fraction(rule.weights.get(name, 1))
        if limits is None or limits.low < 0 or weight < 0:
            return None
        ends.append((limits.high * weight, limits.most * weight))
    return ends


def _of_questions(
    rule: ScoreRule, question_set: QuestionSet
) -> list[tuple[Fraction, Fraction]] | None:
    ends = []
    for stake in question_set.stakes[rule.id]:
        if any(points < 0 for points in stake.points.values()) or _counts_below(stake):
            return None
        times = MAX_LISTED if stake.question.over and rule.method is ScoreMethod.SUM else 1
        most = stake.most if stake.most is not None else stake.points[EACH] * MAX_LISTED
        ends.append((most * times, most * times))
    return ends


def _counts_below(stake: Stake) -> bool:
    minimum = stake.question.minimum
    return EACH in stake.points and stake.most is not None and (minimum is None or minimum < 0)


def _raises(rule: AdjustmentRule) -> bool:
    return (rule.multiply is not None and rule.multiply > 1) or (rule.add or 0) > 0


def _adjusted(low: Fraction, high: Fraction, rule: AdjustmentRule) -> tuple[Fraction, Fraction]:
    """It may apply or not."""
    by, plus = Fraction(rule.multiply if rule.multiply is not None else 1), Fraction(rule.add or 0)
    ends = (low, high, low * by + plus, high * by + plus)
    return min(ends), max(ends)
