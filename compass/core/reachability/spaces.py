"""All combinations of answers that are worth trying in a question set, items included."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd, prod

from compass.core.answers import Answer, AnswerStatus, address
from compass.core.conditions import (
    AnyItem,
    Condition,
    EveryItem,
    ItemsAtLeast,
    parts_of,
    questions_in,
)
from compass.core.items import Item, item_text
from compass.core.kind_values import EACH
from compass.core.kinds import KINDS
from compass.core.question_sets import Question, QuestionSet
from compass.core.reachability.excerpts import conditions_in
from compass.core.reachability.features import asked
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
    """``is_complete`` says that every set of answers behaves like one of these."""

    variables: tuple[Variable, ...]
    is_complete: bool
    repeated: Mapping[str, str]  # question of items -> the last item with answers of its own

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


def space_of(question_set: QuestionSet, *more: Condition | None) -> Space:
    """``more`` conditions are told apart beside those of the set."""
    together = (*conditions_in(question_set), *(one for one in more if one is not None))
    conditions = tuple(dict.fromkeys(together))
    looking = _looking_at(conditions)
    variables: list[Variable] = []
    repeated: dict[str, str] = {}
    is_complete = True
    for question in question_set.answerable:
        stakes = [
            stake
            for rule in question_set.scores
            for stake in question_set.stakes[rule.id]
            if stake.question.id == question.id
        ]
        if KINDS[question.kind].has_items and question.over is None:
            modelled, is_enough = _modelled(question, question_set, conditions)
            repeated[question.id] = _name(modelled)
            answers = _lists(question, modelled, conditions, stakes)
            variables.append(Variable(question.id, question, answers))
            is_complete = is_complete and is_enough
            continue
        own = looking.get(question.id, ())
        found = trials(asked(question, own, stakes, begins=bool(question_set.outcomes)))
        is_complete = is_complete and found.is_complete
        for item in _items_for(question, question_set, conditions):
            variables.append(Variable(address(item, question.id), question, found.answers))
    return Space(tuple(variables), is_complete, repeated)


def _looking_at(conditions: Sequence[Condition]) -> Mapping[str, Sequence[Condition]]:
    """By question the conditions that look at it: most look at few questions."""
    looking: dict[str, list[Condition]] = {}
    for condition in conditions:
        for name in dict.fromkeys(questions_in(condition)):
            looking.setdefault(name, []).append(condition)
    return looking


def _items_for(
    question: Question, question_set: QuestionSet, conditions: Sequence[Condition]
) -> list[str]:
    if question.over is None:
        return [""]
    listed = question_set.question(question.over)
    modelled, _ = _modelled(listed, question_set, conditions)
    return [_name(number) for number in range(1, modelled + 1)]


def _modelled(
    question: Question, question_set: QuestionSet, conditions: Sequence[Condition]
) -> tuple[int, bool]:
    """For how many items answers of their own are tried, and whether that shows all there is: one
    for each "any" or "every" that asks, unless their points add up."""
    quantifiers = [
        part
        for condition in conditions
        for part in parts_of(condition)
        if isinstance(part, AnyItem | EveryItem) and part.over == question.id
    ]
    adds_up = any(
        stake.question.over == question.id
        for rule in question_set.scores
        for stake in question_set.stakes[rule.id]
    )
    count = min(max(len(quantifiers), 1), MOST_MODELLED)
    return count, len(quantifiers) <= MOST_MODELLED and not adds_up


def _lists(
    question: Question, modelled: int, conditions: Sequence[Condition], stakes: Sequence[Stake]
) -> tuple[Answer | None, ...]:
    counts = set(range(1, modelled + 1))
    for condition in conditions:
        for part in parts_of(condition):
            if isinstance(part, ItemsAtLeast) and part.question == question.id:
                counts |= {part.count - 1, part.count} - {0}
    if any(EACH in stake.points for stake in stakes):
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
