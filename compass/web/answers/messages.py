"""The sentences for what is wrong with an answer: the engine gives codes, people read these."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from compass.core.question_sets import Question

_SENTENCES: Mapping[str, object] = MappingProxyType(
    {
        "unknown-level": _l("Choose one of the levels."),
        "not-yes-or-no": _l("Choose yes or no."),
        "unknown-option": _l("Choose one of the options."),
        "duplicate-option": _l("Choose each option once."),
        "unknown-row": _l("Choose one of the options."),
        "other-without-text": _l("Fill in what else."),
        "off-grid": _l("Enter one of the steps."),
        "not-attested": _l("Confirm this, or say why you cannot."),
        "too-many-listed": _l("Enter at most 50."),
        "bad-item": _l("Enter the name again."),
        "more-than-one-line": _l("Use one line only."),
        "not-a-number": _l("Enter a number, for example 12 or 12.5."),
        "not-a-date": _l("Enter a date, for example 2026-03-31."),
        "too-long": _l("Shorten this text."),
        "forbidden-character": _l("Remove the characters that cannot be printed."),
    }
)


def fault_message(code: str, question: Question) -> str:
    if code in _WITH_DATA:
        return _WITH_DATA[code](question)
    return str(_SENTENCES.get(code, _l("Check this answer.")))


def _too_small(question: Question) -> str:
    return _("Enter %(least)s or more.", least=question.minimum)


def _too_large(question: Question) -> str:
    return _("Enter %(most)s or less.", most=question.maximum)


_WITH_DATA: Mapping[str, Callable[[Question], str]] = MappingProxyType(
    {"too-small": _too_small, "too-large": _too_large}
)
