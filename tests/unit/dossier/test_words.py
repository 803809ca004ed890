"""Moments in the words of a dossier's language."""

import datetime as dt

import pytest

from compass.dossier.words import moment_text

IN_BRUSSELS = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1 July 2026, 22:30 UTC"),
        ("nl", "1 juli 2026, 22:30 UTC"),
        ("fr", "1 juillet 2026, 22:30 UTC"),
        ("de", "1. Juli 2026, 22:30 UTC"),
    ],
)
def test_a_moment_is_told_in_utc_as_each_language_writes_a_date(language: str, words: str) -> None:
    assert moment_text(dt.datetime(2026, 7, 2, 0, 30, tzinfo=IN_BRUSSELS), language) == words
