"""Where a form may send people next, and the addresses of which a page holds many."""

import re
import uuid
from functools import cache

from flask import url_for

_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9/_.~%?&=+-]*")
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]+")


def is_own_path(address: str) -> bool:
    """A path on this site and nothing else: no scheme, no host, no backslash."""
    return _OWN_PATH.fullmatch(address) is not None


def address_of(endpoint: str, **values: object) -> str:
    """As Flask's url_for, which it asks once for an endpoint that takes nothing but ids."""
    if endpoint.startswith(".") or not all(_is_id(value) for value in values.values()):
        return url_for(endpoint, **values)
    return _pattern(endpoint, tuple(values)) % values


def questions_address(review_id: uuid.UUID) -> str:
    """What stands before a question's id, for a list of questions."""
    return address_of("answers.question", review_id=review_id, question_id="-").removesuffix("-")


def _is_id(value: object) -> bool:
    """What stands in an address as it is: nothing in it has to be quoted."""
    if isinstance(value, str):
        return _PLAIN.fullmatch(value) is not None
    return isinstance(value, uuid.UUID)


@cache
def _pattern(endpoint: str, names: tuple[str, ...]) -> str:
    """The address with ``%(name)s`` where each id stands."""
    ids = {name: str(uuid.UUID(int=number)) for number, name in enumerate(names, start=1)}
    pattern = url_for(endpoint, **ids).replace("%", "%%")
    for name, value in ids.items():
        pattern = pattern.replace(value, f"%({name})s")
    return pattern
