"""Outcomes: the band that a score falls into, or the first case that holds."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from compass.core.answers import Answer
from compass.core.conditions import Condition
from compass.core.rules import Measure, OutcomeRule
from compass.core.scoring import Score

if TYPE_CHECKING:
    from compass.core.question_sets import Question, QuestionSet


class Decided(Protocol):
    """What an evaluation knows by the time an outcome is due."""

    @property
    def question_set(self) -> "QuestionSet": ...
    @property
    def scores(self) -> Mapping[str, Score]: ...
    def answer(self, question: str) -> Answer | None: ...
    def places(self, question: "Question") -> Iterator[str]: ...
    def holds(self, condition: Condition | None) -> bool: ...


def decide(rule: OutcomeRule, state: Decided) -> str | None:
    """The result's id; None while nothing that it depends on was answered."""
    if not _is_begun(rule, state):
        return None
    if rule.score is None:
        found = (case.id for case in rule.cases if state.holds(case.when))
        return next(found, rule.otherwise)
    score = state.scores[rule.score]
    value = score.exact_share if rule.by is Measure.SHARE else score.exact
    if value is None:
        return None
    reached = [band.id for band in rule.bands if Fraction(band.lowest) <= value]
    return reached[-1] if reached else None


def _is_begun(rule: OutcomeRule, state: Decided) -> bool:
    questions = map(state.question_set.question, state.question_set.behind[rule.id])
    return any(
        state.answer(where) is not None
        for question in questions
        for where in state.places(question)
    )
