"""What templates may call: dates in the reader's language, hues, addresses of static files."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from babel.numbers import get_decimal_symbol
from flask import Flask, request, url_for

from compass.dossier.charts import HUES
from compass.dossier.number_words import number_text
from compass.dossier.reason_words import reason_line
from compass.dossier.score_words import answer_text
from compass.dossier.words import LOCALES, date_text, known_day
from compass.resources import resource
from compass.web.addresses import address_of, questions_address
from compass.web.current import services
from compass.web.i18n import language

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
LANGUAGE_NAMES: Mapping[str, str] = MappingProxyType(
    {"en": "English", "nl": "Nederlands", "fr": "Français", "de": "Deutsch"}
)


def init_filters(app: Flask) -> None:
    app.add_template_filter(date, "date")
    app.add_template_filter(isodate, "isodate")
    app.add_template_filter(datetime_, "datetime_")
    app.add_template_filter(minute, "minute")
    app.add_template_filter(number, "number")
    app.add_template_filter(hue, "hue")
    app.add_template_filter(in_language(reason_line), "reason")
    app.add_template_filter(in_language(answer_text), "account_answer")
    app.add_template_filter(in_language(number_text), "points")
    app.add_template_filter(in_language(known_day), "known_day")
    app.add_template_global(time_zone, "time_zone")
    app.add_template_global(static_url, "static_url")
    app.add_template_global(page_address, "page_address")
    app.add_template_global(address_of, "url_for")
    app.add_template_global(questions_address, "questions_address")
    app.jinja_env.globals.update(language=language, language_names=LANGUAGE_NAMES)


def in_language(words: Callable[[Any, str], str]) -> Callable[[Any], str]:
    """What pages and dossiers say alike, in the language of the reader."""
    return lambda value: words(value, language())


def date(value: dt.date | None) -> str:
    """A day; of a moment, the day that it is on the clock of this installation."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(services().settings.zone).date()
    return _day(value, language()) if value else ""


def isodate(text: str) -> str:
    """A day that is kept as text, as question sets do."""
    return date(dt.date.fromisoformat(text))


def datetime_(value: dt.datetime | None) -> str:
    """On the clock of this installation; that it is UTC is said, for nobody's clock shows it."""
    if value is None:
        return ""
    zone = services().settings.zone
    words = _minute(_clock(value, zone), language())
    return f"{words} UTC" if zone is dt.UTC else words


def minute(value: dt.datetime) -> str:
    """For a list that says once on which clock its times are."""
    return _minute(_clock(value, services().settings.zone), language())


def time_zone() -> str:
    return services().settings.time_zone


def number(value: Decimal | str) -> str:
    """With the decimal sign of the language; what is no number stays as it was typed."""
    text = str(value)
    if not NUMBER.fullmatch(text):
        return text
    return text.replace(".", get_decimal_symbol(LOCALES[language()]))


def hue(theme: int) -> str:
    """The class of a theme's hue: by its place in the set, never by its name."""
    return f"cp-{HUES[theme % len(HUES)][0]}"


@cache
def static_url(name: str) -> str:
    """An address that changes with the content, so that browsers may keep the file for good."""
    return url_for("static", filename=name, v=_fingerprint(name))


def page_address(number: int) -> str:
    """This page with the same filters, at another page number."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
    return f"?{urlencode([*kept, ('page', number)])}"


@lru_cache(maxsize=2_000)  # lists show the same days again and again
def _day(value: dt.date, code: str) -> str:
    return date_text(value, code)


def _clock(value: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Without its zone: the same moment on two clocks is one key to a cache, and two texts."""
    return value.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None)


@lru_cache(maxsize=2_000)
def _minute(value: dt.datetime, code: str) -> str:
    return f"{_day(value.date(), code)}, {value:%H:%M}"


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256((resource("static") / name).read_bytes()).hexdigest()[:12]
