"""The items of a list that questions are asked for, one by one: stakeholders, systems, sources."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from compass.core.values import Value, line_fault, list_fault

ITEM_ID = re.compile(r"[a-z0-9]{1,12}")


@dataclass(frozen=True)
class Item:
    """``id`` stays when the name changes, so that answers stay with their item."""

    id: str
    name: str


def items_of(value: Value | None) -> tuple[Item, ...]:
    """The items of a value that items_fault has nothing against."""
    return tuple(_item(text) for text in value) if isinstance(value, tuple) else ()


def item_text(item: Item) -> str:
    return f"{item.id}: {item.name}"


def items_fault(value: Value) -> str | None:
    if (fault := list_fault(value)) is not None:
        return fault
    items = items_of(value)
    if not all(ITEM_ID.fullmatch(item.id) for item in items):
        return "bad-item"
    if has_repetition(item.id for item in items):
        return "duplicate-item"
    return next((fault for item in items if (fault := line_fault(item.name))), None)


def has_repetition(names: Iterable[str]) -> bool:
    listed = tuple(names)
    return len(set(listed)) < len(listed)


def _item(text: str) -> Item:
    item_id, _, name = text.partition(":")
    return Item(item_id, name.strip())
