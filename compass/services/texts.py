"""Texts of people before they are stored: trimmed, within bounds, without characters that hide."""

from compass.core.characters import forbidden_in_answer
from compass.services.errors import InvalidTextError

SHORT = 200
CODE = 80
LONG = 10_000


def line(value: str, field: str, *, longest: int = SHORT, required: bool = True) -> str:
    """One line of text."""
    text = " ".join(value.split())
    return _checked(text, field, longest=longest, required=required)


def lines(value: str, field: str, *, longest: int = LONG, required: bool = False) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _checked(text, field, longest=longest, required=required)


def _checked(text: str, field: str, *, longest: int, required: bool) -> str:
    if required and not text:
        raise InvalidTextError(field, "empty")
    if len(text) > longest:
        raise InvalidTextError(field, "too-long")
    if forbidden_in_answer(text):
        raise InvalidTextError(field, "forbidden-character")
    return text
