"""Why a question is shown or not, and why an outcome is what it is: the facts that make conditions
hold or fail, in the words of the set. The sentence around them is made where the reader's language
is known."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from compass.core.answers import Answer
from compass.core.conditions import (
    All,
    Any_,
    AnyItem,
    Condition,
    EveryItem,
    Facts,
    Not,
    holds,
)
from compass.core.evaluation import facts_at, state_of
from compass.core.items import Item
from compass.core.question_sets import Question, QuestionSet
from compass.core.reasons import Reason, Wording


def why_shown(
    question_set: QuestionSet, answers: Mapping[str, Answer], where: str, language: str
) -> tuple[Reason, ...]:
    """What made the question at this address visible; nothing for one that is always asked."""
    return _why(question_set, answers, where, language, wanted=True)


def why_hidden(
    question_set: QuestionSet, answers: Mapping[str, Answer], where: str, language: str
) -> tuple[Reason, ...]:
    """What keeps the question at this address from being asked."""
    return _why(question_set, answers, where, language, wanted=False)


def why_decided(
    question_set: QuestionSet, answers: Mapping[str, Answer], outcome: str, language: str
) -> tuple[Reason, ...]:
    """What made the case hold by which an outcome was decided; for ``otherwise``, why none of the
    cases does. Nothing while it is undecided, and for bands: a score accounts for itself."""
    rule = next(rule for rule in question_set.outcomes if rule.id == outcome)
    state = state_of(question_set, answers)
    result = state.outcomes[outcome]
    if result is None:
        return ()
    words = Wording(question_set, question_set.texts[language])
    decisive = [case for case in rule.cases if case.id == result] or rule.cases
    reasons = (
        reason
        for case in decisive
        for reason in _reasons(
            case.when, state, words, state.items_by_question, wanted=case.id == result
        )
    )
    return tuple(dict.fromkeys(reasons))


def _why(
    question_set: QuestionSet,
    answers: Mapping[str, Answer],
    where: str,
    language: str,
    *,
    wanted: bool,
) -> tuple[Reason, ...]:
    question = question_set.question(where.rpartition("/")[2])
    conditions = [
        condition for condition in _around(question_set, question) if condition is not None
    ]
    if not conditions:
        return ()
    words = Wording(question_set, question_set.texts[language])
    state = state_of(question_set, answers)
    facts, items = facts_at(state, where), state.items_by_question
    reasons = (
        reason for one in conditions for reason in _reasons(one, facts, words, items, wanted=wanted)
    )
    return tuple(dict.fromkeys(reasons))


def _around(question_set: QuestionSet, question: Question) -> Iterator[Condition | None]:
    yield from (one.shown_when for one in question_set.themes if one.id == question.theme)
    if question.group is not None:
        yield question_set.groups[question.group].shown_when
    yield question.shown_when


def _reasons(
    condition: Condition,
    facts: Facts,
    words: Wording,
    items: Mapping[str, tuple[Item, ...]],
    *,
    wanted: bool,
) -> Iterator[Reason]:
    """The facts that make a condition hold (``wanted``) or fail; nothing where it does neither."""
    if holds(condition, facts) is not wanted:
        return
    match condition:
        case All(parts) | Any_(parts):
            for part in parts:
                yield from _reasons(part, facts, words, items, wanted=wanted)
        case Not(part):
            yield from _reasons(part, facts, words, items, wanted=not wanted)
        case AnyItem(over, that) | EveryItem(over, that):
            is_every = isinstance(condition, EveryItem) is wanted
            for item, seen in zip(items.get(over, ()), facts.items(over), strict=True):
                for reason in _reasons(that, seen, words, items, wanted=wanted):
                    yield replace(reason, item="" if is_every else item.name, is_every=is_every)
        case _:
            yield replace(words.reason(condition), is_negated=not wanted)
