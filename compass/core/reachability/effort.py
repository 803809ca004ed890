"""What trying out may cost: counted in steps, not in seconds, so that every machine finds the same.

A step is one condition, question or rule looked at once, about a microsecond."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from compass.core.answers import Answer
from compass.core.conditions import AnyItem, EveryItem, parts_of
from compass.core.question_sets import QuestionSet
from compass.core.reachability.excerpts import conditions_in
from compass.core.score_sizes import digits_of_scores

MOST_STEPS = 5_000_000
_FRACTION, _DIGITS = 8, 100  # steps for an exact number; in so many digits it takes one more
Item = TypeVar("Item")


class Effort:
    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    @property
    def is_spent(self) -> bool:
        return self._left <= 0

    def take(self, steps: int) -> bool:
        """Whether there is so much left; where not, nothing is."""
        self._left = max(0, self._left - steps)
        return not self.is_spent

    def worth(self, items: Iterable[Item], steps: Callable[[Item], int]) -> Iterator[Item]:
        """As many of them as can be looked at, at what each of them takes."""
        for item in items:
            if not self.take(steps(item)):
                return
            yield item


def steps_of(question_set: QuestionSet) -> int:
    """What it takes to evaluate the set once."""
    looked_at = sum(1 for each in conditions_in(question_set) for _ in parts_of(each))
    digits = digits_of_scores(question_set.scores, question_set.questions)
    numbers = sum(
        _steps_with(max(digits[rule.id]))
        * (1 + len(rule.of) + len(rule.adjustments) + len(question_set.stakes[rule.id]))
        for rule in question_set.scores
    )
    return len(question_set.order) + looked_at + numbers


def _steps_with(digits: int) -> int:
    """Fractions are cut down after each step, which takes with the square of their length."""
    return _FRACTION + (digits // _DIGITS) ** 2


def steps_with(question_set: QuestionSet) -> Callable[[Mapping[str, Answer]], int]:
    """What it takes with some answers: once more for each item what is asked per item."""
    once, again = steps_of(question_set), _steps_per_item(question_set)

    def steps(answers: Mapping[str, Answer]) -> int:
        return once + sum(
            len(answer.value) * (1 + again[where])
            for where, answer in answers.items()
            if isinstance(answer.value, tuple)
        )

    return steps


def _steps_per_item(question_set: QuestionSet) -> Counter[str]:
    """By list of items."""
    found: Counter[str] = Counter()
    for question in question_set.questions:
        if question.over is not None:
            conditions = [question.shown_when, question_set.groups[question.group or ""].shown_when]
            looked_at = sum(1 for each in conditions if each for _ in parts_of(each))
            found[question.over] += 1 + looked_at + _FRACTION * len(question.points)
    for condition in conditions_in(question_set):
        for part in parts_of(condition):
            if isinstance(part, AnyItem | EveryItem):
                found[part.over] += sum(1 for _ in parts_of(part.that))
    return found
