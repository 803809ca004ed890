"""Answers to a whole set that show much with little: each score from low to high, step by step, and
a spread of the rest. What they show can be reached; what they do not show stays open."""

from collections.abc import Iterator, Sequence

from compass.core.answers import Answer, AnswerStatus
from compass.core.question_sets import QuestionSet
from compass.core.reachability.spaces import Space, Variable, space_of
from compass.core.scoring import Stake, earned

_SPREAD = 300


def samples(question_set: QuestionSet) -> Iterator[dict[str, Answer]]:
    space = space_of(question_set)
    stakes = {
        score: {stake.question.id: stake for stake in found}
        for score, found in question_set.stakes.items()
    }
    yield {}
    yield from _alike(space)
    for score, staked in stakes.items():
        others = [
            stake for name, each in stakes.items() if name != score for stake in each.values()
        ]
        yield from _rising(space, staked, {stake.question.id: stake for stake in others})
    yield from space.some(_SPREAD)


def _alike(space: Space) -> Iterator[dict[str, Answer]]:
    """Every question with the first of its answers, with the second, and so on."""
    for place in range(max((len(one.answers) for one in space.variables), default=0)):
        yield space.answers([min(place, len(one.answers) - 1) for one in space.variables])


def _rising(
    space: Space, staked: dict[str, Stake], others: dict[str, Stake]
) -> Iterator[dict[str, Answer]]:
    """A score from low to high, with the others low or high and the rest one way or another."""
    for is_high in (False, True):
        for rest in (_first, _last):
            low = [
                _extreme(one, staked.get(one.question.id), is_high=False)
                if one.question.id in staked
                else _extreme(one, others.get(one.question.id), is_high=is_high)
                if one.question.id in others
                else rest(one)
                for one in space.variables
            ]
            yield from _stairs(space, low, staked)


def _stairs(
    space: Space, low: Sequence[int], staked: dict[str, Stake]
) -> Iterator[dict[str, Answer]]:
    places = list(low)
    yield space.answers(places)
    for number, variable in enumerate(space.variables):
        if (stake := staked.get(variable.question.id)) is not None:
            places[number] = _extreme(variable, stake, is_high=True)
            yield space.answers(places)


def _extreme(variable: Variable, stake: Stake | None, *, is_high: bool) -> int:
    answered = [
        (earned(stake, answer.value), place)
        for place, answer in enumerate(variable.answers)
        if stake is not None
        and answer is not None
        and answer.status is AnswerStatus.ANSWERED
        and answer.value is not None
    ]
    if not answered:
        return _last(variable)
    return max(answered)[1] if is_high else min(answered)[1]


def _first(variable: Variable) -> int:
    """The first answer with a value, else one without."""
    for place, answer in enumerate(variable.answers):
        if answer is not None and answer.status is AnswerStatus.ANSWERED:
            return place
    return 0


def _last(variable: Variable) -> int:
    return len(variable.answers) - 1
