"""All combinations of answers that are worth trying in a question set, items included."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import gcd, prod

from compass.core.answers import Answer, AnswerStatus, address
from compass.core.conditions import (
    AnyItem,
    Condition,
    EveryItem,
    HasOutcome,
    ItemsAtLeast,
    parts_of,
)
from compass.core.items import Item, item_text
from compass.core.kind_values import EACH
from compass.core.kinds import KINDS
from compass.core.question_sets import Question, QuestionSet
from compass.core.reachability.excerpts import conditions_in
from compass.core.reachability.features import Asked, features_of
from compass.core.reachability.trials import trials
from compass.core.scoring import Stake
from compass.core.values import MAX_LISTED

MOST_MODELLED = 3  # items with answers of their own; any more answer as the last of them does


@dataclass(frozen=True)
class Variable:
    """One place for an answer, with what is tried there."""

    where: str
    question: Question
    answers: tuple[Answer | None, ...]


@dataclass(frozen=True)
class Space:
    """``is_complete`` says that every set of answers behaves like one of these; ``looks`` is what
    it took to make it."""

    variables: tuple[Variable, ...]
    is_complete: bool
    repeated: Mapping[str, str]  # question of items -> the last item with answers of its own
    looks: int = 0

    @property
    def size(self) -> int:
        return prod(len(variable.answers) for variable in self.variables)

    def some(self, count: int) -> Iterator[dict[str, Answer]]:
        """So many combinations, or all of them, each once; soon something of each answer is seen.

        Steps of the golden section come near everything early, and with no factor in common with
        the size they come by everything once."""
        size = self.size
        step = max(size * 618_033_988_749 // 10**12, 1)
        while gcd(step, size) > 1:
            step += 1
        for number in range(min(count, size)):
            yield self._at(number * step % size)

    def _at(self, number: int) -> dict[str, Answer]:
        places = []
        for variable in self.variables:
            number, place = divmod(number, len(variable.answers))
            places.append(place)
        return self.answers(places)

    def answers(self, places: Sequence[int]) -> dict[str, Answer]:
        found = {
            variable.where: answer
            for variable, place in zip(self.variables, places, strict=True)
            if (answer := variable.answers[place]) is not None
        }
        return found | self._copies(found)

    def _copies(self, found: Mapping[str, Answer]) -> dict[str, Answer]:
        copies: dict[str, Answer] = {}
        for question, last in self.repeated.items():
            listed = found.get(question)
            value = listed.value if listed is not None else None
            own = {
                variable.question.id: found[variable.where]
                for variable in self.variables
                if variable.where.startswith(f"{last}/")
                and variable.question.over == question
                and variable.where in found
            }
            names = [text.partition(":")[0] for text in value] if isinstance(value, tuple) else []
            for item in names[names.index(last) + 1 :] if last in names else ():
                copies |= {address(item, name): answer for name, answer in own.items()}
        return copies


@dataclass(frozen=True)
class _Looks:
    """All that looks at answers in a set, by question."""

    features: Mapping[str, tuple[Condition, ...]]
    stakes: Mapping[str, Sequence[Stake]]
    quantifiers: Mapping[str, int]  # how many "any" and "every" ask about the items of a question
    counts: Mapping[str, frozenset[int]]  # of items, on both sides of each bound
    adding_up: frozenset[str]  # questions of items whose points are added up
    at_outcomes: bool  # some condition looks at one


def space_of(question_set: QuestionSet, *more: Condition | None) -> Space:
    """``more`` conditions are told apart beside those of the set."""
    together = (*conditions_in(question_set), *(one for one in more if one is not None))
    looks = _looks(question_set, tuple(dict.fromkeys(together)))
    variables: list[Variable] = []
    repeated: dict[str, str] = {}
    is_complete, looked = True, 0
    for question in question_set.answerable:
        stakes = looks.stakes.get(question.id, ())
        if KINDS[question.kind].has_items and question.over is None:
            modelled, is_enough = _modelled(question.id, looks)
            repeated[question.id] = _name(modelled)
            answers = _lists(question, modelled, looks)
            variables.append(Variable(question.id, question, answers))
            is_complete = is_complete and is_enough
            continue
        features = looks.features.get(question.id, ())
        one = Asked(question, features, tuple(stakes), begins=looks.at_outcomes)
        found = trials(one, of=len(question_set.answerable))
        is_complete, looked = is_complete and found.is_complete, looked + found.looks
        for item in _items_for(question, looks):
            variables.append(Variable(address(item, question.id), question, found.answers))
    return Space(tuple(variables), is_complete, repeated, looked)


def _looks(question_set: QuestionSet, conditions: Sequence[Condition]) -> _Looks:
    stakes: dict[str, list[Stake]] = {}
    for found in question_set.stakes.values():
        for stake in found:
            stakes.setdefault(stake.question.id, []).append(stake)
    quantifiers, counts = Counter[str](), dict[str, frozenset[int]]()
    parts = list(chain.from_iterable(map(parts_of, conditions)))
    for part in parts:
        match part:
            case AnyItem(over, _) | EveryItem(over, _):
                quantifiers[over] += 1
            case ItemsAtLeast(question, count):
                counts[question] = counts.get(question, frozenset()) | {count - 1, count}
    overs = {stake.question.over for found in stakes.values() for stake in found}
    adding_up = frozenset(over for over in overs if over is not None)
    at_outcomes = any(isinstance(part, HasOutcome) for part in parts)
    return _Looks(features_of(conditions), stakes, quantifiers, counts, adding_up, at_outcomes)


def _items_for(question: Question, looks: _Looks) -> list[str]:
    if question.over is None:
        return [""]
    modelled, _ = _modelled(question.over, looks)
    return [_name(number) for number in range(1, modelled + 1)]


def _modelled(question: str, looks: _Looks) -> tuple[int, bool]:
    """For how many items answers of their own are tried, and whether that shows all there is: one
    for each "any" or "every" that asks, unless their points add up."""
    asking = looks.quantifiers.get(question, 0)
    is_enough = asking <= MOST_MODELLED and question not in looks.adding_up
    return min(max(asking, 1), MOST_MODELLED), is_enough


def _lists(question: Question, modelled: int, looks: _Looks) -> tuple[Answer | None, ...]:
    counts = {*range(1, modelled + 1), *looks.counts.get(question.id, ())} - {0}
    if any(EACH in stake.points for stake in looks.stakes.get(question.id, ())):
        counts = set(range(1, MAX_LISTED + 1))
    lists = (
        tuple(item_text(Item(_name(number), "x")) for number in range(1, count + 1))
        for count in sorted(counts)
    )
    return (
        None,
        Answer(AnswerStatus.NOT_KNOWN),
        Answer(AnswerStatus.NOT_APPLICABLE, reason="x"),
        *(Answer(AnswerStatus.ANSWERED, value) for value in lists),
    )


def _name(number: int) -> str:
    return f"i{number}"
