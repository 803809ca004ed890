"""The dossier's own words in its language, from the same catalogues as the interface."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.support import NullTranslations, Translations

from compass.core.workflow import Outcome, ProjectPhase

FOLDER = Path(__file__).resolve().parent.parent / "translations"
LOCALES = {"en": "en_GB", "nl": "nl_BE", "fr": "fr_BE", "de": "de_BE"}


def locale_of(language: str) -> str:
    """A set may speak languages that this program does not: its own words are English there."""
    return LOCALES.get(language, LOCALES["en"])


@cache
def translations(language: str) -> NullTranslations:
    return Translations.load(FOLDER, [language], domain="messages")


def named(part: str, words: str, language: str) -> str:
    """What was said of a part; French puts a space before the colon."""
    return f"{part}{translations(language).gettext(': ')}{words}"


def yes_no(value: str, language: str) -> str:
    """Of an answer, ``yes`` or ``no``."""
    _ = translations(language).gettext
    return _("Yes") if value == "yes" else _("No")


def date_text(value: dt.date | None, language: str) -> str:
    """A day; French counts the first of a month as people do: 1er juillet."""
    if value is None:
        return ""
    text = format_date(value, "long", locale=locale_of(language))
    return text.replace("1 ", "1er ", 1) if language == "fr" and value.day == 1 else text


def known_day(text: str, language: str) -> str:
    """A day as far as it is known: 2026, 2026-08 or 2026-08-02."""
    year, month, day = (*text.split("-"), "", "")[:3]
    if day:
        return date_text(dt.date.fromisoformat(text), language)
    if month:
        first = dt.date(int(year), int(month), 1)
        return str(format_skeleton("yMMMM", first, locale=locale_of(language)))
    return year


def moment_text(value: dt.datetime, language: str) -> str:
    """Date and time in UTC, said so."""
    at = value.astimezone(dt.UTC)
    return f"{date_text(at.date(), language)}, {at:%H:%M} UTC"


def language_name(code: str, language: str) -> str:
    """The name of a language, in ``language``."""
    try:
        return Locale(code).get_display_name(locale_of(language)) or code
    except UnknownLocaleError:
        return code


def outcome_words(language: str) -> Mapping[str, str]:
    _ = translations(language).gettext
    return {
        Outcome.GO: _("Go"),
        Outcome.GO_WITH_CONDITIONS: _("Go, with conditions"),
        Outcome.NO_GO: _("No go"),
    }


def phase_words(language: str) -> Mapping[str, str]:
    _ = translations(language).gettext
    return {
        ProjectPhase.IDEA: _("Idea"),
        ProjectPhase.DESIGN: _("Design"),
        ProjectPhase.BUILD: _("Build"),
        ProjectPhase.IN_USE: _("In use"),
        ProjectPhase.ENDED: _("Ended"),
    }
