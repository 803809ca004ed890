"""The items that a team lists, such as stakeholders; an item keeps its id when it is renamed."""

from dataclasses import dataclass

from compass.core.kinds import Value


@dataclass(frozen=True)
class Item:
    id: str
    name: str


def items_of(value: Value | None) -> tuple[Item, ...]:
    """From the stored texts, ``"id: name"`` each."""
    return tuple(map(_item, value)) if isinstance(value, tuple) else ()


def item_text(item: Item) -> str:
    return f"{item.id}: {item.name}"


def _item(text: str) -> Item:
    item_id, _, name = text.partition(":")
    return Item(item_id, name.strip())
