"""The dossier's own fonts, and which characters they can show."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from compass.resources import resource

REGULAR = "SourceSans3-Regular.ttf"
_LINES = frozenset("\n\r\t")
_INVISIBLE = frozenset("\u200b\u200c\u200d\ufe0f")  # they only shape their neighbours


def font_path(name: str = REGULAR) -> Path:
    return resource("static") / "vendor" / "fonts" / name


@cache
def covered() -> frozenset[int]:
    """The code points that every weight of the font has."""
    sets = []
    for path in sorted(font_path().parent.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            sets.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*sets)


def printable(text: str) -> str:
    """The text with each character outside the fonts written as its code: nothing vanishes."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    if character in _LINES or ord(character) in covered():
        return character
    return f"[U+{ord(character):04X}]"
