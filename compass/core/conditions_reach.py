"""Finds questions that nobody can ever reach, by trying the answers that conditions see."""

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from itertools import combinations, product
from math import prod

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import Condition, holds, questions_in
from compass.core.conditions_linting import dependencies, resolve
from compass.core.kinds import KINDS, YES_NO, QuestionKind
from compass.core.question_sets import Question

MAX_TRIALS = 20_000  # beyond this a condition counts as reachable: a warning must never be wrong


def find_unreachable(questions: Mapping[str, Question]) -> list[str]:
    """The ids, for valid conditions without cycles. A question that depends on an unreachable one
    is tried without an answer to it."""
    unreachable: list[str] = []
    for question_id in TopologicalSorter(dependencies(questions)).static_order():
        condition = questions[question_id].shown_when
        if condition is None:
            continue
        seen = [questions[name] for name in sorted(set(questions_in(condition)))]
        if prod(_count(question) for question in seen) > MAX_TRIALS:
            continue
        trials: dict[str, list[Answer | None]] = {
            question.id: [None] if question.id in unreachable else list(_trials(question))
            for question in seen
        }
        if not _can_hold(resolve(condition, questions), trials):
            unreachable.append(question_id)
    return unreachable


def _can_hold(condition: Condition, trials: Mapping[str, list[Answer | None]]) -> bool:
    return any(
        holds(condition, dict(zip(trials, answers, strict=True)).get)
        for answers in product(*trials.values())
    )


def _count(question: Question) -> int:
    """An upper bound of how many answers are tried."""
    options = len(question.levels or question.options or YES_NO)
    return 2 + (2 ** min(options, 64) if KINDS[question.kind].takes_many else options)


def _trials(question: Question) -> Iterator[Answer | None]:
    """No answer, one without a value, and every value that a condition can tell apart."""
    yield None
    yield Answer(AnswerStatus.NOT_KNOWN)
    options = question.levels or question.options
    if question.kind is QuestionKind.YES_NO:
        options = YES_NO
    if not KINDS[question.kind].takes_many:
        yield from (Answer(AnswerStatus.ANSWERED, option) for option in options)
        return
    for count in range(1, len(options) + 1):
        for chosen in combinations(options, count):
            yield Answer(AnswerStatus.ANSWERED, chosen)
