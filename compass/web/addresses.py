"""Where a form may send people next, and the addresses of which a page holds many."""

import re
import uuid
from functools import cache
from typing import Any

from flask import Flask, url_for
from werkzeug.routing import BaseConverter

_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9/_.~%?&=+-]*")
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]+")
_WHERE = re.compile(r"(?:[a-z0-9]{1,12}/)?[a-z0-9-]+")


class AddressConverter(BaseConverter):
    """Where an answer stands: a question, or an item and a question (core/answers.py)."""

    regex = _WHERE.pattern
    part_isolating = False

    def to_url(self, value: object) -> str:
        return str(value)


def init_addresses(app: Flask) -> None:
    app.url_map.converters["address"] = AddressConverter


def is_own_path(address: str) -> bool:
    """A path on this site and nothing else: no scheme, no host, no backslash."""
    return _OWN_PATH.fullmatch(address) is not None


def address_of(endpoint: str, **values: Any) -> str:  # Any: as Flask takes them
    """As Flask's url_for, which it asks once for an endpoint that takes nothing but ids."""
    if endpoint.startswith(".") or not all(_is_id(*named) for named in values.items()):
        return url_for(endpoint, **values)
    return _pattern(endpoint, tuple(values)) % values


def questions_address(review_id: uuid.UUID | None) -> str:
    """What stands before a question's id, for a list of questions; nothing in a preview, which is
    no review and has no addresses."""
    if review_id is None:
        return ""
    return address_of("answers.question", review_id=review_id, where="-").removesuffix("-")


def _is_id(name: str, value: object) -> bool:
    """What stands in an address as it is: nothing in it has to be quoted."""
    if isinstance(value, str):
        return (_WHERE if name == "where" else _PLAIN).fullmatch(value) is not None
    return isinstance(value, uuid.UUID)


@cache
def _pattern(endpoint: str, names: tuple[str, ...]) -> str:
    """The address with ``%(name)s`` where each id stands."""
    ids: dict[str, Any] = {
        name: str(uuid.UUID(int=number)) for number, name in enumerate(names, start=1)
    }
    pattern = url_for(endpoint, **ids).replace("%", "%%")
    for name, value in ids.items():
        pattern = pattern.replace(value, f"%({name})s")
    return pattern
