"""On what grounds a question is asked: its conditions, and the labels, scores and outcomes that
they look at, at whatever distance."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from compass.core.conditions import All, Condition
from compass.core.dependencies import Part, PartKind, asked_by, dependencies
from compass.core.documents import Tree
from compass.core.question_sets import Question, QuestionSet, parts_by_name
from compass.core.rules import LabelRule, OutcomeRule, ScoreRule
from compass.core.versions.plain import as_plain

_RULES = frozenset({PartKind.LABEL, PartKind.SCORE, PartKind.OUTCOME})


def conditions_of(question_set: QuestionSet, question: Question) -> tuple[Condition, ...]:
    """Everything that has to hold before a question is asked: of its theme, its group, its own."""
    [theme] = [theme for theme in question_set.themes if theme.id == question.theme]
    group = question_set.groups[question.group] if question.group else None
    given = (theme.shown_when, group.shown_when if group else None, question.shown_when)
    return tuple(part for condition in given if condition for part in _parts(condition))


def rules_behind(question_set: QuestionSet, conditions: Iterable[Condition]) -> dict[str, Tree]:
    """By ``label.id``, ``score.id`` or ``outcome.id``: what decides, without words and facts."""
    waiting = [part for condition in conditions for part in asked_by(condition)]
    found: dict[str, Tree] = {}
    while waiting:
        part = waiting.pop()
        name = ".".join(part)
        if part.kind in _RULES and name not in found:
            found[name] = _told(question_set, part)
            waiting += _graph(question_set)[part]
    return found


@lru_cache(maxsize=4)
def _graph(question_set: QuestionSet) -> Mapping[Part, set[Part]]:
    return dependencies(question_set)


def _told(question_set: QuestionSet, part: Part) -> Tree:
    rule = parts_by_name(question_set)[part]
    match rule:
        case LabelRule():
            return as_plain(rule.when)
        case ScoreRule():
            points = {one.id: one.points.get(rule.id) for one in question_set.questions}
            given = {name: each for name, each in points.items() if each is not None}
            return [as_plain(rule), as_plain(given)]
        case OutcomeRule():
            results = [*((each.id, each.lowest) for each in rule.bands),
                       *((each.id, each.when) for each in rule.cases)]  # fmt: skip
            return as_plain((rule.score, rule.by, results, rule.otherwise))
    raise TypeError(part)


def _parts(condition: Condition) -> Iterable[Condition]:
    if isinstance(condition, All):
        for part in condition.conditions:
            yield from _parts(part)
    else:
        yield condition
