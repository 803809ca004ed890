"""The sign of an answer: what stands for it in a wheel, a list or a table."""

from collections.abc import Sequence
from enum import StrEnum

from compass.core.answers import Answer, AnswerStatus, is_complete
from compass.core.question_sets import Question


class Sign(StrEnum):
    """An answer on a scale has the number of its level instead, from 1."""

    TODO = "todo"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "na"
    DONE = "done"


_OF_STATUS = {
    AnswerStatus.NOT_APPLICABLE: Sign.NOT_APPLICABLE,
    AnswerStatus.NOT_KNOWN: Sign.UNKNOWN,
}


def sign_of(question: Question, answer: Answer) -> str:
    if answer.status is None or is_open(question, answer):
        return Sign.TODO
    level = level_of(question, answer.value)
    return _OF_STATUS.get(answer.status) or (str(level) if level else Sign.DONE)


def sign_of_many(signs: Sequence[str]) -> str:
    """One sign for a question that is asked per item: what needs a look first, so an open answer,
    then one that is not known, then the lowest level."""
    if len(signs) == 1:
        return signs[0]
    for sign in (Sign.TODO, Sign.UNKNOWN):
        if sign in signs:
            return sign
    levels = [int(sign) for sign in signs if sign.isdigit()]
    if levels:
        return str(min(levels))
    return Sign.DONE if Sign.DONE in signs else Sign.NOT_APPLICABLE


def is_open(question: Question, answer: Answer) -> bool:
    """Whether somebody still has to answer, or to finish the answer."""
    return question.takes_answer and not is_complete(question, answer)


def level_of(question: Question, value: object) -> int | None:
    """The place of a level in the question's scale, from 1."""
    return question.levels.index(value) + 1 if value in question.levels else None


def chosen(answer: Answer) -> tuple[str, ...]:
    """The values as stored: one, or several where several may be chosen."""
    return (answer.value,) if isinstance(answer.value, str) else tuple(answer.value or ())
