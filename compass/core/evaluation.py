"""The one evaluator: what is visible, what is still open, how far the team is."""

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from compass.core.answers import Answer, AnswerStatus, is_complete
from compass.core.conditions import holds
from compass.core.conditions_linting import dependencies
from compass.core.question_sets import Question, QuestionSet

__all__ = ["Evaluation", "Progress", "evaluate", "is_complete"]


@dataclass(frozen=True)
class Progress:
    """Counts required questions that are visible; optional ones stand on neither side."""

    answered: int
    total: int


@dataclass(frozen=True)
class Evaluation:
    """Question ids, in the order of the set. ``visible`` includes statements."""

    visible: tuple[str, ...]
    unanswered: tuple[str, ...]
    not_known: tuple[str, ...]
    progress: Progress
    by_theme: Mapping[str, Progress]


def evaluate(question_set: QuestionSet, answers: Mapping[str, Answer]) -> Evaluation:
    visible = _visible(question_set, answers)
    complete = {
        question.id
        for question in question_set.answerable
        if question.id in visible and is_complete(question, answers.get(question.id))
    }
    by_theme = {
        theme.id: _progress(theme.questions, visible, complete) for theme in question_set.themes
    }
    return Evaluation(
        visible=tuple(question.id for question in question_set.questions if question.id in visible),
        unanswered=tuple(
            question.id
            for question in question_set.answerable
            if question.id in visible and question.is_required and question.id not in complete
        ),
        not_known=tuple(
            question.id
            for question in question_set.answerable
            if question.id in complete and answers[question.id].status is AnswerStatus.NOT_KNOWN
        ),
        progress=_progress(question_set.answerable, visible, complete),
        by_theme=by_theme,
    )


def _progress(questions: tuple[Question, ...], visible: set[str], complete: set[str]) -> Progress:
    counted = [
        question.id
        for question in questions
        if question.takes_answer and question.is_required and question.id in visible
    ]
    return Progress(sum(question in complete for question in counted), len(counted))


def _visible(question_set: QuestionSet, answers: Mapping[str, Answer]) -> set[str]:
    """Only answers that are visible and complete count; a hidden one may not show another."""
    questions = {question.id: question for question in question_set.questions}
    if all(question.shown_when is None for question in question_set.questions):
        return set(questions)
    visible: set[str] = set()

    def lookup(question_id: str) -> Answer | None:
        answer = answers.get(question_id)
        if question_id not in visible or not is_complete(questions[question_id], answer):
            return None
        return answer

    for question_id in TopologicalSorter(dependencies(questions)).static_order():
        condition = questions[question_id].shown_when
        if condition is None or holds(condition, lookup):
            visible.add(question_id)
    return visible
