"""Reads the conditions of a question set. Whether they make sense is linting's business."""

from compass.core.conditions import All, Answered, Any_, AtLeast, Condition, Includes, Is, Not
from compass.core.documents import Node

OPERATORS = ("all", "any", "not", "is", "includes", "at_least", "answered")


def read_condition(node: Node) -> Condition | None:
    """One operator with what it works on; None when that could not be read."""
    if not isinstance(node.value, dict) or len(node.value) != 1:
        node.fault("bad-condition", f"expected exactly one of: {', '.join(OPERATORS)}")
        return None
    [(operator, inner)] = node.entries()
    if operator not in OPERATORS:
        known = ", ".join(OPERATORS)
        inner.fault("bad-condition", f"{operator!r} is not one of the operators: {known}")
        return None
    if operator in ("all", "any"):
        return _group(operator, inner)
    if operator == "not":
        part = read_condition(inner)
        return Not(part) if part is not None else None
    if operator == "answered":
        question = inner.identifier()
        return Answered(question) if question else None
    return _comparison(operator, inner)


def _group(operator: str, node: Node) -> Condition | None:
    parts = [read_condition(item) for item in node.items()]
    if not parts:
        node.fault("bad-condition", f"{operator!r} needs a list of conditions")
    found = tuple(part for part in parts if part is not None)
    if not found:
        return None
    return All(found) if operator == "all" else Any_(found)


def _comparison(operator: str, node: Node) -> Condition | None:
    if not isinstance(node.value, dict) or len(node.value) != 1:
        node.fault("bad-condition", f"{operator!r} needs exactly one question with its value")
        return None
    [(question, inner)] = node.entries()
    value = inner.identifier()
    if not value:
        return None
    if operator == "is":
        return Is(question, value)
    if operator == "includes":
        return Includes(question, value)
    return AtLeast(question, value, ())
