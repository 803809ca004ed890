"""What trying out may cost: counted in steps, not in seconds, so that every machine finds the same.

A step is one condition, question or rule looked at once, about a microsecond."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from compass.core.conditions import parts_of
from compass.core.question_sets import QuestionSet
from compass.core.reachability.excerpts import conditions_in

MOST_STEPS = 5_000_000
_FRACTION = 8  # what working with exact numbers takes, in steps
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

    def worth(self, items: Iterable[Item], steps: int) -> Iterator[Item]:
        """As many of them as can be looked at, at so many steps each."""
        for item in items:
            if not self.take(steps):
                return
            yield item


def steps_of(question_set: QuestionSet) -> int:
    """What it takes to evaluate the set once."""
    looked_at = sum(1 for each in conditions_in(question_set) for _ in parts_of(each))
    numbers = sum(
        1 + len(rule.of) + len(rule.adjustments) + len(question_set.stakes[rule.id])
        for rule in question_set.scores
    )
    return len(question_set.order) + looked_at + _FRACTION * numbers
