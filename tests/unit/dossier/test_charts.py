"""The wheel: what it draws, and that it stays safe and plain."""

from xml.etree import ElementTree as ET

from compass.dossier.charts import Segment, WheelTheme, WheelWords, wheel_svg

WORDS = WheelWords("Compass", "Two of three questions are answered.", "People", "answered", "n/a")
SVG = "{http://www.w3.org/2000/svg}"


def wheel(*signs: str) -> ET.Element:
    segments = tuple(Segment(f"D{number}", sign) for number, sign in enumerate(signs, start=1))
    return ET.fromstring(wheel_svg((WheelTheme("Data <&>", segments),), WORDS))  # noqa: S314  # our own


def texts(svg: ET.Element) -> list[str]:
    return ["".join(node.itertext()) for node in svg.iter(f"{SVG}text")]


def test_every_sign_has_a_mark_of_its_own() -> None:
    found = texts(wheel("3", "todo", "unknown", "na", "done"))

    assert [mark for mark in found if mark in {"3", "–", "?", "n/a", "+"}] == [
        "3", "–", "?", "n/a", "+",
    ]  # fmt: skip


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
    markup = wheel_svg((WheelTheme("Data", (Segment("D1", "na"),)),), WORDS)

    assert "style" not in markup
    assert "script" not in markup
    assert "href" not in markup
