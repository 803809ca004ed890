"""Finds questions that nobody can ever reach, by trying the answers that conditions see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import prod

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import (
    All,
    Answered,
    Any_,
    AtLeast,
    AtMost,
    Condition,
    Facts,
    Includes,
    Is,
    Not,
    holds,
    parts_of,
    questions_in,
)
from compass.core.conditions_linting import resolve
from compass.core.dependencies import HasParts, PartKind, evaluation_order
from compass.core.kinds import KINDS, closed_values
from compass.core.question_sets import Question

MAX_TRIALS = 20_000  # beyond this a condition counts as reachable: a warning must never be wrong


def find_unreachable(parts: HasParts) -> list[str]:
    """The ids, for valid conditions without cycles. A question that depends on an unreachable one
    is tried without an answer to it. Conditions about anything but answers count as reachable."""
    questions = {question.id: question for theme in parts.themes for question in theme.questions}
    unreachable: list[str] = []
    for part in evaluation_order(parts):
        question = questions.get(part.id) if part.kind is PartKind.QUESTION else None
        if question is None or question.shown_when is None:
            continue
        condition = resolve(question.shown_when, questions)
        seen = [questions[name] for name in sorted(set(questions_in(condition)))]
        if not _can_be_tried(condition) or prod(_count(one) for one in seen) > MAX_TRIALS:
            continue
        trials: dict[str, list[Answer | None]] = {
            one.id: [None] if one.id in unreachable else list(_trials(one)) for one in seen
        }
        if not _can_hold(condition, trials):
            unreachable.append(question.id)
    return unreachable


def _can_be_tried(condition: Condition) -> bool:
    tried = (All, Any_, Not, Is, Includes, AtLeast, AtMost, Answered)
    return all(
        isinstance(part, tried) and not getattr(part, "part", "") for part in parts_of(condition)
    )


def _can_hold(condition: Condition, trials: Mapping[str, list[Answer | None]]) -> bool:
    return any(
        holds(condition, KnownAnswers(dict(zip(trials, answers, strict=True))))
        for answers in product(*trials.values())
    )


@dataclass(frozen=True)
class KnownAnswers:
    """Facts of nothing but answers (conditions.Facts)."""

    answers: Mapping[str, Answer | None]

    def answer(self, question: str) -> Answer | None:
        return self.answers.get(question)

    def has_label(self, label: str) -> bool:
        return False

    def score(self, score: str) -> Fraction | None:
        return None

    def share(self, score: str) -> Fraction | None:
        return None

    def outcome(self, outcome: str) -> str | None:
        return None

    def items(self, question: str) -> Sequence[Facts]:
        return ()


def _count(question: Question) -> int:
    """An upper bound of how many answers are tried."""
    options = len(closed_values(question))
    return 2 + (2 ** min(options, 64) if KINDS[question.kind].takes_many else options)


def _trials(question: Question) -> Iterator[Answer | None]:
    """No answer, one without a value, and every value that a condition can tell apart."""
    yield None
    yield Answer(AnswerStatus.NOT_KNOWN)
    options = closed_values(question)
    if not KINDS[question.kind].takes_many:
        yield from (Answer(AnswerStatus.ANSWERED, option) for option in options)
        return
    for count in range(1, len(options) + 1):
        for chosen in combinations(options, count):
            yield Answer(AnswerStatus.ANSWERED, chosen)
