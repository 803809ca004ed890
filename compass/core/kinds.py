"""The kinds of question. One entry in the table is all the engine knows about a kind."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from compass.core.characters import forbidden_in_answer

if TYPE_CHECKING:
    from compass.core.question_sets import Question

Value: TypeAlias = str | tuple[str, ...] | Mapping[str, str]
Check: TypeAlias = Callable[["Question", Value], str | None]

YES_NO = ("yes", "no")
OTHER = "other"  # "other: a text" stands for an option that the set does not name
MAX_SHORT_TEXT = 200
MAX_LONG_TEXT = 10_000

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class QuestionKind(StrEnum):
    JUDGEMENT = "judgement"
    YES_NO = "yes-no"
    SINGLE_CHOICE = "single-choice"
    MULTIPLE_CHOICE = "multiple-choice"
    SHORT_TEXT = "short-text"
    LONG_TEXT = "long-text"
    NUMBER = "number"
    DATE = "date"
    STATEMENT = "statement"


@dataclass(frozen=True)
class Kind:
    """``check`` gives the code of what is wrong with a value, or None when it is a full answer."""

    check: Check
    takes_answer: bool = True
    has_levels: bool = False
    has_options: bool = False
    has_range: bool = False
    takes_many: bool = False
    is_prose: bool = False  # the answer is what people write in their own words
    has_items: bool = False  # other questions can be asked for each of them
    can_be_compared: bool = False  # by ``is`` in a condition: one value out of a closed list
    values: tuple[str, ...] = ()  # the closed list, where it is not the question's own


def _judgement(question: "Question", value: Value) -> str | None:
    return None if value in question.levels else "unknown-level"


def _yes_no(question: "Question", value: Value) -> str | None:
    return None if value in YES_NO else "not-yes-or-no"


def _single_choice(question: "Question", value: Value) -> str | None:
    return None if value in question.options else "unknown-option"


def _multiple_choice(question: "Question", value: Value) -> str | None:
    if isinstance(value, str):
        return "not-a-list"
    if not value:
        return "nothing-chosen"
    if len(set(value)) < len(value):
        return "duplicate-option"
    return None if set(value) <= set(question.options) else "unknown-option"


def _short_text(question: "Question", value: Value) -> str | None:
    if isinstance(value, str) and any(character in value for character in "\r\n\t"):
        return "more-than-one-line"
    return text_fault(value, MAX_SHORT_TEXT)


def _long_text(question: "Question", value: Value) -> str | None:
    return text_fault(value, MAX_LONG_TEXT)


def text_fault(value: Value, longest: int) -> str | None:
    if not isinstance(value, str):
        return "not-a-text"
    if not value.strip():
        return "empty"
    if len(value) > longest:
        return "too-long"
    return "forbidden-character" if forbidden_in_answer(value) else None


def _number(question: "Question", value: Value) -> str | None:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        return "not-a-number"
    number = Decimal(value)
    if question.minimum is not None and number < question.minimum:
        return "too-small"
    if question.maximum is not None and number > question.maximum:
        return "too-large"
    return None


def _date(question: "Question", value: Value) -> str | None:
    return None if isinstance(value, str) and parse_date(value) else "not-a-date"


def parse_date(value: str) -> dt.date | None:
    """An ISO calendar date; fromisoformat alone would also take week dates and bare digits."""
    if not _DATE.fullmatch(value):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def closed_values(question: "Question") -> tuple[str, ...]:
    """What may be answered, where that is a closed list: levels, options, or yes and no."""
    return KINDS[question.kind].values or question.levels or question.options


def is_number(value: str) -> bool:
    return _NUMBER.fullmatch(value) is not None


def _statement(question: "Question", value: Value) -> str | None:
    return "takes-no-answer"


KINDS: Mapping[QuestionKind, Kind] = MappingProxyType(
    {
        QuestionKind.JUDGEMENT: Kind(_judgement, has_levels=True, can_be_compared=True),
        QuestionKind.YES_NO: Kind(_yes_no, can_be_compared=True, values=YES_NO),
        QuestionKind.SINGLE_CHOICE: Kind(_single_choice, has_options=True, can_be_compared=True),
        QuestionKind.MULTIPLE_CHOICE: Kind(_multiple_choice, has_options=True, takes_many=True),
        QuestionKind.SHORT_TEXT: Kind(_short_text, is_prose=True),
        QuestionKind.LONG_TEXT: Kind(_long_text, is_prose=True),
        QuestionKind.NUMBER: Kind(_number, has_range=True),
        QuestionKind.DATE: Kind(_date),
        QuestionKind.STATEMENT: Kind(_statement, takes_answer=False),
    }
)
