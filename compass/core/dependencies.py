"""What depends on what in a question set: one graph over questions, themes, groups, labels, scores
and outcomes, and the order in which they can be worked out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from compass.core.conditions import (
    Condition,
    HasLabel,
    HasOutcome,
    ScoreAtLeast,
    ScoreBelow,
    ShareAtLeast,
    parts_of,
    questions_in,
)
from compass.core.rules import LabelRule, OutcomeRule, ScoreRule

if TYPE_CHECKING:
    from compass.core.question_sets import Question, Theme


class PartKind(StrEnum):
    THEME = "theme"
    GROUP = "group"
    QUESTION = "question"
    LABEL = "label"
    SCORE = "score"
    OUTCOME = "outcome"


class Part(NamedTuple):
    kind: PartKind
    id: str


class HasParts(Protocol):
    @property
    def themes(self) -> "Sequence[Theme]": ...
    @property
    def labels(self) -> Sequence[LabelRule]: ...
    @property
    def scores(self) -> Sequence[ScoreRule]: ...
    @property
    def outcomes(self) -> Sequence[OutcomeRule]: ...


def dependencies(parts: HasParts) -> dict[Part, set[Part]]:
    """Each part with the parts that must be known before it."""
    graph: dict[Part, set[Part]] = {}
    for theme in parts.themes:
        place = Part(PartKind.THEME, theme.id)
        graph[place] = set(asked_by(theme.shown_when))
        for group in theme.groups:
            over = {Part(PartKind.QUESTION, group.over)} if group.over else set()
            graph[Part(PartKind.GROUP, group.id)] = {place, *over, *asked_by(group.shown_when)}
        for question in theme.questions:
            around = {Part(PartKind.GROUP, question.group)} if question.group else {place}
            graph[_question(question)] = around | set(asked_by(question.shown_when))
    for label in parts.labels:
        graph[Part(PartKind.LABEL, label.id)] = set(asked_by(label.when))
    for score in parts.scores:
        graph[Part(PartKind.SCORE, score.id)] = set(_scored(score, parts))
    for outcome in parts.outcomes:
        graph[Part(PartKind.OUTCOME, outcome.id)] = set(_decided(outcome))
    return graph


def evaluation_order(parts: HasParts) -> tuple[Part, ...]:
    """Every part after those that it depends on; for sets without cycles (graphlib.CycleError)."""
    return tuple(TopologicalSorter(dependencies(parts)).static_order())


def questions_behind(parts: HasParts, name: Part) -> frozenset[str]:
    """The questions that a part depends on, at whatever distance."""
    return _questions(parts_behind(dependencies(parts), [name]))


def parts_behind(graph: Mapping[Part, set[Part]], names: Iterable[Part]) -> frozenset[Part]:
    """All that these parts depend on, at whatever distance; they themselves only where they do."""
    seen, waiting = set[Part](), list(names)
    while waiting:
        for part in graph[waiting.pop()] - seen:
            seen.add(part)
            waiting.append(part)
    return frozenset(seen)


def questions_resting_on(parts: HasParts, question_id: str) -> frozenset[str]:
    """The questions that depend on this one, at whatever distance."""
    graph = dependencies(parts)
    resting: dict[Part, set[Part]] = {part: set() for part in graph}
    for part, needed in graph.items():
        for name in needed:
            resting[name].add(part)
    return _questions(parts_behind(resting, [Part(PartKind.QUESTION, question_id)]))


def _questions(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset(part.id for part in parts if part.kind is PartKind.QUESTION)


def _question(question: "Question") -> Part:
    return Part(PartKind.QUESTION, question.id)


def _scored(score: ScoreRule, parts: HasParts) -> Iterator[Part]:
    for name in score.of:
        yield Part(PartKind.SCORE, name)
    if not score.of:
        for theme in parts.themes:
            yield from (_question(one) for one in theme.questions if score.id in one.points)
    for adjustment in score.adjustments:
        yield from asked_by(adjustment.when)


def _decided(outcome: OutcomeRule) -> Iterator[Part]:
    if outcome.score is not None:
        yield Part(PartKind.SCORE, outcome.score)
    for case in outcome.cases:
        yield from asked_by(case.when)


def asked_by(condition: Condition | None) -> Iterator[Part]:
    """The parts that a condition looks at."""
    if condition is None:
        return
    for question in questions_in(condition):
        yield Part(PartKind.QUESTION, question)
    for part in parts_of(condition):
        match part:
            case HasLabel(label):
                yield Part(PartKind.LABEL, label)
            case ScoreAtLeast(score, _) | ScoreBelow(score, _) | ShareAtLeast(score, _):
                yield Part(PartKind.SCORE, score)
            case HasOutcome(outcome, _):
                yield Part(PartKind.OUTCOME, outcome)
