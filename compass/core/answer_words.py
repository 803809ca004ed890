"""What is wrong with an answer in a file, in words for whoever wrote it: by the codes of values.py
and of the checks of each kind."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from compass.core.documents import enumerated
from compass.core.kinds import KINDS, OTHER, closed_values
from compass.core.values import MAX_LISTED, OTHER_PREFIX

if TYPE_CHECKING:
    from compass.core.question_sets import Question

_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "bad-item": "write each as “id: name”, the id 1 to 12 characters of a-z and 0-9",
        "duplicate-item": "two items have the same id",
        "duplicate-option": "an option stands here twice",
        "empty": "nothing is written here",
        "forbidden-character": "a character is not allowed",
        "more-than-one-line": "this is more than one line",
        "not-a-date": "write a day that there is, such as 2026-11-23",
        "not-a-list": "write a list",
        "not-a-mapping": "write a value for each of: {choice}",
        "not-a-number": "write a number as a text, such as 12.5: at most 18 digits, and 9 behind "
        "the point",
        "not-a-text": "write a text",
        "not-attested": "only yes is an answer here; else say why it is not applicable",
        "not-yes-or-no": "write yes or no",
        "nothing-chosen": "nothing is chosen: leave the value out",
        "nothing-listed": "nothing is listed: leave the value out",
        "off-grid": "it goes in steps of {step} from {minimum}",
        "other-without-text": "say what else, as “{other} …”",
        "takes-no-answer": "this is a statement: it takes no answer",
        "too-large": "at most {maximum}",
        "too-long": "this is too long",
        "too-many-listed": "at most {most}",
        "too-small": "at least {minimum}",
        "unknown-level": "one of: {levels}",
        "unknown-option": "one of: {choice}",
        "unknown-row": "one of: {choice}",
    }
)


def fault_words(question: "Question", code: str) -> str:
    return _SENTENCES[code].format(
        choice=_choice(question),
        levels=enumerated(question.levels_to_reach) or "none",
        minimum=question.minimum,
        maximum=question.maximum,
        step=question.step,
        most=MAX_LISTED,
        other=OTHER_PREFIX,
    )


def _choice(question: "Question") -> str:
    """What can be chosen, by row or side where there are any."""
    if parts := KINDS[question.kind].parts(question):
        return "; ".join(f"{part}: {enumerated(values)}" for part, values in parts.items())
    other = (OTHER,) if question.takes_other else ()
    return enumerated(dict.fromkeys((*closed_values(question), *other)))
