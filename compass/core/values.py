"""Values of answers: their shapes, and what is wrong with one of each shape, as a code or None."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from compass.core.characters import forbidden_in_answer

Value: TypeAlias = str | tuple[str, ...] | Mapping[str, str]

YES_NO = ("yes", "no")
OTHER = "other"
OTHER_PREFIX = "other:"  # no id holds a colon
MAX_SHORT_TEXT = 200
MAX_LONG_TEXT = 10_000
MAX_LINES = 1_000  # a dossier prints each of them on a line of its own
MAX_LISTED = 50

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def option_of(value: str) -> str:
    """The option of one chosen value: *other, namely* comes with a text of its own."""
    return OTHER if value.startswith(OTHER_PREFIX) else value


def other_text(value: str) -> str:
    """What was filled in after *other, namely*; "" for an option of the list."""
    return value.removeprefix(OTHER_PREFIX).strip() if value.startswith(OTHER_PREFIX) else ""


def is_too_long(text: str, longest: int) -> bool:
    return len(text) > longest or len(text.splitlines()) > MAX_LINES


def text_fault(value: Value, longest: int) -> str | None:
    if not isinstance(value, str):
        return "not-a-text"
    if not value.strip():
        return "empty"
    if is_too_long(value, longest):
        return "too-long"
    return "forbidden-character" if forbidden_in_answer(value) else None


def line_fault(value: Value) -> str | None:
    if isinstance(value, str) and any(character in value for character in "\r\n\t"):
        return "more-than-one-line"
    return text_fault(value, MAX_SHORT_TEXT)


def option_fault(value: Value, options: Sequence[str], *, takes_other: bool) -> str | None:
    """``options`` or, where allowed, ``other: `` and a line that says what."""
    if takes_other and isinstance(value, str) and value.startswith(OTHER_PREFIX):
        return line_fault(other_text(value)) if other_text(value) else "other-without-text"
    return None if value in options else "unknown-option"


def list_fault(value: Value) -> str | None:
    """A list with neither none nor too many."""
    if not isinstance(value, tuple):
        return "not-a-list"
    if not value:
        return "nothing-listed"
    return "too-many-listed" if len(value) > MAX_LISTED else None


def parts_fault(value: Value, parts: Mapping[str, Collection[str]]) -> str | None:
    """Each part with one out of its own list; parts may still be open."""
    if not isinstance(value, Mapping):
        return "not-a-mapping"
    if not value:
        return "nothing-chosen"
    if not value.keys() <= parts.keys():
        return "unknown-row"
    return None if all(value[part] in parts[part] for part in value) else "unknown-option"


def number_fault(value: Value, minimum: Decimal | None, maximum: Decimal | None) -> str | None:
    if not isinstance(value, str) or not is_number(value):
        return "not-a-number"
    number = Decimal(value)
    if minimum is not None and number < minimum:
        return "too-small"
    return "too-large" if maximum is not None and number > maximum else None


def is_on_grid(number: Decimal, start: Decimal, step: Decimal) -> bool:
    """Exact: counted in whole numbers of the smallest decimal place in use."""
    places = max(-int(part.as_tuple().exponent) for part in (number, start, step))
    whole, first, width = (int(part.scaleb(places)) for part in (number, start, step))
    return (whole - first) % width == 0


def is_number(value: str) -> bool:
    return _NUMBER.fullmatch(value) is not None


def parse_date(value: str) -> dt.date | None:
    """An ISO calendar date; fromisoformat alone would also take week dates and bare digits."""
    if not _DATE.fullmatch(value):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None
