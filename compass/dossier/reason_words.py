"""The facts behind a question or an outcome, as lines in a language: for pages and dossiers."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from compass.core.answers import AnswerStatus
from compass.core.conditions import BAND
from compass.core.kinds import LIKELIHOOD, SEVERITY
from compass.core.reasons import Reason, ReasonKind, ValueKind
from compass.dossier.number_words import number_text
from compass.dossier.words import date_text, translations, yes_no


def reason_line(reason: Reason, language: str) -> str:
    _ = translations(language).gettext
    line = _lines(language)[reason.kind][reason.is_negated]
    words = line % {"subject": _subject(reason, language), "value": _value(reason, language)}
    if reason.is_every:
        return _("for each of them: %(fact)s") % {"fact": words}
    if reason.item:
        return _("%(item)s: %(fact)s") % {"item": reason.item, "fact": words}
    return words


@cache
def _lines(language: str) -> Mapping[ReasonKind, tuple[str, str]]:
    """The first is said when the fact holds, the second when its opposite does."""
    _ = translations(language).gettext
    return {
        ReasonKind.IS: (
            _("“%(subject)s” was answered with: %(value)s"),
            _("“%(subject)s” was not answered with: %(value)s"),
        ),
        ReasonKind.INCLUDES: (
            _("“%(subject)s” includes: %(value)s"),
            _("“%(subject)s” does not include: %(value)s"),
        ),
        ReasonKind.AT_LEAST: (
            _("“%(subject)s” is at least: %(value)s"),
            _("“%(subject)s” is not yet at least: %(value)s"),
        ),
        ReasonKind.AT_MOST: (
            _("“%(subject)s” is at most: %(value)s"),
            _("“%(subject)s” is not at most: %(value)s"),
        ),
        ReasonKind.ON_OR_AFTER: (
            _("“%(subject)s” is on %(value)s or later"),
            _("“%(subject)s” is not on %(value)s or later"),
        ),
        ReasonKind.BEFORE: (
            _("“%(subject)s” is before %(value)s"),
            _("“%(subject)s” is not before %(value)s"),
        ),
        ReasonKind.ANSWERED: (
            _("“%(subject)s” has an answer"),
            _("“%(subject)s” has no answer yet"),
        ),
        ReasonKind.LABEL: (
            _("the label “%(subject)s” applies"),
            _("the label “%(subject)s” does not apply"),
        ),
        ReasonKind.OUTCOME: (
            _("the outcome of “%(subject)s” is: %(value)s"),
            _("the outcome of “%(subject)s” is not: %(value)s"),
        ),
        ReasonKind.SCORE_AT_LEAST: (
            _("the score “%(subject)s” is %(value)s or more"),
            _("the score “%(subject)s” is not %(value)s or more"),
        ),
        ReasonKind.SCORE_BELOW: (
            _("the score “%(subject)s” is below %(value)s"),
            _("the score “%(subject)s” is not below %(value)s"),
        ),
        ReasonKind.SHARE_AT_LEAST: (
            _("the score “%(subject)s” reaches %(value)s%% of its maximum"),
            _("the score “%(subject)s” does not reach %(value)s%% of its maximum"),
        ),
        ReasonKind.ITEMS_AT_LEAST: (
            _("“%(subject)s” lists at least: %(value)s"),
            _("“%(subject)s” does not list at least: %(value)s"),
        ),
    }


def side_of_risk(part: str, language: str) -> str:
    """The name of a part of a risk; what is none stays as it is."""
    _ = translations(language).gettext
    sides = {SEVERITY: _("how serious"), LIKELIHOOD: _("how likely"), BAND: _("risk")}
    return sides.get(part, part)


def _subject(reason: Reason, language: str) -> str:
    if not reason.part:
        return reason.subject
    return f"{reason.subject} – {side_of_risk(reason.part, language)}"


def _value(reason: Reason, language: str) -> str:
    _ = translations(language).gettext
    match reason.value_kind:
        case ValueKind.NUMBER:
            return number_text(Decimal(reason.value), language)
        case ValueKind.DAY:
            return date_text(dt.date.fromisoformat(reason.value), language)
        case ValueKind.YES_NO:
            return yes_no(reason.value, language)
        case ValueKind.OTHER:
            return _("Other, namely")
        case ValueKind.STATUS if reason.value == AnswerStatus.NOT_KNOWN:
            return _("Not known yet")
        case ValueKind.STATUS:
            return _("Not applicable")
        case ValueKind.LABEL:
            return reason.value
