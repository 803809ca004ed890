"""Texts of people before they are stored: trimmed, within bounds, without characters that hide."""

from compass.core.characters import forbidden_in_answer
from compass.core.kinds import MAX_LONG_TEXT, MAX_SHORT_TEXT
from compass.services.errors import InvalidTextError

CODE = 80


def line(value: str, field: str, *, longest: int = MAX_SHORT_TEXT, required: bool = True) -> str:
    """One line of text."""
    text = " ".join(value.split())
    return _checked(text, field, longest=longest, required=required)


def lines(value: str, field: str, *, longest: int = MAX_LONG_TEXT, required: bool = False) -> str:
    return _checked(tidy(value), field, longest=longest, required=required)


def tidy(value: str) -> str:
    """Several lines: trimmed, and each ends in a line feed alone."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def _checked(text: str, field: str, *, longest: int, required: bool) -> str:
    if required and not text:
        raise InvalidTextError(field, "empty")
    if len(text) > longest:
        raise InvalidTextError(field, "too-long")
    if forbidden_in_answer(text):
        raise InvalidTextError(field, "forbidden-character")
    return text
