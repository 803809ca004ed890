"""Characters that the fonts cannot show are written out, never lost."""

from compass.dossier.fonts import printable


def test_the_letters_of_european_languages_stay_as_they_are() -> None:
    text = "Łukasz Őry, façade, Straße, naïve, ‘quoted’ – “so” … 5 €, Ελλάδα, България"

    assert printable(text) == text


def test_a_character_outside_the_fonts_is_shown_as_its_code() -> None:
    assert printable("good 😀 漢") == "good [U+1F600] [U+6F22]"


def test_what_only_shapes_its_neighbours_disappears() -> None:
    assert printable("a\u200db\n") == "ab\n"


def test_spaces_hyphens_and_arrows_become_what_reads_the_same() -> None:
    assert printable("12\u202f345 non\u2011breaking a → b ≤ c") == (
        "12\u00a0345 non-breaking a -&gt; b &lt;= c"
    )


def test_a_letter_and_its_accent_are_set_as_one() -> None:
    assert printable("e\u0301") == "é"
