"""How the value of an answer is printed: one entry in a table for each kind of question."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal

from babel.numbers import format_decimal

from compass.core.kinds import QuestionKind
from compass.core.signs import Sign
from compass.dossier.report import Entry
from compass.dossier.words import LOCALES, date_text, translations

Printer = Callable[[Entry, str], str]


def value_text(entry: Entry, language: str) -> str:
    """The value in words, a line for each of several; empty where the level says it all."""
    if not entry.chosen or entry.sign == Sign.TODO:
        return ""
    printer = _PRINTERS.get(entry.question.kind)
    return printer(entry, language) if printer else ""


def is_quotation(entry: Entry) -> bool:
    """Whether the value is in people's own words, and so in the language of the review."""
    return entry.question.kind in (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)


def _labels(entry: Entry, language: str) -> str:
    return "\n".join(entry.text.options.get(value, value) for value in entry.chosen)


def _yes_no(entry: Entry, language: str) -> str:
    _ = translations(language).gettext
    return {"yes": _("Yes"), "no": _("No")}[entry.chosen[0]]


def _number(entry: Entry, language: str) -> str:
    number = Decimal(entry.chosen[0])
    text = format_decimal(number, locale=LOCALES[language], decimal_quantization=False)
    return f"{text} {entry.text.unit}".strip()


def _date(entry: Entry, language: str) -> str:
    return date_text(dt.date.fromisoformat(entry.chosen[0]), language)


def _as_typed(entry: Entry, language: str) -> str:
    return entry.chosen[0]


_PRINTERS: Mapping[QuestionKind, Printer] = {
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.SINGLE_CHOICE: _labels,
    QuestionKind.MULTIPLE_CHOICE: _labels,
    QuestionKind.SHORT_TEXT: _as_typed,
    QuestionKind.LONG_TEXT: _as_typed,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
}
