"""Moments in the words of a dossier's language."""

import datetime as dt
from decimal import Decimal

import pytest

from compass.dossier.number_words import number_text
from compass.dossier.words import known_day, language_name, moment_text

IN_BRUSSELS = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1 July 2026, 22:30 UTC"),
        ("nl", "1 juli 2026, 22:30 UTC"),
        ("fr", "1er juillet 2026, 22:30 UTC"),
        ("de", "1. Juli 2026, 22:30 UTC"),
    ],
)
def test_a_moment_is_told_in_utc_as_each_language_writes_a_date(language: str, words: str) -> None:
    assert moment_text(dt.datetime(2026, 7, 2, 0, 30, tzinfo=IN_BRUSSELS), language) == words


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("2026-08-02", "2 August 2026", "2. August 2026"),
        ("2026-08", "August 2026", "August 2026"),
        ("2026", "2026", "2026"),
    ],
)
def test_a_day_is_told_as_far_as_it_is_known(text: str, english: str, german: str) -> None:
    assert known_day(text, "en") == english
    assert known_day(text, "de") == german


@pytest.mark.parametrize("language", ["es", "ar", "zz"])
def test_a_language_of_the_set_that_the_program_does_not_speak_has_english_around_it(
    language: str,
) -> None:
    assert known_day("2026-08-02", language) == "2 August 2026"
    assert number_text(Decimal("1234.5"), language) == "1,234.5"
    assert language_name("fr", language) == "French"


def test_a_language_that_nobody_has_a_name_for_keeps_its_letters() -> None:
    assert language_name("zz", "nl") == "zz"
