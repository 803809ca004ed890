"""What scores say of answers and numbers, in a language: for pages and dossiers."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from compass.core.answer_labels import Said
from compass.core.answers import AnswerStatus
from compass.core.score_accounts import AccountLine
from compass.dossier.reason_words import side_of_risk
from compass.dossier.words import LOCALES, translations


def number_text(number: Decimal, language: str) -> str:
    """Every digit of it, with the signs of the language."""
    return _written(str(number), language)  # as text: 1 and 1.0 are equal, and written apart


def answer_text(line: AccountLine, language: str) -> str:
    """What was answered, in one line; nothing for a score, which has no answer."""
    if line.is_score:
        return ""
    _ = translations(language).gettext
    if line.status is None:
        return _("Not answered yet")
    if line.status is AnswerStatus.NOT_KNOWN:
        return _("Not known yet")
    return "; ".join(_said(one, language) for one in line.answer)


@lru_cache(maxsize=2_000)  # an account says the same few numbers again and again
def _written(number: str, language: str) -> str:
    text: str = format_decimal(
        Decimal(number), locale=LOCALES[language], decimal_quantization=False
    )
    return text


def _said(one: Said, language: str) -> str:
    _ = translations(language).gettext
    words = one.text
    if one.is_yes_no:
        words = _("Yes") if one.text == "yes" else _("No")
    elif one.unit:
        words = f"{number_text(Decimal(one.text), language)} {one.unit}"
    return f"{side_of_risk(one.part, language)}: {words}" if one.part else words
