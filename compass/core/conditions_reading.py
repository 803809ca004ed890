"""Reads the conditions of a question set. Whether they make sense is linting's business."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

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


def _all(node: Node) -> Condition | None:
    parts = _several(node)
    return All(parts) if parts else None


def _any(node: Node) -> Condition | None:
    parts = _several(node)
    return Any_(parts) if parts else None


def _not(node: Node) -> Condition | None:
    part = read_condition(node)
    return Not(part) if part is not None else None


def _several(node: Node) -> tuple[Condition, ...]:
    parts = [read_condition(item) or UNREAD for item in node.items()]
    if node.value == []:
        node.fault("bad-condition", worded("expected a list of conditions"))
    return tuple(parts)


def _is(node: Node) -> Condition | None:
    pair = _pair(node)
    if pair is None or not (value := pair[1].text()):
        return None
    question, part = _target(pair[0])
    return Is(question, value, part)


def _includes(node: Node) -> Condition | None:
    pair = _pair(node)
    if pair is None or not (value := pair[1].text()):
        return None
    return Includes(pair[0], value)


def _at_least(node: Node) -> Condition | None:
    pair = _pair(node)
    if pair is None or not (value := pair[1].text()):
        return None
    question, part = _target(pair[0])
    return AtLeast(question, value, (), part)


def _at_most(node: Node) -> Condition | None:
    pair = _pair(node)
    if pair is None or not (value := pair[1].text()):
        return None
    question, part = _target(pair[0])
    return AtMost(question, value, (), part)


def _answered(node: Node) -> Condition | None:
    question = node.text()
    return Answered(question) if question else None


def _not_known(node: Node) -> Condition | None:
    question = node.text()
    return HasStatus(question, AnswerStatus.NOT_KNOWN) if question else None


def _not_applicable(node: Node) -> Condition | None:
    question = node.text()
    return HasStatus(question, AnswerStatus.NOT_APPLICABLE) if question else None


def _on_or_after(node: Node) -> Condition | None:
    pair = _dated(node)
    return OnOrAfter(*pair) if pair is not None else None


def _before(node: Node) -> Condition | None:
    pair = _dated(node)
    return Before(*pair) if pair is not None else None


def _label(node: Node) -> Condition | None:
    label = node.text()
    return HasLabel(label) if label else None


def _outcome(node: Node) -> Condition | None:
    pair = _pair(node)
    if pair is None or not (result := pair[1].text()):
        return None
    return HasOutcome(pair[0], result)


def _score_at_least(node: Node) -> Condition | None:
    pair = _measured(node)
    return ScoreAtLeast(*pair) if pair is not None else None


def _score_below(node: Node) -> Condition | None:
    pair = _measured(node)
    return ScoreBelow(*pair) if pair is not None else None


def _score_share(node: Node) -> Condition | None:
    pair = _measured(node)
    return ShareAtLeast(*pair) if pair is not None else None


def _items_at_least(node: Node) -> Condition | None:
    pair = _pair(node)
    if pair is None:
        return None
    text = pair[1].text()
    if not _COUNT.fullmatch(text):
        pair[1].fault(
            "not-a-number",
            worded("%(text)s is not a number of items between 1 and 50", text=repr(text)),
        )
        return None
    return ItemsAtLeast(pair[0], int(text))


def _any_item(node: Node) -> Condition | None:
    pair = _quantified(node)
    return AnyItem(*pair) if pair is not None else None


def _every_item(node: Node) -> Condition | None:
    pair = _quantified(node)
    return EveryItem(*pair) if pair is not None else None


OPERATORS: Mapping[str, Callable[[Node], Condition | None]] = MappingProxyType(
    {
        "all": _all,
        "any": _any,
        "not": _not,
        "is": _is,
        "includes": _includes,
        "at_least": _at_least,
        "at_most": _at_most,
        "on_or_after": _on_or_after,
        "before": _before,
        "answered": _answered,
        "not_known": _not_known,
        "not_applicable": _not_applicable,
        "label": _label,
        "outcome": _outcome,
        "score_at_least": _score_at_least,
        "score_below": _score_below,
        "score_share": _score_share,
        "items_at_least": _items_at_least,
        "any_item": _any_item,
        "every_item": _every_item,
    }
)


def _pair(node: Node) -> tuple[str, Node] | None:
    """The one name with its value that a comparison is about."""
    if not isinstance(node.value, dict) or len(node.value) != 1:
        node.fault("bad-condition", worded("expected exactly one name with its value"))
        return None
    [pair] = node.entries()
    return pair


def _target(name: str) -> tuple[str, str]:
    """``question`` or ``question.part``; a dot with nothing behind it belongs to neither."""
    question, _, part = name.partition(".")
    return (question, part) if part else (name, "")


def _measured(node: Node) -> tuple[str, Decimal] | None:
    pair = _pair(node)
    if pair is None:
        return None
    text = pair[1].text()
    if not is_number(text):
        pair[1].fault(
            "not-a-number", worded("%(text)s is not a number such as 10 or 2.5", text=repr(text))
        )
        return None
    return pair[0], Decimal(text)


def _dated(node: Node) -> tuple[str, dt.date] | None:
    pair = _pair(node)
    if pair is None:
        return None
    text = pair[1].text()
    if (day := parse_date(text)) is None:
        pair[1].fault(
            "not-a-date", worded("%(day)s is not a day such as 2021-12-31", day=repr(text))
        )
        return None
    return pair[0], day


def _quantified(node: Node) -> tuple[str, Condition] | None:
    if not node.expect_keys(("over", "that")) or not (node.has("over") and node.has("that")):
        return None
    over, that = node.child("over").text(), read_condition(node.child("that"))
    return (over, that) if over and that is not None else None
