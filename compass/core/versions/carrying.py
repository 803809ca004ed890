"""What of an answer fits another question: values where they are still valid, texts always."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from compass.core.answers import Answer, AnswerStatus, answer_fault
from compass.core.kinds import KINDS, MAX_LONG_TEXT
from compass.core.question_sets import Question

_BETWEEN = "\n\n"


@dataclass(frozen=True)
class Given:
    """An answer with the question it was given to."""

    question: Question
    answer: Answer


def fits(question: Question, answer: Answer) -> bool:
    """Whether it can stand at this question as it is."""
    return answer_fault(question, answer) is None


def fitted(question: Question, given: Given) -> Answer:
    """Without an expected level or an idle value that no longer fit; where the value itself does
    not, only the texts are left and the question is asked again."""
    answer = given.answer
    if answer.expected is not None and answer.expected not in question.levels:
        answer = replace(answer, expected=None)
    if fits(question, answer):
        return answer
    if answer.status is not AnswerStatus.ANSWERED:
        return replace(answer, value=None)
    return Answer(reason=answer.reason, rationale=_together([_prose(given), answer.rationale]))


def merged(question: Question, given: Sequence[Given]) -> Answer:
    """One answer out of several: the value where they agree, and every text."""
    answers = [each.answer for each in given]
    first = answers[0]
    reason = _together(answer.reason for answer in answers)
    rationale = _together(answer.rationale for answer in answers)
    if all((each.status, each.value) == (first.status, first.value) for each in answers):
        expected = {answer.expected for answer in answers}
        whole = replace(first, expected=first.expected if len(expected) == 1 else None)
        return fitted(question, Given(given[0].question, _with_texts(whole, reason, rationale)))
    if joined := _joined(question, given):
        return Answer(AnswerStatus.ANSWERED, joined, reason, rationale)
    return Answer(reason=reason, rationale=_together([*map(_prose, given), rationale]))


def _with_texts(answer: Answer, reason: str, rationale: str) -> Answer:
    return replace(answer, reason=reason, rationale=rationale)


def _joined(question: Question, given: Sequence[Given]) -> str | None:
    """All texts as one, where the question takes texts."""
    texts = [prose for each in given if (prose := _prose(each))]
    if len(texts) < len(given) or not KINDS[question.kind].is_prose:
        return None
    joined = _together(texts)
    return joined if fits(question, Answer(AnswerStatus.ANSWERED, joined)) else None


def _prose(given: Given) -> str:
    """An answer in people's own words; an id out of a list says nothing without its list."""
    value = given.answer.value
    return value if isinstance(value, str) and KINDS[given.question.kind].is_prose else ""


def _together(texts: Iterable[str]) -> str:
    """The different texts one below the other, as many as there is room for."""
    found = ""
    for text in dict.fromkeys(text.strip() for text in texts if text.strip()):
        longer = f"{found}{_BETWEEN}{text}" if found else text
        if len(longer) <= MAX_LONG_TEXT:
            found = longer
    return found
