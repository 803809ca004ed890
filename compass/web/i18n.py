"""Which language a reader gets: account, then cookie, then browser."""

from functools import cache
from pathlib import Path

from babel import Locale
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import get_locale
from flask_babel.speaklater import LazyString

from compass.dossier.words import LOCALES
from compass.web.current import actor_or_none
from compass.web.settings import LANGUAGES

TRANSLATIONS = str(Path(__file__).resolve().parent.parent / "translations")
COOKIE = "language"


def choose_language() -> str:
    who = actor_or_none()
    if who is not None and who.language in LANGUAGES:
        return who.language
    if (chosen := request.cookies.get(COOKIE)) in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES) or "en"


def choose_locale() -> Locale:
    return _locale(choose_language())


def language() -> str:
    locale = get_locale()
    return locale.language if locale else "en"


def init_translations(app: Flask) -> None:
    """Plain functions: Jinja's own cost three calls more for each of a page's hundred sentences.

    What they give is text, so the words and the values in them are escaped where they are shown.
    """
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=_plural)


def lazy_text(text: str) -> LazyString:
    """For the words of tables that a list shows in each of its rows."""
    return LazyString(gettext, text)


def gettext(text: str, /, **values: object) -> str:
    words = catalogue(language()).ugettext(text)
    return str(words % values if values else words)


def _plural(one: str, many: str, num: int, /, **values: object) -> str:
    words = catalogue(language()).ungettext(one, many, num)
    return str(words % {"num": _count(num), **values})


def _count(num: int) -> str:
    """A list of a thousand is "1,000" to one reader and "1.000" to another."""
    return str(num) if num < 1_000 else format_decimal(num, locale=LOCALES[language()])


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


@cache
def catalogue(code: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [code])
