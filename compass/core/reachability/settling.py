"""Settles claims: by every combination where there are few enough, else by samples, and says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from compass.core.answers import Answer
from compass.core.conditions import Condition
from compass.core.dependencies import Part
from compass.core.evaluation import state_of
from compass.core.question_sets import QuestionSet
from compass.core.reachability.claims import Claim, claims_of
from compass.core.reachability.effort import MOST_STEPS, Effort, steps_of, steps_with
from compass.core.reachability.excerpts import Excerpts, stripped
from compass.core.reachability.samples import samples
from compass.core.reachability.spaces import space_of

MOST = 65_536  # combinations for one claim
MOST_IN_ALL = 2 * MOST
_MOST_QUESTIONS = 16  # each has two sorts of answers at least
_CUTTING = 4  # times the set is gone through to cut it down to one claim


@dataclass(frozen=True)
class Settled:
    """What was ``seen`` to happen. ``is_certain`` says that nothing else can; ``is_cut`` that it
    was not looked for to the end, because the set takes too long."""

    claim: Claim
    seen: frozenset[bool]
    is_certain: bool
    is_cut: bool = False


def settle(question_set: QuestionSet, *, steps: int = MOST_STEPS) -> list[Settled]:
    settler = _Settler(question_set, Effort(steps))
    found = [
        settled
        for _, together in groupby(claims_of(question_set), key=_subject)
        for settled in settler.by_all(list(together))
    ]
    still_open = [one.claim for one in found if not one.is_certain]
    if not still_open:
        return found
    seen, _ = _watched_by_samples(question_set, still_open, Effort(steps))
    sampled = dict(zip(map(id, still_open), seen, strict=True))
    return [_both(one, sampled.get(id(one.claim), frozenset())) for one in found]


def holds_by_itself(question_set: QuestionSet, claim: Claim, effort: Effort) -> bool:
    """Whether a condition can hold where all that it looks at is shown; True if that is unknown."""
    if not effort.take(_CUTTING * steps_of(question_set)):
        return True
    [alone] = _Settler(stripped(question_set, claim), effort).by_all([claim])
    return True in alone.seen or not alone.is_certain


def _subject(claim: Claim) -> tuple[tuple[Part, ...], Condition | None]:
    return claim.roots, claim.condition


class _Settler:
    def __init__(self, question_set: QuestionSet, effort: Effort) -> None:
        self._excerpts = Excerpts(question_set)
        self._left = MOST_IN_ALL
        self._effort, self._whole = effort, steps_of(question_set)

    def by_all(self, claims: Sequence[Claim]) -> list[Settled]:
        """Claims with one subject, such as the results of an outcome."""
        open_still = [Settled(claim, frozenset(), is_certain=False) for claim in claims]
        if not self._effort.take(_CUTTING * self._whole):
            return [replace(one, is_cut=True) for one in open_still]
        excerpt = self._excerpts.excerpt(claims[0])
        if len(excerpt.questions) > _MOST_QUESTIONS:
            return open_still
        space = space_of(excerpt, claims[0].condition)
        if space.size > min(MOST, self._left):
            return open_still
        self._effort.take(space.looks)
        tries = self._effort.worth(space.some(MOST), steps_with(excerpt))
        seen, tried = _watched(excerpt, claims, tries)
        self._left -= tried
        return [
            self._settled(claim, its, is_complete=space.is_complete)
            for claim, its in zip(claims, seen, strict=True)
        ]

    def _settled(self, claim: Claim, seen: frozenset[bool], *, is_complete: bool) -> Settled:
        is_cut = self._effort.is_spent and not seen >= claim.wanted
        is_certain = seen >= claim.wanted or (is_complete and not is_cut)
        return Settled(claim, seen, is_certain, is_cut)


def _watched_by_samples(
    question_set: QuestionSet, claims: Sequence[Claim], effort: Effort
) -> tuple[list[frozenset[bool]], int]:
    cost = steps_with(question_set)
    tries = effort.worth(samples(question_set), lambda answers: cost(answers) + len(claims))
    return _watched(question_set, claims, tries)


def _watched(
    question_set: QuestionSet, claims: Sequence[Claim], tried: Iterable[dict[str, Answer]]
) -> tuple[list[frozenset[bool]], int]:
    """Until all that is wanted was seen: for each claim what was, and the number of tries."""
    seen: list[set[bool]] = [set() for _ in claims]
    count = 0
    for answers in tried:
        count += 1
        state = state_of(question_set, answers)
        for claim, known in zip(claims, seen, strict=True):
            if not known >= claim.wanted:
                known.update(claim.watch(state))
        if all(known >= claim.wanted for claim, known in zip(claims, seen, strict=True)):
            break
    return [frozenset(known) for known in seen], count


def _both(one: Settled, sampled: frozenset[bool]) -> Settled:
    seen = one.seen | sampled
    is_certain = one.is_certain or seen >= one.claim.wanted
    return replace(one, seen=seen, is_certain=is_certain)
