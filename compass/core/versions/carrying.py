"""What of an answer fits another question: values where they are still valid, texts always."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from compass.core.answers import Answer, AnswerStatus, answer_fault
from compass.core.items import items_of
from compass.core.kinds import KINDS, MAX_LONG_TEXT, Value
from compass.core.question_sets import Question
from compass.core.values import other_text

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
    """Without an expected level or an idle value that no longer fit; where the value itself fits in
    no form, only the texts are left and the question is asked again."""
    answer = given.answer
    if answer.expected is not None and answer.expected not in question.levels_to_reach:
        answer = replace(answer, expected=None)
    if fits(question, answer):
        return answer
    if answer.status is not AnswerStatus.ANSWERED:
        return replace(answer, value=None)
    if (value := _joined(question, [given])) is not None:
        return replace(answer, value=value)
    return Answer(reason=answer.reason, rationale=_together([_own_words(given), answer.rationale]))


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
    if (joined := _joined(question, given)) is not None:
        return Answer(AnswerStatus.ANSWERED, joined, reason, rationale)
    return Answer(reason=reason, rationale=_together([*map(_own_words, given), rationale]))


def _with_texts(answer: Answer, reason: str, rationale: str) -> Answer:
    return replace(answer, reason=reason, rationale=rationale)


def _joined(question: Question, given: Sequence[Given]) -> Value | None:
    """All values as one, where the question takes texts, or a list as those before did."""
    joined: Value | None = None
    if KINDS[question.kind].is_prose and all(map(_own_words, given)):
        joined = _together(map(_own_words, given))
    elif _takes_lists_together(question, given):
        joined = tuple(dict.fromkeys(value for each in given for value in each.answer.value or ()))
    if joined is None or not fits(question, Answer(AnswerStatus.ANSWERED, joined)):
        return None
    return joined


def _takes_lists_together(question: Question, given: Sequence[Given]) -> bool:
    """Choices and texts, but neither an order nor items, which have ids of their own."""
    kind = KINDS[question.kind]
    has_order = kind.has_options and not kind.takes_many
    if not kind.takes_list or has_order or kind.has_items:
        return False
    return all(
        each.question.kind is question.kind and isinstance(each.answer.value, tuple)
        for each in given
    )


def _own_words(given: Given) -> str:
    """What people wrote themselves; an id out of a list says nothing without its list."""
    kind, value = KINDS[given.question.kind], given.answer.value
    if isinstance(value, str):
        return value if kind.is_prose else other_text(value)
    if not isinstance(value, tuple):
        return ""
    if kind.has_items:
        return "\n".join(item.name for item in items_of(value))
    return "\n".join(value if not kind.has_options else filter(None, map(other_text, value)))


def _together(texts: Iterable[str]) -> str:
    """The different texts one below the other, as many as there is room for."""
    found = ""
    for text in dict.fromkeys(text.strip() for text in texts if text.strip()):
        longer = f"{found}{_BETWEEN}{text}" if found else text
        if len(longer) <= MAX_LONG_TEXT:
            found = longer
    return found
