"""Any part of a question set as data: texts, lists and mappings, for files and for pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compass.core import conditions
from compass.core.documents import Tree

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def as_plain(value: object) -> Tree:
    if isinstance(value, Mapping):
        return {_key(key): as_plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(inner) for inner in value]
    if is_dataclass(value) and not isinstance(value, type):
        if type(value).__module__ == conditions.__name__:
            return _condition(value)
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Decimal):
        return format(value, "f")
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def leaves(value: object, place: str) -> Iterator[tuple[str, object]]:
    """Every text or list inside, with the place where it stands."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{place}.{_key(key)}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), f"{place}.{field.name}")
    else:
        yield place, value


def _condition(value: "DataclassInstance") -> Tree:
    """By its name, without what was only worked out and what it does not use."""
    told = {field.name: getattr(value, field.name) for field in fields(value) if field.compare}
    name = _CAPITAL.sub("_", type(value).__name__.rstrip("_")).lower()
    return {name: {key: as_plain(inner) for key, inner in told.items() if inner != ""}}


def _key(key: object) -> str:
    return "/".join(key) if isinstance(key, tuple) else str(key)
