"""Which language a reader gets: account, then cookie, then browser."""

from pathlib import Path

from flask import request
from flask_babel import get_locale

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
