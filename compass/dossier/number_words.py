"""Numbers in a language."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from compass.dossier.words import locale_of


def number_text(number: Decimal, language: str) -> str:
    """Every digit of it, with the signs of the language."""
    return _written(str(number), language)  # as text: 1 and 1.0 are equal, and written apart


@lru_cache(maxsize=2_000)  # an account says the same few numbers again and again
def _written(number: str, language: str) -> str:
    text: str = format_decimal(
        Decimal(number), locale=locale_of(language), decimal_quantization=False
    )
    return text
