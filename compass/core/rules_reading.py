"""Reads what a set works out from the answers: labels, scores and outcomes."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from compass.core.conditions import Condition
from compass.core.conditions_reading import UNREAD, read_condition
from compass.core.documents import Node
from compass.core.messages import worded
from compass.core.reading import read_decimal, read_id, read_ids, read_word
from compass.core.rules import (
    AdjustmentRule,
    Band,
    Case,
    LabelRule,
    Measure,
    OutcomeRule,
    Rounding,
    RoundingMode,
    ScoreMethod,
    ScoreRule,
)

_SCORE_OPTIONAL = ("method", "of", "weights", "measure", "adjust", "round", "maximum")
_OUTCOME_OPTIONAL = ("score", "by", "bands", "cases", "otherwise")
_RESULT_OPTIONAL = ("facts", "starts")
_MAX_PLACES = 6
_UNREAD = Decimal("NaN")  # a bound with a fault of its own


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_R = TypeVar("_R", bound=_HasId)
_E = TypeVar("_E", bound=StrEnum)


def read_labels(node: Node) -> tuple[LabelRule, ...]:
    return _list(node, _label)


def read_scores(node: Node) -> tuple[ScoreRule, ...]:
    return _list(node, _score)


def read_outcomes(node: Node) -> tuple[OutcomeRule, ...]:
    return _list(node, _outcome)


def _list(node: Node, read: Callable[[Node], _R | None]) -> tuple[_R, ...]:
    """One rule for each item, without repetition; an item with faults is left out."""
    found: dict[str, _R] = {}
    for item in node.items():
        rule = read(item)
        if rule is None:
            continue
        if rule.id in found:
            item.fault("duplicate-id", worded("the id %(name)s stands twice", name=repr(rule.id)))
        found.setdefault(rule.id, rule)
    if node.value == []:
        node.fault("empty-list", worded("this list is empty: give an item or leave the key out"))
    return tuple(found.values())


def _label(node: Node) -> LabelRule | None:
    found = _when(node, ())
    return LabelRule(*found) if found is not None else None


def _case(node: Node) -> Case | None:
    found = _when(node, _RESULT_OPTIONAL)
    if found is None:
        return None
    return Case(*found, facts=read_ids(node, "facts"), starts=read_id(node, "starts"))


def _when(node: Node, optional: Sequence[str]) -> tuple[str, Condition] | None:
    """An id with the condition under which it counts."""
    if not node.expect_keys(("id", "when"), optional) or not (node.has("id") and node.has("when")):
        return None
    identifier, when = node.child("id").identifier(), read_condition(node.child("when"))
    return (identifier, when or UNREAD) if identifier else None


def _score(node: Node) -> ScoreRule | None:
    identifier = _id(node, ("id",), _SCORE_OPTIONAL)
    if not identifier:
        return None
    return ScoreRule(
        id=identifier,
        method=_one_of(node, "method", ScoreMethod, ScoreMethod.SUM),
        of=read_ids(node, "of"),
        weights=_weights(node.child("weights")) if node.has("weights") else {},
        measure=_one_of(node, "measure", Measure, Measure.POINTS),
        adjustments=_list(node.child("adjust"), _adjustment) if node.has("adjust") else (),
        rounding=_rounding(node.child("round")) if node.has("round") else None,
        maximum=read_decimal(node, "maximum"),
    )


def _adjustment(node: Node) -> AdjustmentRule | None:
    found = _when(node, ("multiply", "add"))
    if found is None:
        return None
    if node.has("multiply") == node.has("add"):
        node.fault("bad-adjustment", worded("an adjustment has either 'multiply' or 'add'"))
        return None
    return AdjustmentRule(
        *found, multiply=read_decimal(node, "multiply"), add=read_decimal(node, "add")
    )


def _rounding(node: Node) -> Rounding | None:
    if not node.expect_keys(("places", "mode")) or not (node.has("places") and node.has("mode")):
        return None
    places = node.child("places").text()
    if places not in map(str, range(_MAX_PLACES + 1)):
        message = worded(
            "%(places)s is not a number of places from 0 to %(most)s",
            places=repr(places),
            most=_MAX_PLACES,
        )
        node.fault("not-a-number", message, key="places")
        return None
    return Rounding(int(places), _one_of(node, "mode", RoundingMode, RoundingMode.HALF_UP))


def _outcome(node: Node) -> OutcomeRule | None:
    identifier = _id(node, ("id",), _OUTCOME_OPTIONAL)
    if not identifier:
        return None
    if node.has("bands") == node.has("cases") or node.has("score") != node.has("bands"):
        message = worded("an outcome has either a score with bands, or cases")
        node.fault("bad-outcome", message)
        return None
    otherwise, facts, starts = _otherwise(node)
    rule = OutcomeRule(
        id=identifier,
        score=read_id(node, "score") or None,
        by=_one_of(node, "by", Measure, Measure.POINTS),
        bands=_list(node.child("bands"), _band) if node.has("bands") else (),
        cases=_list(node.child("cases"), _case) if node.has("cases") else (),
        otherwise=otherwise,
        otherwise_facts=facts,
        otherwise_starts=starts,
    )
    _check_keys_of_outcome(node, rule)
    return rule


def _check_keys_of_outcome(node: Node, rule: OutcomeRule) -> None:
    for key, is_allowed in (("by", bool(rule.bands)), ("otherwise", bool(rule.cases))):
        if node.has(key) and not is_allowed:
            node.fault("bad-outcome", worded("%(key)s makes no sense here", key=repr(key)), key=key)
    if rule.cases and not node.has("otherwise"):
        node.fault("missing-key", worded("the key 'otherwise' is missing"), key="otherwise")
    if len(set(rule.results)) < len(rule.results):
        node.fault("duplicate-id", worded("a result of %(name)s stands twice", name=repr(rule.id)))
    lowest = [band.lowest for band in rule.bands if band.lowest.is_finite()]
    if lowest != sorted(set(lowest)):
        node.fault("bad-bands", worded("each band begins higher than the one before"), key="bands")


def _otherwise(node: Node) -> tuple[str | None, tuple[str, ...], str]:
    if not node.has("otherwise"):
        return None, (), ""
    inner = node.child("otherwise")
    if not isinstance(inner.value, dict):
        return inner.identifier() or None, (), ""
    identifier = _id(inner, ("id",), _RESULT_OPTIONAL) or None
    return identifier, read_ids(inner, "facts"), read_id(inner, "starts")


def _band(node: Node) -> Band | None:
    identifier = _id(node, ("id", "from"), _RESULT_OPTIONAL)
    lowest = read_decimal(node, "from")
    if not identifier:
        return None
    lowest = _UNREAD if lowest is None else lowest
    return Band(identifier, lowest, read_ids(node, "facts"), read_id(node, "starts"))


def _weights(node: Node) -> Mapping[str, Decimal]:
    found = {name: read_decimal(node, name) for name, _ in node.entries()}
    return {name: weight for name, weight in found.items() if weight is not None}


def _id(node: Node, required: Sequence[str], optional: Sequence[str]) -> str:
    if not node.expect_keys(required, optional) or not node.has("id"):
        return ""
    return node.child("id").identifier()


def _one_of(node: Node, key: str, choices: type[_E], default: _E) -> _E:
    word = read_word(node, key, choices)
    return choices(word) if word else default
