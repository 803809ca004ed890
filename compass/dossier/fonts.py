"""The dossier's own fonts, and which characters they can show."""

import io
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from compass.resources import resource

REGULAR = "SourceSans3-Regular.ttf"
_NOT_PLAIN = re.compile(r"[^\n\r\t -~]")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff")  # they shape neighbours
_ALIKE = {  # what reads the same; written as HTML
    **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a", " "),
    **dict.fromkeys("\u2007\u202f", "\u00a0"),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("\u2012\u2015\u2212", "\u2013"),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    "\u2190": "&lt;-",
    "\u2192": "-&gt;",
    "\u21d2": "=&gt;",
    "\u2264": "&lt;=",
    "\u2265": "&gt;=",
}


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


@lru_cache(maxsize=32)  # a stamp says much the same on every dossier
def small_font(characters: frozenset[str]) -> bytes:
    """The regular weight with these characters alone: embedding it costs next to nothing."""
    options = Options(layout_features=[], drop_tables=["GPOS", "GDEF", "GSUB"])
    with TTFont(font_path()) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=map(ord, characters))
        subsetter.subset(font)
        buffer = io.BytesIO()
        font.save(buffer)
    return buffer.getvalue()


def printable(html: str) -> str:
    """The markup with each character outside the fonts written as one that reads the same, or as
    its code: nothing vanishes."""
    composed = unicodedata.normalize("NFC", html)
    return _NOT_PLAIN.sub(lambda found: _shown(found.group()), composed)


def _shown(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    if ord(character) in covered():
        return character
    return _ALIKE.get(character) or f"[U+{ord(character):04X}]"
