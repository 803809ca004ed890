"""Characters that the fonts cannot show are written out, never lost."""

from compass.dossier.fonts import printable


def test_the_letters_of_european_languages_stay_as_they_are() -> None:
    text = "Łukasz Őry, façade, Straße, naïve, ‘quoted’ – “so” … 5 €, Ελλάδα, България"

    assert printable(text) == text


def test_a_character_outside_the_fonts_is_shown_as_its_code() -> None:
    assert printable("good 😀 漢") == "good [U+1F600] [U+6F22]"


def test_what_only_shapes_its_neighbours_disappears() -> None:
    assert printable("a\u200db\n") == "ab\n"
