"""Checks the conditions of a whole set: ids, types, cycles; works out what "at least" accepts."""

from collections.abc import Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from compass.core.conditions import (
    All,
    Answered,
    Any_,
    AtLeast,
    Condition,
    Includes,
    Is,
    Not,
    questions_in,
)
from compass.core.documents import Node
from compass.core.kinds import KINDS, YES_NO, QuestionKind
from compass.core.question_sets import Question


def lint_conditions(questions: Mapping[str, Question], nodes: Mapping[str, Node]) -> None:
    for question in questions.values():
        if question.shown_when is not None:
            _lint(question.shown_when, questions, nodes[question.id].child("shown_when"))
    _lint_cycles(questions, nodes)


def resolve(condition: Condition, questions: Mapping[str, Question]) -> Condition:
    """The same condition with the levels that each "at least" accepts."""
    match condition:
        case All(parts):
            return All(tuple(resolve(part, questions) for part in parts))
        case Any_(parts):
            return Any_(tuple(resolve(part, questions) for part in parts))
        case Not(part):
            return Not(resolve(part, questions))
        case AtLeast(question, level, _):
            levels = questions[question].levels
            return replace(condition, accepted=levels[levels.index(level) :])
        case _:
            return condition


def _lint(condition: Condition, questions: Mapping[str, Question], node: Node) -> None:
    match condition:
        case All(parts) | Any_(parts):
            for part in parts:
                _lint(part, questions, node)
        case Not(part):
            _lint(part, questions, node)
        case _:
            _lint_leaf(condition, questions, node)


def _lint_leaf(
    condition: Is | Includes | AtLeast | Answered, questions: Mapping[str, Question], node: Node
) -> None:
    question = questions.get(condition.question)
    if question is None:
        node.fault("unknown-question", f"there is no question {condition.question!r}")
        return
    if not question.takes_answer:
        node.fault("condition-type", f"{question.id!r} is a statement: nobody answers it")
        return
    if isinstance(condition, Answered):
        return
    if (complaint := _type_complaint(condition, question)) is not None:
        node.fault("condition-type", complaint)
        return
    value = condition.level if isinstance(condition, AtLeast) else condition.value
    if value not in _possible_values(question):
        node.fault("unknown-value", f"{value!r} is no possible answer to {question.id!r}")


def _type_complaint(condition: Is | Includes | AtLeast, question: Question) -> str | None:
    kind = KINDS[question.kind]
    match condition:
        case Is():
            is_right, use = kind.can_be_compared, "'is' is for one value out of a list"
        case Includes():
            is_right, use = kind.takes_many, "'includes' is for questions with several choices"
        case AtLeast():
            is_right, use = kind.has_levels, "'at_least' is for judgements"
    return None if is_right else f"{use}, but {question.id!r} is a {question.kind} question"


def _possible_values(question: Question) -> tuple[str, ...]:
    return YES_NO if question.kind is QuestionKind.YES_NO else question.levels or question.options


def _lint_cycles(questions: Mapping[str, Question], nodes: Mapping[str, Node]) -> None:
    try:
        TopologicalSorter(dependencies(questions)).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        chain = " → ".join(reversed(cycle))
        nodes[cycle[0]].fault("cycle", f"these depend on each other: {chain}", key="shown_when")


def dependencies(questions: Mapping[str, Question]) -> dict[str, set[str]]:
    """Question id -> the ids that its condition looks at."""
    return {
        question.id: set(questions_in(question.shown_when)) if question.shown_when else set()
        for question in questions.values()
    }
