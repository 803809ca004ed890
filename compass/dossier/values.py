"""How the value of an answer is printed: one entry in a table for each kind of question."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal

from compass.core.items import items_of
from compass.core.kinds import LIKELIHOOD, SEVERITY, QuestionKind
from compass.core.signs import Sign
from compass.core.values import other_text
from compass.dossier.number_words import number_text
from compass.dossier.report import Entry
from compass.dossier.words import date_text, named, translations, yes_no

Printer = Callable[[Entry, str], str]


def value_text(entry: Entry, language: str) -> str:
    """The value in words, a line for each of several; empty where the level says it all. Of one
    that was only begun, what is there."""
    if not entry.answer.value or (entry.sign == Sign.TODO and not entry.is_begun):
        return ""
    printer = _PRINTERS.get(entry.question.kind)
    return printer(entry, language) if printer else ""


def is_quotation(entry: Entry) -> bool:
    """Whether the value is in people's own words, and so in the language of the review."""
    return entry.question.kind in _QUOTED


def _labels(entry: Entry, language: str) -> str:
    _ = translations(language).gettext
    other = _("Other, namely")
    return "\n".join(
        named(other, other_text(value), language)
        if other_text(value)
        else entry.text.options.get(value, value)
        for value in entry.chosen
    )


def _yes_no(entry: Entry, language: str) -> str:
    return yes_no(entry.chosen[0], language)


def _number(entry: Entry, language: str) -> str:
    return f"{number_text(Decimal(entry.chosen[0]), language)} {entry.text.unit}".strip()


def _date(entry: Entry, language: str) -> str:
    return date_text(dt.date.fromisoformat(entry.chosen[0]), language)


def _ranking(entry: Entry, language: str) -> str:
    return "\n".join(
        f"{place}. {entry.text.options[option]}" for place, option in enumerate(entry.chosen, 1)
    )


def _lines(entry: Entry, language: str) -> str:
    return "\n".join(entry.chosen)


def _items(entry: Entry, language: str) -> str:
    return "\n".join(item.name for item in items_of(entry.answer.value))


def _table(entry: Entry, language: str) -> str:
    levels = entry.texts.scales.get(entry.question.scale or "", {})
    labels = {**entry.text.options, **{level: text.label for level, text in levels.items()}}
    parts = _parts(entry)
    rows = [row for row in entry.question.rows if row in parts]
    return "\n".join(named(entry.text.rows[row], labels[parts[row]], language) for row in rows)


def _risk(entry: Entry, language: str) -> str:
    """Its sides, and the band that the map makes of both."""
    risk_map, parts, _ = entry.question.map, _parts(entry), translations(language).gettext
    if risk_map is None:
        return ""
    scales, bands = entry.texts.scales, entry.texts.maps[risk_map.id]
    sides = (
        (SEVERITY, _("Severity"), risk_map.severity_scale),
        (LIKELIHOOD, _("Likelihood"), risk_map.likelihood_scale),
    )
    said = [
        named(title, scales[scale][parts[side]].label, language)
        for side, title, scale in sides
        if side in parts
    ]
    if len(said) == len(sides):
        band = bands[risk_map.cells[parts[SEVERITY], parts[LIKELIHOOD]]]
        said.append(named(_("Risk"), band, language))
    return "\n".join(said)


def _attestation(entry: Entry, language: str) -> str:
    return translations(language).gettext("We confirm this")


def _parts(entry: Entry) -> Mapping[str, str]:
    value = entry.answer.value
    return value if isinstance(value, Mapping) else {}


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
    QuestionKind.RISK: _risk,
    QuestionKind.RANGE: _number,
    QuestionKind.RANKING: _ranking,
    QuestionKind.TEXT_LIST: _lines,
    QuestionKind.ITEMS: _items,
    QuestionKind.TABLE: _table,
    QuestionKind.ATTESTATION: _attestation,
}
_QUOTED = frozenset(
    {
        QuestionKind.SHORT_TEXT,
        QuestionKind.LONG_TEXT,
        QuestionKind.TEXT_LIST,
        QuestionKind.ITEMS,
    }
)
