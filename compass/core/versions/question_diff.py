"""What differs between one question in two versions: structure, condition, place and words."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from compass.core.conditions import Condition
from compass.core.documents import Tree
from compass.core.question_sets import Question, QuestionSet
from compass.core.versions.differences import (
    CHOSEN_TEXTS,
    QUESTION_FIELDS,
    QUESTION_TEXTS,
    UNORDERED,
    Difference,
    DifferenceKind,
)
from compass.core.versions.grounds import conditions_of, rules_behind
from compass.core.versions.plain import as_plain
from compass.core.versions.shared_words import shared_words
from compass.core.versions.text_diff import change_places, common_languages, text_differences


def diff_question(
    before: QuestionSet, after: QuestionSet, question_id: str
) -> tuple[Difference, ...]:
    """Of a question that both have; its place in the order is seen by the whole set."""
    old, new = before.question(question_id), after.question(question_id)
    return (
        *_structure(old, new),
        *_condition(before, after, old, new),
        *_words(before, after, question_id),
        *shared_words(before, after, old, new),
    )


def _structure(old: Question, new: Question) -> Iterator[Difference]:
    for field in fields(Question):
        kind = QUESTION_FIELDS[field.name]
        was, is_now = getattr(old, field.name), getattr(new, field.name)
        if kind is None or was == is_now:
            continue
        if field.name in UNORDERED and set(was) == set(is_now):
            kind = DifferenceKind.MOVED
        yield Difference(kind, field.name, as_plain(was), as_plain(is_now))


def _condition(
    before: QuestionSet, after: QuestionSet, old: Question, new: Question
) -> Iterator[Difference]:
    was, is_now = conditions_of(before, old), conditions_of(after, new)
    rules, rules_now = rules_behind(before, was), rules_behind(after, is_now)
    if frozenset(was) != frozenset(is_now) or rules != rules_now:
        kind = DifferenceKind.CONDITION
        told, told_now = _told(was, rules, rules_now), _told(is_now, rules_now, rules)
        yield Difference(kind, "shown_when", told, told_now)


def _told(
    conditions: tuple[Condition, ...], rules: Mapping[str, Tree], others: Mapping[str, Tree]
) -> Tree:
    """With those of the rules behind them that are others on the other side."""
    own = {name: rule for name, rule in rules.items() if others.get(name) != rule}
    return [*(as_plain(each) for each in conditions), *([own] if own else [])]


def _words(before: QuestionSet, after: QuestionSet, question_id: str) -> Iterator[Difference]:
    for language in common_languages(before, after):
        old = before.texts[language].questions[question_id]
        new = after.texts[language].questions[question_id]
        for field in fields(old):
            was, is_now = getattr(old, field.name), getattr(new, field.name)
            kind = QUESTION_TEXTS[field.name]
            if field.name in CHOSEN_TEXTS and change_places(was, is_now):
                kind = CHOSEN_TEXTS[field.name]
            yield from text_differences(was, is_now, field.name, kind, language)
