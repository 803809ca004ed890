"""The facts that made a question visible, each as a line in the reader's language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _

from compass.core.explaining import Reason, ReasonKind
from compass.web.i18n import lazy_text as _l

# Any: lazy strings have no public type. The first is said when the fact holds, the second when
# its opposite does.
_LINES: Mapping[ReasonKind, tuple[Any, Any]] = MappingProxyType(
    {
        ReasonKind.IS: (
            _l("“%(subject)s” was answered with: %(value)s"),
            _l("“%(subject)s” was not answered with: %(value)s"),
        ),
        ReasonKind.INCLUDES: (
            _l("“%(subject)s” includes: %(value)s"),
            _l("“%(subject)s” does not include: %(value)s"),
        ),
        ReasonKind.AT_LEAST: (
            _l("“%(subject)s” is at least: %(value)s"),
            _l("“%(subject)s” is not yet at least: %(value)s"),
        ),
        ReasonKind.AT_MOST: (
            _l("“%(subject)s” is at most: %(value)s"),
            _l("“%(subject)s” is not at most: %(value)s"),
        ),
        ReasonKind.ANSWERED: (
            _l("“%(subject)s” has an answer"),
            _l("“%(subject)s” has no answer yet"),
        ),
        ReasonKind.LABEL: (
            _l("the label “%(subject)s” applies"),
            _l("the label “%(subject)s” does not apply"),
        ),
        ReasonKind.OUTCOME: (
            _l("the outcome of “%(subject)s” is: %(value)s"),
            _l("the outcome of “%(subject)s” is not: %(value)s"),
        ),
        ReasonKind.SCORE_AT_LEAST: (
            _l("the score “%(subject)s” is %(value)s or more"),
            _l("the score “%(subject)s” is not %(value)s or more"),
        ),
        ReasonKind.SCORE_BELOW: (
            _l("the score “%(subject)s” is below %(value)s"),
            _l("the score “%(subject)s” is not below %(value)s"),
        ),
        ReasonKind.SHARE_AT_LEAST: (
            _l("the score “%(subject)s” reaches %(value)s%% of its maximum"),
            _l("the score “%(subject)s” does not reach %(value)s%% of its maximum"),
        ),
        ReasonKind.ITEMS_AT_LEAST: (
            _l("“%(subject)s” lists at least: %(value)s"),
            _l("“%(subject)s” does not list at least: %(value)s"),
        ),
    }
)
_PARTS: Mapping[str, Any] = MappingProxyType(
    {
        "severity": _l("how serious"),
        "likelihood": _l("how likely"),
        "band": _l("risk"),
    }
)


def reason_line(reason: Reason) -> str:
    line = _LINES[reason.kind][reason.is_negated]
    words = str(line) % {"subject": _subject(reason), "value": _value(reason)}
    if reason.is_every:
        return _("for each of them: %(fact)s", fact=words)
    return _("%(item)s: %(fact)s", item=reason.item, fact=words) if reason.item else words


def _subject(reason: Reason) -> str:
    if not reason.part:
        return reason.subject
    return f"{reason.subject} – {_PARTS.get(reason.part, reason.part)}"


def _value(reason: Reason) -> str:
    if not reason.is_yes_no:
        return reason.value
    return _("Yes") if reason.value == "yes" else _("No")
