"""Findings about what can be reached, each at its place in the file."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from compass.core.dependencies import Part, PartKind
from compass.core.documents import Node
from compass.core.faults import Severity
from compass.core.messages import Message, worded
from compass.core.points_linting import OUT_OF_REACH
from compass.core.question_sets import QuestionSet
from compass.core.reachability.claims import Claim, ClaimKind
from compass.core.reachability.effort import Effort
from compass.core.reachability.limits import Limits, limits_of
from compass.core.reachability.settling import MOST, Settled, holds_by_itself, settle
from compass.core.rules import Measure, OutcomeRule
from compass.core.structure import Structure

_NEVER: Mapping[ClaimKind, Message] = MappingProxyType(
    {
        ClaimKind.THEME: worded("no answers ever show this theme"),
        ClaimKind.GROUP: worded("no answers ever show this group"),
        ClaimKind.QUESTION: worded("no answers to the other questions ever show this one"),
        ClaimKind.LABEL: worded("no answers ever give this label"),
        ClaimKind.ADJUSTMENT: worded("no answers ever lead to this adjustment"),
        ClaimKind.RESULT: worded("no answers ever lead to this result"),
        ClaimKind.MAXIMUM: worded("so much can never be reached"),
    }
)
_UNDECIDED: Mapping[ClaimKind, Message] = MappingProxyType(
    {
        ClaimKind.MAXIMUM: worded("so much can be reached"),
        ClaimKind.EXCEEDED: worded("more can be reached"),
    }
)


def lint_reach(structure: Structure, question_set: QuestionSet) -> None:
    """``question_set`` is the structure made ready for evaluation."""
    limits, effort, found = limits_of(question_set), Effort(), settle(question_set)
    exceeded = {one.claim.id for one in found if _is(ClaimKind.EXCEEDED, one) and True in one.seen}
    for settled in found:
        if _is(ClaimKind.MAXIMUM, settled) and settled.claim.id in exceeded:
            continue  # one finding for one wrong number
        node = _PLACES[settled.claim.kind](structure, settled.claim)
        if settled.claim.kind is ClaimKind.EXCEEDED:
            _lint_exceeded(settled, limits, question_set, node)
        else:
            _lint_claim(settled, limits, question_set, node, effort)


def _is(kind: ClaimKind, settled: Settled) -> bool:
    return settled.claim.kind is kind


def _lint_claim(
    settled: Settled,
    limits: Mapping[str, Limits | None],
    question_set: QuestionSet,
    node: Node,
    effort: Effort,
) -> None:
    claim, seen = settled.claim, settled.seen
    if True not in seen and _is_beyond(claim, limits, question_set):
        node.fault("unreachable", _NEVER[claim.kind])
    elif seen >= claim.wanted:
        return
    elif not settled.is_certain:
        _note(node, settled)
    elif _has_found(OUT_OF_REACH, node):
        return  # a part of this condition is why
    elif True in seen:
        message = worded("this condition holds whatever is answered: leave it out")
        node.fault("always-holds", message, severity=Severity.WARNING)
    elif not seen and claim.kind in (ClaimKind.GROUP, ClaimKind.QUESTION):
        return  # what is around it is never shown, and is found there
    elif claim.condition is not None and not holds_by_itself(question_set, claim, effort):
        node.fault("contradiction", worded("this condition can never hold"))
    else:
        node.fault("unreachable", _NEVER[claim.kind])


def _lint_exceeded(
    settled: Settled, limits: Mapping[str, Limits | None], question_set: QuestionSet, node: Node
) -> None:
    known, declared = limits[settled.claim.id], _declared(settled.claim, question_set)
    if True in settled.seen:
        node.fault("maximum-exceeded", worded("more than this can be reached"))
    elif not settled.is_certain and not (known is not None and known.most <= declared):
        _note(node, settled)


def _has_found(code: str, node: Node) -> bool:
    inside = f"{node.path}."
    return any(one.code == code and one.path.startswith(inside) for one in node.document.faults)


def _note(node: Node, settled: Settled) -> None:
    is_new = True not in settled.seen
    question = worded("this can come up") if is_new else worded("this need not hold")
    question = _UNDECIDED.get(settled.claim.kind, question)
    if settled.is_cut:
        message = worded(
            "not decided, trying out all of this set takes too long: whether %(question)s",
            question=question,
        )
    else:
        message = worded(
            "not decided, with more than %(number)s combinations of answers: whether %(question)s",
            number=f"{MOST:,}",
            question=question,
        )
    node.fault("undecided", message, severity=Severity.NOTE)


def _is_beyond(
    claim: Claim, limits: Mapping[str, Limits | None], question_set: QuestionSet
) -> bool:
    """Whether the limits of a score alone say that this never comes up."""
    if claim.kind is ClaimKind.MAXIMUM:
        known = limits[claim.id]
        return known is not None and known.most < _declared(claim, question_set)
    if claim.kind is ClaimKind.RESULT:
        rule = next(rule for rule in question_set.outcomes if rule.id == claim.id)
        return _is_band_beyond(rule, claim.sub, limits)
    return False


def _is_band_beyond(rule: OutcomeRule, band: str, limits: Mapping[str, Limits | None]) -> bool:
    known = limits[rule.score] if rule.score is not None else None
    if known is None:
        return False
    by_share = rule.by is Measure.SHARE
    low, high = (Fraction(0), known.share) if by_share else (known.low, known.high)
    starts = [Fraction(each.lowest) for each in rule.bands]
    place = [each.id for each in rule.bands].index(band)
    ends_below = place + 1 < len(starts) and starts[place + 1] <= low
    return ends_below or (high is not None and starts[place] > high)


def _declared(claim: Claim, question_set: QuestionSet) -> Fraction:
    rule = next(rule for rule in question_set.scores if rule.id == claim.id)
    return Fraction(rule.maximum or 0)


def _part_place(kind: PartKind) -> Callable[[Structure, Claim], Node]:
    return lambda structure, claim: structure.node_of(Part(kind, claim.id))


def _group(structure: Structure, claim: Claim) -> Node:
    key = "shown_when" if claim.condition is not None else "over"
    return structure.places.groups[claim.id].child(key)


def _label(structure: Structure, claim: Claim) -> Node:
    return structure.places_of_rules("labels")[claim.id].child("when")


def _adjustment(structure: Structure, claim: Claim) -> Node:
    score = structure.places_of_rules("scores")[claim.id]
    return score.child("adjust").by_id()[claim.sub].child("when")


def _maximum(structure: Structure, claim: Claim) -> Node:
    return structure.places_of_rules("scores")[claim.id].child("maximum")


def _result(structure: Structure, claim: Claim) -> Node:
    outcome = structure.places_of_rules("outcomes")[claim.id]
    for key in ("bands", "cases"):
        listed = outcome.child(key).by_id() if outcome.has(key) else {}
        if claim.sub in listed:
            return listed[claim.sub]
    return outcome.child("otherwise")


_PLACES: Mapping[ClaimKind, Callable[[Structure, Claim], Node]] = MappingProxyType(
    {
        ClaimKind.THEME: _part_place(PartKind.THEME),
        ClaimKind.GROUP: _group,
        ClaimKind.QUESTION: _part_place(PartKind.QUESTION),
        ClaimKind.LABEL: _label,
        ClaimKind.ADJUSTMENT: _adjustment,
        ClaimKind.MAXIMUM: _maximum,
        ClaimKind.EXCEEDED: _maximum,
        ClaimKind.RESULT: _result,
    }
)
