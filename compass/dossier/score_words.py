"""What scores say of answers, in a language: for pages and dossiers."""

from decimal import Decimal

from compass.core.answer_labels import Said
from compass.core.answers import AnswerStatus
from compass.core.score_accounts import AccountLine
from compass.dossier.number_words import number_text
from compass.dossier.reason_words import side_of_risk
from compass.dossier.words import named, translations, yes_no


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


def _said(one: Said, language: str) -> str:
    words = one.text
    if one.is_yes_no:
        words = yes_no(words, language)
    elif one.is_number:
        words = f"{number_text(Decimal(one.text), language)} {one.unit}".strip()
    return named(side_of_risk(one.part, language), words, language) if one.part else words
