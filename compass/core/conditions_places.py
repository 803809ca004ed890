"""Where the parts of a condition stand in the file, so that a fault is found at its own line."""

from collections.abc import Iterator

from compass.core.conditions import All, Any_, AnyItem, Condition, EveryItem, Leaf, Not
from compass.core.documents import Node


def stands_at(condition: Condition, node: Node) -> bool:
    """Whether this place has the shape of the condition. Of two rules with one id the first place
    is known, and it need not be the one that could be read."""
    if condition == All(()):
        return True
    if not isinstance(node.value, dict) or len(node.value) != 1:
        return False
    inner = _only(node)
    match condition:
        case All(parts) | Any_(parts):
            return (
                isinstance(inner.value, list)
                and len(inner.value) == len(parts)
                and all(
                    stands_at(part, place) for part, place in zip(parts, inner.items(), strict=True)
                )
            )
        case Not(part):
            return stands_at(part, inner)
        case AnyItem(_, part) | EveryItem(_, part):
            return stands_at(part, inner.child("that"))
        case _:
            return not isinstance(inner.value, dict) or len(inner.value) == 1


def inside(condition: Condition, node: Node) -> Iterator[tuple[Condition, Node]]:
    """The parts right inside a condition that was read from this place, each with its own."""
    match condition:
        case All(()):
            return  # what could not be read
        case All(parts) | Any_(parts):
            yield from zip(parts, _only(node).items(), strict=True)
        case Not(part):
            yield part, _only(node)
        case AnyItem(_, part) | EveryItem(_, part):
            yield part, _only(node).child("that")


def leaves_in(condition: Condition, node: Node) -> Iterator[tuple[Leaf, Node]]:
    match condition:
        case All() | Any_() | Not() | AnyItem() | EveryItem():
            for part, place in inside(condition, node):
                yield from leaves_in(part, place)
        case _:
            yield condition, place_of_name(node)


def place_of_name(node: Node) -> Node:
    """Where the question, label, score or outcome is named that one comparison is about."""
    inner = _only(node)
    return _only(inner) if isinstance(inner.value, dict) else inner


def place_of_list(node: Node) -> Node:
    """Where the question is named whose items a condition goes through."""
    return _only(node).child("over")


def _only(node: Node) -> Node:
    [(_, inner)] = node.entries()
    return inner
