"""Answers without points where others have them, scores and numbers that conditions ask for and
nobody reaches, and bands that leave a gap below."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from compass.core.conditions import (
    AtLeast,
    AtMost,
    Leaf,
    Measured,
    ScoreAtLeast,
    ScoreBelow,
    ShareAtLeast,
)
from compass.core.conditions_places import leaves_in
from compass.core.documents import Node, enumerated
from compass.core.faults import Severity
from compass.core.kinds import KINDS
from compass.core.linting import placed_conditions
from compass.core.messages import worded
from compass.core.question_sets import Question, QuestionSet
from compass.core.reachability.limits import Limits, limits_of
from compass.core.rules import Measure
from compass.core.structure import Structure

OUT_OF_REACH = "out-of-reach"


def lint_points(structure: Structure, question_set: QuestionSet) -> None:
    for question in question_set.questions:
        _lint_unscored(question, structure)
    limits = limits_of(question_set)
    _lint_gaps(structure, question_set, limits)
    for condition, node, _ in placed_conditions(structure):
        for leaf, place in leaves_in(condition, node) if condition is not None else ():
            _lint_leaf(leaf, question_set, limits, place)


def _lint_leaf(
    leaf: Leaf, question_set: QuestionSet, limits: Mapping[str, Limits | None], node: Node
) -> None:
    match leaf:
        case ScoreAtLeast(score, _) | ScoreBelow(score, _) | ShareAtLeast(score, _):
            if _is_out_of_reach(leaf, limits[score]):
                message = worded("no answers ever bring %(score)s there", score=repr(score))
                node.fault(OUT_OF_REACH, message)
        case AtLeast(name, bound) | AtMost(name, bound):
            question = question_set.question(name)
            if KINDS[question.kind].has_range and _is_out_of_bounds(leaf, Decimal(bound), question):
                message = worded("the bounds of %(question)s exclude this", question=repr(name))
                node.fault(OUT_OF_REACH, message)


def _is_out_of_bounds(leaf: AtLeast | AtMost, bound: Decimal, question: Question) -> bool:
    if isinstance(leaf, AtLeast):
        return question.maximum is not None and bound > question.maximum
    return question.minimum is not None and bound < question.minimum


def _is_out_of_reach(leaf: Measured, limits: Limits | None) -> bool:
    if limits is None:
        return False
    match leaf:
        case ScoreAtLeast(_, bound):
            return bound > limits.high
        case ScoreBelow(_, bound):
            return bound <= limits.low
        case ShareAtLeast(_, bound):
            return limits.share is not None and bound > limits.share


def _lint_unscored(question: Question, structure: Structure) -> None:
    """Nothing is nothing: who means no points says 0, so that an option added later stands out."""
    node = structure.places.questions[question.id].child("points")
    for score, points in question.points.items():
        missing = [one for one in KINDS[question.kind].scored(question) if one not in points]
        if missing:
            message = worded(
                "no points for %(names)s: say 0 where that is meant",
                names=enumerated(map(repr, missing)),
            )
            node.fault("unscored", message, key=score)


def _lint_gaps(
    structure: Structure, question_set: QuestionSet, limits: Mapping[str, Limits | None]
) -> None:
    places = structure.places_of_rules("outcomes")
    for outcome in question_set.outcomes:
        known = limits[outcome.score] if outcome.score is not None else None
        if known is None or not outcome.bands:
            continue
        low = Fraction(0) if outcome.by is Measure.SHARE else known.low
        if low < outcome.bands[0].lowest:
            message = worded("a score below the first band has no result")
            node = places[outcome.id].child("bands")
            node.fault("gap-below-bands", message, severity=Severity.WARNING)
