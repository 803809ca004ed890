"""Settles claims: by every combination where there are few enough, else by samples, and says so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from compass.core.answers import Answer
from compass.core.evaluation import state_of
from compass.core.question_sets import QuestionSet
from compass.core.reachability.claims import Claim, claims_of
from compass.core.reachability.excerpts import Excerpts, stripped
from compass.core.reachability.samples import samples
from compass.core.reachability.spaces import space_of

MOST = 65_536  # combinations for one claim
MOST_IN_ALL = 2 * MOST
_MOST_QUESTIONS = 16  # each has two sorts of answers at least


@dataclass(frozen=True)
class Settled:
    """What was ``seen`` to happen. ``is_certain`` says that nothing else can."""

    claim: Claim
    seen: frozenset[bool]
    is_certain: bool


def settle(question_set: QuestionSet) -> list[Settled]:
    settler = _Settler(question_set)
    found = [settler.by_all(claim) for claim in claims_of(question_set)]
    still_open = [one.claim for one in found if not one.is_certain]
    if not still_open:
        return found
    sampled = dict(zip(map(id, still_open), _by_samples(question_set, still_open), strict=True))
    return [_both(one, sampled.get(id(one.claim), frozenset())) for one in found]


def holds_by_itself(question_set: QuestionSet, claim: Claim) -> bool:
    """Whether a condition can hold where all that it looks at is shown; True if that is unknown."""
    alone = _Settler(stripped(question_set, claim)).by_all(claim)
    return True in alone.seen or not alone.is_certain


class _Settler:
    def __init__(self, question_set: QuestionSet) -> None:
        self._excerpts = Excerpts(question_set)
        self._left = MOST_IN_ALL

    def by_all(self, claim: Claim) -> Settled:
        excerpt = self._excerpts.excerpt(claim)
        if len(excerpt.questions) > _MOST_QUESTIONS:
            return Settled(claim, frozenset(), is_certain=False)
        space = space_of(excerpt, claim.condition)
        if space.size > min(MOST, self._left):
            return Settled(claim, frozenset(), is_certain=False)
        [(seen, tried)] = _watched(excerpt, [claim], space.some(MOST))
        self._left -= tried
        return Settled(claim, seen, is_certain=space.is_complete or seen >= claim.wanted)


def _by_samples(question_set: QuestionSet, claims: Sequence[Claim]) -> list[frozenset[bool]]:
    return [seen for seen, _ in _watched(question_set, claims, samples(question_set))]


def _watched(
    question_set: QuestionSet, claims: Sequence[Claim], tried: Iterable[dict[str, Answer]]
) -> Iterator[tuple[frozenset[bool], int]]:
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
    return ((frozenset(known), count) for known in seen)


def _both(one: Settled, sampled: frozenset[bool]) -> Settled:
    seen = one.seen | sampled
    return Settled(one.claim, seen, is_certain=one.is_certain or seen >= one.claim.wanted)
