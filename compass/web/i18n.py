"""Which language a reader gets: account, then cookie, then browser."""

from pathlib import Path
from typing import cast

from babel.support import NullTranslations
from flask import Flask, g, request
from flask_babel import get_locale, get_translations
from flask_babel.speaklater import LazyString

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


def language() -> str:
    return str(get_locale() or "en")[:2]


def init_translations(app: Flask) -> None:
    """Templates find the catalogue of their request once: a page asks for a hundred sentences."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of Jinja's i18n
        gettext=_translated,
        ngettext=lambda one, many, number: _catalogue().ungettext(one, many, number),
        newstyle=True,
    )


def lazy_text(text: str) -> LazyString:
    """For the words of tables that a list shows in each of its rows."""
    return LazyString(_translated, text)


def _translated(text: str) -> str:
    return str(_catalogue().ugettext(text))


def _catalogue() -> NullTranslations:
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return cast("NullTranslations", g.catalogue)
