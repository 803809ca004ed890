"""Endless words of a dossier have places to break; nothing else of the markup changes."""

import pytest

from compass.dossier.markup import breakable

ENDLESS = "x" * 1_000


def test_an_endless_word_can_break_and_loses_no_letter() -> None:
    made = breakable(f"<p>A key: {ENDLESS}.</p>")

    assert made.count("<wbr>") == 3
    assert made.replace("<wbr>", "") == f"<p>A key: {ENDLESS}.</p>"


def test_an_entity_stays_whole() -> None:
    made = breakable(f"<p>{'&lt;' * 700}&amp;</p>")

    assert "<wbr>" in made
    assert all(part.count("&") == part.count(";") for part in made.split("<wbr>"))


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="https://example.org/{ENDLESS}">a link</a>',
        "<p>" + "word " * 1_000 + "</p>",
        "<p>" + "[U+6F22]" * 1_000 + "</p>",
        "<p>" + "x" * 500 + "</p>",
    ],
    ids=["address", "words", "codes", "long"],
)
def test_what_breaks_by_itself_or_is_no_text_stays_as_it_is(html: str) -> None:
    assert breakable(html) == html
