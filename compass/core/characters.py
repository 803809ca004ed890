"""Which characters a text may hold: none that hide, reorder or break what a reader sees."""

import re
import unicodedata

# Zero-width joiner and non-joiner make up emoji and some names; people may type them.
_JOINERS = frozenset("\u200c\u200d")
_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_PLAIN = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf]*")


def forbidden_in_prose(text: str) -> str | None:
    """The first character that a published text may not hold, as "U+202E", or None."""
    return _first(text, allowed=frozenset("\n"))


def forbidden_in_answer(text: str) -> str | None:
    """The first character that no answer may hold; line breaks, tabs and joiners are fine."""
    return _first(text, allowed=_JOINERS | frozenset("\n\r\t"))


def is_composed(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _first(text: str, *, allowed: frozenset[str]) -> str | None:
    if _PLAIN.fullmatch(text):
        return None
    for character in text:
        if character not in allowed and unicodedata.category(character) in _FORBIDDEN:
            return f"U+{ord(character):04X}"
    return None
