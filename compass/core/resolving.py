"""Finishes the conditions of a valid structure, so that evaluating them looks nothing up."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from compass.core.conditions import Condition
from compass.core.conditions_linting import resolve
from compass.core.question_sets import Theme
from compass.core.rules import LabelRule, OutcomeRule, ScoreRule
from compass.core.structure import Structure

_Finish: TypeAlias = Callable[[Condition], Condition]


def resolved(structure: Structure) -> Structure:
    questions = {question.id: question for question in structure.questions}

    def finish(condition: Condition) -> Condition:
        return resolve(condition, questions)

    return replace(
        structure,
        themes=tuple(_theme(theme, finish) for theme in structure.themes),
        labels=tuple(_label(rule, finish) for rule in structure.labels),
        scores=tuple(_score(rule, finish) for rule in structure.scores),
        outcomes=tuple(_outcome(rule, finish) for rule in structure.outcomes),
    )


def _theme(theme: Theme, finish: _Finish) -> Theme:
    return replace(
        theme,
        shown_when=_shown_when(theme.shown_when, finish),
        groups=tuple(
            replace(group, shown_when=_shown_when(group.shown_when, finish))
            for group in theme.groups
        ),
        questions=tuple(
            replace(question, shown_when=finish(question.shown_when))
            if question.shown_when is not None
            else question
            for question in theme.questions
        ),
    )


def _shown_when(condition: Condition | None, finish: _Finish) -> Condition | None:
    return finish(condition) if condition is not None else None


def _label(rule: LabelRule, finish: _Finish) -> LabelRule:
    return replace(rule, when=finish(rule.when))


def _score(rule: ScoreRule, finish: _Finish) -> ScoreRule:
    return replace(
        rule,
        adjustments=tuple(
            replace(adjustment, when=finish(adjustment.when)) for adjustment in rule.adjustments
        ),
    )


def _outcome(rule: OutcomeRule, finish: _Finish) -> OutcomeRule:
    cases = tuple(replace(case, when=finish(case.when)) for case in rule.cases)
    return replace(rule, cases=cases)
