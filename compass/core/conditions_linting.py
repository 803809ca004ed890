"""Checks conditions against the set they belong to: ids, types, reach into groups, cycles; and
works out what "at least" and "at most" accept."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from compass.core.conditions import (
    BAND,
    All,
    Any_,
    AnyItem,
    AtLeast,
    AtMost,
    Before,
    Comparison,
    Condition,
    EveryItem,
    HasLabel,
    HasOutcome,
    Includes,
    Is,
    ItemsAtLeast,
    Leaf,
    Not,
    NumberAtLeast,
    NumberAtMost,
    OfQuestion,
    OnOrAfter,
    ScoreAtLeast,
    ScoreBelow,
    ShareAtLeast,
    map_leaves,
)
from compass.core.conditions_places import inside, place_of_list, place_of_name
from compass.core.dependencies import HasParts, Part, dependencies
from compass.core.documents import Node, enumerated, shortened
from compass.core.kinds import KINDS, LIKELIHOOD, SEVERITY, closed_values, is_number
from compass.core.messages import Message, worded
from compass.core.question_sets import Question


@dataclass(frozen=True)
class Scope:
    """What conditions of a set may name."""

    questions: Mapping[str, Question]
    labels: frozenset[str] = frozenset()
    scores: frozenset[str] = frozenset()
    outcomes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # with their results
    unread: frozenset[str] = frozenset()  # they are there, with faults of their own


def lint_condition(
    condition: Condition, scope: Scope, node: Node, *, over: str | None = None
) -> None:
    """``over`` is the question for whose items the condition is asked, if it is."""
    match condition:
        case All() | Any_() | Not():
            for part, place in inside(condition, node):
                lint_condition(part, scope, place, over=over)
        case AnyItem(inner, _) | EveryItem(inner, _):
            [(that, place)] = inside(condition, node)
            if over is not None:
                node.fault(
                    "condition-type", worded("inside a repeating group there are no other items")
                )
            elif _is_items(inner, scope, place_of_list(node)):
                lint_condition(that, scope, place, over=inner)
        case _:
            _lint_leaf(condition, scope, place_of_name(node), over)


def lint_cycles(parts: HasParts, node_of: Callable[[Part], Node]) -> None:
    try:
        TopologicalSorter(dependencies(parts)).prepare()
    except CycleError as error:
        cycle: list[Part] = error.args[1]
        chain = " → ".join(part.id for part in reversed(cycle))
        node_of(cycle[0]).fault(
            "cycle", worded("these depend on each other: %(chain)s", chain=chain)
        )


def resolve(condition: Condition, questions: Mapping[str, Question]) -> Condition:
    """The same condition with the levels that each "at least" and "at most" accepts, numbers where
    they are about numbers, and the cells of the maps that it asks about."""

    def finished(leaf: Leaf) -> Condition:
        match leaf:
            case AtLeast(question, bound, _, part) | AtMost(question, bound, _, part):
                return _resolved(leaf, questions[question], bound, part)
            case Is(question, _, part) if part:
                return replace(leaf, cells=_cells(questions[question]))
            case _:
                return leaf

    return map_leaves(condition, finished)


def values_of(question: Question, part: str = "") -> tuple[str, ...]:
    """The closed list of values that a comparison with this (part of a) question can name."""
    if question.map is not None:
        severities, likelihoods = question.map.severities, question.map.likelihoods
        of_part = {SEVERITY: severities, LIKELIHOOD: likelihoods, BAND: question.map.bands}
        return of_part.get(part, ())
    if question.rows:
        return closed_values(question) if part in question.rows else ()
    if part or not (KINDS[question.kind].can_be_compared or KINDS[question.kind].takes_many):
        return ()
    return closed_values(question)


def _resolved(leaf: AtLeast | AtMost, question: Question, bound: str, part: str) -> Condition:
    is_least = isinstance(leaf, AtLeast)
    if KINDS[question.kind].has_range:
        number = NumberAtLeast if is_least else NumberAtMost
        return number(question.id, Decimal(bound))
    ladder = values_of(question, part)
    place = ladder.index(bound)
    accepted = ladder[place:] if is_least else ladder[: place + 1]
    return replace(leaf, accepted=accepted, cells=_cells(question))


def _cells(question: Question) -> Mapping[tuple[str, str], str]:
    return question.map.cells if question.map is not None else {}


def _is_items(question_id: str, scope: Scope, node: Node) -> bool:
    question = _question(question_id, scope, node)
    if question is None:
        return False
    if not KINDS[question.kind].has_items:
        node.fault(
            "condition-type",
            worded("%(question)s is no list of items", question=repr(question_id)),
        )
        return False
    return True


def _lint_leaf(leaf: Leaf, scope: Scope, node: Node, over: str | None) -> None:
    match leaf:
        case HasLabel(label):
            _expect(label, {*scope.labels, *scope.unread}, worded("label"), node)
        case ScoreAtLeast(score, _) | ScoreBelow(score, _) | ShareAtLeast(score, _):
            _expect(score, {*scope.scores, *scope.unread}, worded("score"), node)
        case HasOutcome(outcome, result):
            _expect(outcome, {*scope.outcomes, *scope.unread}, worded("outcome"), node)
            if outcome in scope.outcomes:
                what = worded("result of %(outcome)s", outcome=repr(outcome))
                _expect(result, scope.outcomes[outcome], what, node)
        case ItemsAtLeast(question, _):
            _is_items(question, scope, node)
        case _:
            _lint_question(leaf, scope, node, over)


def _expect(name: str, known: Collection[str], what: Message, node: Node) -> None:
    if name not in known:
        node.fault(
            "unknown-id", worded("there is no %(what)s %(name)s", what=what, name=repr(name))
        )


def _question(name: str, scope: Scope, node: Node) -> Question | None:
    found = scope.questions.get(name)
    if found is None and name not in scope.unread:
        message = worded("there is no question %(question)s", question=repr(name))
        node.fault("unknown-question", message)
    return found


def _lint_question(leaf: OfQuestion, scope: Scope, node: Node, over: str | None) -> None:
    question = _question(leaf.question, scope, node)
    if question is None:
        return
    if not question.takes_answer:
        node.fault(
            "condition-type",
            worded("%(question)s is a statement: nobody answers it", question=repr(question.id)),
        )
    elif question.over is not None and question.over != over:
        message = worded(
            "%(question)s is asked for each of %(over)s: use any_item",
            question=repr(question.id),
            over=repr(question.over),
        )
        node.fault("condition-type", message)
    elif isinstance(leaf, Comparison) and _is_whole(question):
        _lint_comparison(leaf, question, node)


def _is_whole(question: Question) -> bool:
    """Whether what people choose from is known: an unknown scale is a fault of the question."""
    kind = KINDS[question.kind]
    chooses = bool(kind.needs or kind.needs_one_of) and not kind.has_range
    return not chooses or bool(closed_values(question) or kind.parts(question))


def _lint_comparison(leaf: Comparison, question: Question, node: Node) -> None:
    if (complaint := _type_complaint(leaf, question)) is not None:
        node.fault("condition-type", complaint)
        return
    match leaf:
        case Is(_, value, part) | AtLeast(_, value, _, part) | AtMost(_, value, _, part):
            _lint_value(value, question, part, node)
        case Includes(_, value):
            _lint_value(value, question, "", node)


def _lint_value(value: str, question: Question, part: str, node: Node) -> None:
    if KINDS[question.kind].has_range:
        if not is_number(value):
            node.fault(
                "not-a-number",
                worded("%(value)s is not a number such as 10 or 2.5", value=repr(value)),
            )
    elif value not in values_of(question, part):
        node.fault(
            "unknown-value",
            worded(
                "%(value)s is no possible answer to %(question)s: %(known)s",
                value=repr(shortened(value)),
                question=repr(question.id),
                known=enumerated(values_of(question, part)),
            ),
        )


def _type_complaint(leaf: Comparison, question: Question) -> Message | None:
    kind = KINDS[question.kind]
    match leaf:
        case Is(_, _, part):
            is_right = bool(values_of(question, part)) and not kind.takes_many
            use = worded("'is' is for one value out of a list")
        case Includes():
            is_right, use = (
                kind.takes_many,
                worded("'includes' is for questions with several choices"),
            )
        case AtLeast(_, _, _, part) | AtMost(_, _, _, part):
            is_right = (kind.has_range and not part) or _is_ladder(question, part)
            use = worded("'at_least' and 'at_most' are for judgements, numbers and parts of a risk")
        case NumberAtLeast() | NumberAtMost():
            is_right, use = kind.has_range, worded("this is for numbers")
        case OnOrAfter() | Before():
            is_right, use = kind.has_days, worded("'on_or_after' and 'before' are for dates")
    if is_right:
        return None
    return worded(
        "%(use)s, but %(question)s is a %(kind)s question",
        use=use,
        question=repr(question.id),
        kind=question.kind,
    )


def _is_ladder(question: Question, part: str) -> bool:
    """Values from low to high: levels of a scale, bands of a map."""
    return bool(question.levels or question.map) and bool(values_of(question, part))
