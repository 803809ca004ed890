"""The wheel: what it draws, and that it stays safe and plain."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from compass.dossier.charts import Segment, WheelTheme, WheelWords, shade, wheel_svg

WORDS = WheelWords("Compass", "Two of three questions are answered.", "People", "answered", "n/a")
SVG = "{http://www.w3.org/2000/svg}"


def wheel(*signs: str) -> ET.Element:
    segments = tuple(Segment(f"D{number}", sign) for number, sign in enumerate(signs, start=1))
    return ET.fromstring(wheel_svg((WheelTheme("Data <&>", segments, 0),), WORDS))  # noqa: S314  # our own


def texts(svg: ET.Element) -> list[str]:
    return ["".join(node.itertext()) for node in svg.iter(f"{SVG}text")]


def test_every_sign_has_a_mark_of_its_own() -> None:
    found = texts(wheel("3", "todo", "unknown", "na", "done"))

    assert [mark for mark in found if mark in {"3", "–", "?", "n/a", "+"}] == [
        "3", "–", "?", "n/a", "+",
    ]  # fmt: skip


def test_a_page_shows_the_check_of_its_lists_and_a_dossier_the_plus() -> None:
    """The typeface of dossiers has no check mark; the style of a page shows one of the two."""
    svg = wheel("done")

    [check] = [node for node in svg.iter() if node.get("class") == "cw-check"]
    [plus] = [node for node in svg.iter() if node.get("class") == "cw-muted cw-plus"]

    assert (check.get("display"), plus.get("display")) == ("none", None)


def test_the_core_counts_what_is_answered() -> None:
    assert "2/3" in texts(wheel("4", "todo", "unknown"))


def test_a_level_fills_as_many_rings() -> None:
    svg = wheel("3")

    filled = [node for node in svg.iter(f"{SVG}path") if node.get("class") == "cw-3"]

    assert len(filled) == 3


def test_names_are_escaped_and_the_figure_has_an_alternative_text() -> None:
    svg = wheel("1")

    assert "Data <&>" in texts(svg)
    assert svg.find(f"{SVG}desc").text == WORDS.description


def test_nothing_in_it_needs_a_style_a_script_or_an_address() -> None:
    markup = wheel_svg((WheelTheme("Data", (Segment("D1", "na"),), 0),), WORDS)

    assert "style" not in markup
    assert "script" not in markup
    assert "href" not in markup


def test_a_scale_of_three_levels_has_three_rings_and_its_highest_is_the_darkest() -> None:
    segments = (Segment("W1", "3", levels=3),)

    svg = ET.fromstring(wheel_svg((WheelTheme("Words", segments, 0),), WORDS))  # noqa: S314  # our own

    assert len([node for node in svg.iter(f"{SVG}path") if node.get("class") == "cw-4"]) == 3


@pytest.mark.parametrize(
    ("level", "levels", "expected"), [(1, 4, 1), (4, 4, 4), (1, 2, 2), (7, 7, 4), (1, 7, 1)]
)
def test_the_shade_follows_the_place_on_the_scale(level: int, levels: int, expected: int) -> None:
    assert shade(level, levels) == expected


def test_names_of_many_themes_do_not_lie_on_each_other() -> None:
    themes = tuple(
        WheelTheme(f"Theme {number}", (Segment("X", "1"),), number) for number in range(8)
    )

    svg = ET.fromstring(wheel_svg(themes, WORDS))  # noqa: S314  # our own

    names = [node for node in svg.iter(f"{SVG}text") if node.get("class") == "cw-name"]
    assert len({(node.get("x"), node.get("y")) for node in names}) == 8


def test_a_theme_keeps_its_hue_where_others_are_not_asked() -> None:
    themes = tuple(WheelTheme("T", (Segment("X", "1"),), place) for place in (0, 2, 3))

    svg = ET.fromstring(wheel_svg(themes, WORDS))  # noqa: S314  # our own

    groups = [node.get("class") for node in svg.iter(f"{SVG}g")]
    assert [each for each in groups if each and each.startswith("cw-q")] == [
        "cw-q cw-data", "cw-q cw-behav", "cw-q cw-data",
    ]  # fmt: skip


def test_the_core_shows_the_evaluator_s_counts_where_it_has_them() -> None:
    words = replace(WORDS, counts=(1, 2))

    svg = ET.fromstring(wheel_svg((WheelTheme("A", (Segment("X", "1"),), 0),), words))  # noqa: S314  # our own

    assert "1/2" in texts(svg)
