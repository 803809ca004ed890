"""What was answered, line by line in the reader's language: for pages that show an answer."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from compass.core.answer_labels import Said, said
from compass.core.answers import Answer
from compass.core.conditions import BAND
from compass.core.kinds import LIKELIHOOD, SEVERITY, QuestionKind
from compass.core.question_sets import Question, SetTexts
from compass.core.signs import level_of
from compass.web.filters import date, number
from compass.web.i18n import gettext as _
from compass.web.i18n import lazy_text as _l

# Any: lazy strings have no public type.
_SIDES: Mapping[str, Any] = MappingProxyType(
    {SEVERITY: _l("Severity"), LIKELIHOOD: _l("Likelihood"), BAND: _l("Risk")}
)


_UNKNOWN: Mapping[QuestionKind, Any] = MappingProxyType({QuestionKind.DATE: _l("Not yet known")})


@dataclass(frozen=True)
class Line:
    """``part`` is the row or the side that it is about; ``level`` its place on the scale of the
    question. Own words are in the language of the review."""

    text: str
    part: str = ""
    level: int | None = None
    is_own_words: bool = False


def answer_lines(question: Question, answer: Answer, texts: SetTexts) -> tuple[Line, ...]:
    """None for an answer that is not known, not applicable or not there."""
    level = level_of(question, answer.value)
    return tuple(
        Line(
            text=_text(question, one),
            part=str(_SIDES.get(one.part, one.part)),
            level=level,
            is_own_words=one.is_own_words,
        )
        for one in said(question, answer, texts)
    )


def unknown_words(question: Question) -> str:
    """How people say at this question that they do not know the answer."""
    return str(_UNKNOWN.get(question.kind) or _("We do not know yet"))


def _text(question: Question, one: Said) -> str:
    words = _WORDS.get(question.kind)
    if words is not None:
        return words(one)
    if one.is_own_words and question.takes_other:
        return _("Other, namely: %(words)s", words=one.text)
    return one.text


def _yes_no(one: Said) -> str:
    return _("Yes") if one.text == "yes" else _("No")


def _confirmed(one: Said) -> str:
    return _("We confirm this")


def _number(one: Said) -> str:
    return f"{number(one.text)} {one.unit}".strip()


def _day(one: Said) -> str:
    return date(dt.date.fromisoformat(one.text))


_WORDS: Mapping[QuestionKind, Callable[[Said], str]] = MappingProxyType(
    {
        QuestionKind.YES_NO: _yes_no,
        QuestionKind.ATTESTATION: _confirmed,
        QuestionKind.NUMBER: _number,
        QuestionKind.RANGE: _number,
        QuestionKind.DATE: _day,
    }
)
