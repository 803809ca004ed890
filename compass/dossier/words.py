"""The dossier's own words in its language, from the same catalogues as the interface."""

import datetime as dt
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).resolve().parent.parent / "translations"
LOCALES = {"en": "en_GB", "nl": "nl_BE", "fr": "fr_BE", "de": "de_BE"}


@cache
def translations(language: str) -> NullTranslations:
    return Translations.load(FOLDER, [language], domain="messages")


def date_text(value: dt.date | None, language: str) -> str:
    return format_date(value, "long", locale=LOCALES[language]) if value else ""


def moment_text(value: dt.datetime, language: str) -> str:
    """Date and time in UTC, said so."""
    return format_datetime(value, "d MMMM y, HH:mm", locale=LOCALES[language]) + " UTC"
