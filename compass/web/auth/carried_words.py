"""What a form that came too late shows of its fields: the texts, under the names people know."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from compass.web.i18n import lazy_text as _l

LONG = 20  # what is shorter may be the id of an option
_NAMES: Mapping[str, Any] = MappingProxyType(  # Any: lazy strings have no public type
    {
        "rationale": _l("Explanation"),
        "reason": _l("Reason"),
        "evidence_title": _l("Evidence"),
        "evidence_url": _l("Link"),
        "action_what": _l("Action"),
        "action_who": _l("Who?"),
        "action_due": _l("By when?"),
        "what": _l("What?"),
        "who": _l("Who?"),
        "due": _l("By when?"),
        "title": _l("Title"),
        "name": _l("Name"),
        "summary": _l("What is it about?"),
        "note": _l("What is new in this version?"),
        "message": _l("Message to the team"),
        "triggers": _l("What calls for a new review?"),
    }
)


class Shown(NamedTuple):
    name: str
    text: str


def shown(fields: Iterable[tuple[str, str]]) -> list[Shown]:
    """Other fields carry what nobody typed. Those of a list, such as ``conditions-0-what``, go by
    the last part of their name."""
    typed = ((_name_of(name, text), text.strip()) for name, text in fields)
    return [Shown(str(name), text) for name, text in typed if name and text]


def _name_of(name: str, text: str) -> Any:  # Any: as above
    if name.startswith("value") and len(text) > LONG:
        return _l("Answer")
    return _NAMES.get(name.rpartition("-")[2])
