"""Reads the conditions of a question set. Whether they make sense is linting's business."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from compass.core.answers import AnswerStatus
from compass.core.conditions import (
    All,
    Answered,
    Any_,
    AnyItem,
    AtLeast,
    AtMost,
    Before,
    Condition,
    EveryItem,
    HasLabel,
    HasOutcome,
    HasStatus,
    Includes,
    Is,
    ItemsAtLeast,
    Not,
    OnOrAfter,
    ScoreAtLeast,
    ScoreBelow,
    ShareAtLeast,
)
from compass.core.documents import Node
from compass.core.kinds import is_number, parse_date
from compass.core.messages import worded

UNREAD = All(())  # stands for a condition with faults, among others or in what goes by it
_COUNT = re.compile(r"[1-9]|[1-4][0-9]|50")
_Reader: TypeAlias = Callable[[Node], Condition | None]
_Value = TypeVar("_Value")


def read_shown_when(node: Node) -> Condition | None:
    """Of a theme, a group or a question; None where it is always asked."""
    return read_condition(node.child("shown_when")) if node.has("shown_when") else None


def read_condition(node: Node) -> Condition | None:
    """One operator with what it works on; None when that could not be read."""
    if not isinstance(node.value, dict) or len(node.value) != 1:
        node.fault(
            "bad-condition",
            worded("expected exactly one of: %(names)s", names=", ".join(OPERATORS)),
        )
        return None
    [(operator, inner)] = node.entries()
    if operator not in OPERATORS:
        known = ", ".join(OPERATORS)
        inner.fault(
            "bad-condition",
            worded(
                "%(operator)s is not one of the operators: %(known)s",
                operator=repr(operator),
                known=known,
            ),
        )
        return None
    return OPERATORS[operator](inner)


def _joined(make: Callable[[tuple[Condition, ...]], Condition]) -> _Reader:
    def read(node: Node) -> Condition | None:
        parts = tuple(read_condition(item) or UNREAD for item in node.items())
        if node.value == []:
            node.fault("bad-condition", worded("expected a list of conditions"))
        return make(parts) if parts else None

    return read


def _not(node: Node) -> Condition | None:
    part = read_condition(node)
    return Not(part) if part is not None else None


def _named(make: Callable[[str], Condition]) -> _Reader:
    def read(node: Node) -> Condition | None:
        name = node.text()
        return make(name) if name else None

    return read


def _paired(
    make: Callable[[str, _Value], Condition], read_value: Callable[[Node], _Value | None]
) -> _Reader:
    """One name with its value; ``read_value`` gives None for what it found a fault in."""

    def read(node: Node) -> Condition | None:
        if not isinstance(node.value, dict) or len(node.value) != 1:
            node.fault("bad-condition", worded("expected exactly one name with its value"))
            return None
        [(name, place)] = node.entries()
        value = read_value(place)
        return None if value is None else make(name, value)

    return read


def _compared(make: Callable[[str, str, str], Condition]) -> _Reader:
    """``question``, or ``question.part``; a dot with nothing behind it belongs to neither."""

    def of_target(name: str, value: str) -> Condition:
        question, _, part = name.partition(".")
        return make(question, value, part) if part else make(name, value, "")

    return _paired(of_target, _text)


def _text(node: Node) -> str | None:
    return node.text() or None


def _number(node: Node) -> Decimal | None:
    text = node.text()
    if is_number(text):
        return Decimal(text)
    message = worded("%(text)s is not a number such as 10 or 2.5", text=repr(text))
    node.fault("not-a-number", message)
    return None


def _day(node: Node) -> dt.date | None:
    text = node.text()
    if (day := parse_date(text)) is None:
        message = worded("%(day)s is not a day such as 2021-12-31", day=repr(text))
        node.fault("not-a-date", message)
    return day


def _count(node: Node) -> int | None:
    text = node.text()
    if _COUNT.fullmatch(text):
        return int(text)
    message = worded("%(text)s is not a number of items between 1 and 50", text=repr(text))
    node.fault("not-a-number", message)
    return None


def _quantified(make: Callable[[str, Condition], Condition]) -> _Reader:
    def read(node: Node) -> Condition | None:
        if not node.expect_keys(("over", "that")) or not (node.has("over") and node.has("that")):
            return None
        over, that = node.child("over").text(), read_condition(node.child("that"))
        return make(over, that) if over and that is not None else None

    return read


OPERATORS: Mapping[str, _Reader] = MappingProxyType(
    {
        "all": _joined(All),
        "any": _joined(Any_),
        "not": _not,
        "is": _compared(Is),
        "includes": _paired(Includes, _text),
        "at_least": _compared(lambda question, level, part: AtLeast(question, level, (), part)),
        "at_most": _compared(lambda question, level, part: AtMost(question, level, (), part)),
        "on_or_after": _paired(OnOrAfter, _day),
        "before": _paired(Before, _day),
        "answered": _named(Answered),
        "not_known": _named(lambda question: HasStatus(question, AnswerStatus.NOT_KNOWN)),
        "not_applicable": _named(lambda question: HasStatus(question, AnswerStatus.NOT_APPLICABLE)),
        "label": _named(HasLabel),
        "outcome": _paired(HasOutcome, _text),
        "score_at_least": _paired(ScoreAtLeast, _number),
        "score_below": _paired(ScoreBelow, _number),
        "score_share": _paired(ShareAtLeast, _number),
        "items_at_least": _paired(ItemsAtLeast, _count),
        "any_item": _quantified(AnyItem),
        "every_item": _quantified(EveryItem),
    }
)
