"""What a set promises: that each condition can hold and need not, and each result can come up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from compass.core.conditions import Condition
from compass.core.dependencies import Part, PartKind, asked_by
from compass.core.evaluation import State
from compass.core.question_sets import Group, Question, QuestionSet, Theme
from compass.core.rules import AdjustmentRule, LabelRule, OutcomeRule, ScoreRule

EITHER = frozenset({True, False})


class ClaimKind(StrEnum):
    THEME = "theme"
    GROUP = "group"
    QUESTION = "question"
    LABEL = "label"
    ADJUSTMENT = "adjustment"
    RESULT = "result"
    MAXIMUM = "maximum"
    EXCEEDED = "exceeded"


Watch: TypeAlias = Callable[[State], Iterator[bool]]


@dataclass(frozen=True)
class Claim:
    """``watch`` says of a state whether the claim comes true in it, once for each place where it
    could; ``wanted`` is what has to be seen to settle it. ``roots`` are what it depends on."""

    kind: ClaimKind
    id: str
    watch: Watch
    roots: tuple[Part, ...]
    wanted: frozenset[bool] = EITHER
    sub: str = ""  # of an outcome its result, of a score its adjustment
    condition: Condition | None = None


def claims_of(question_set: QuestionSet) -> Iterator[Claim]:
    for theme in question_set.themes:
        if theme.shown_when is not None:
            yield _theme(theme)
        yield from (_group(group) for group in theme.groups if group.shown_when or group.over)
        yield from (_question(one) for one in theme.questions if one.shown_when is not None)
    for label in question_set.labels:
        yield _label(label)
    for score in question_set.scores:
        yield from (_adjustment(score, rule) for rule in score.adjustments)
        yield from _maximum(score)
    for outcome in question_set.outcomes:
        yield from (_result(outcome, result) for result in outcome.results)


def _theme(theme: Theme) -> Claim:
    def watch(state: State) -> Iterator[bool]:
        yield theme.id in state.themes

    part = Part(PartKind.THEME, theme.id)
    return Claim(ClaimKind.THEME, theme.id, watch, (part,), condition=theme.shown_when)


def _group(group: Group) -> Claim:
    def watch(state: State) -> Iterator[bool]:
        for _, facts in state.could_show(group):
            yield state.holds(group.shown_when, facts)

    part = Part(PartKind.GROUP, group.id)
    wanted = EITHER if group.shown_when is not None else frozenset({True})
    return Claim(ClaimKind.GROUP, group.id, watch, (part,), wanted, condition=group.shown_when)


def _question(question: Question) -> Claim:
    def watch(state: State) -> Iterator[bool]:
        for _, facts in state.could_show(question):
            yield state.holds(question.shown_when, facts)

    part = Part(PartKind.QUESTION, question.id)
    return Claim(ClaimKind.QUESTION, question.id, watch, (part,), condition=question.shown_when)


def _label(label: LabelRule) -> Claim:
    def watch(state: State) -> Iterator[bool]:
        yield state.has_label(label.id)

    part = Part(PartKind.LABEL, label.id)
    return Claim(ClaimKind.LABEL, label.id, watch, (part,), condition=label.when)


def _adjustment(score: ScoreRule, rule: AdjustmentRule) -> Claim:
    def watch(state: State) -> Iterator[bool]:
        yield state.holds(rule.when)

    roots = tuple(asked_by(rule.when))
    return Claim(ClaimKind.ADJUSTMENT, score.id, watch, roots, sub=rule.id, condition=rule.when)


def _maximum(score: ScoreRule) -> Iterator[Claim]:
    """A declared maximum is what can be reached at most: no less, and no more."""
    if score.maximum is None:
        return
    declared = score.maximum

    def is_reached(state: State) -> Iterator[bool]:
        yield state.scores[score.id].maximum == declared

    def is_exceeded(state: State) -> Iterator[bool]:
        yield state.scores[score.id].maximum > declared

    roots = (Part(PartKind.SCORE, score.id),)
    wanted = frozenset({True})
    yield Claim(ClaimKind.MAXIMUM, score.id, is_reached, roots, wanted)
    yield Claim(ClaimKind.EXCEEDED, score.id, is_exceeded, roots, wanted)


def _result(outcome: OutcomeRule, result: str) -> Claim:
    def watch(state: State) -> Iterator[bool]:
        if state.outcomes[outcome.id] is not None:
            yield state.outcomes[outcome.id] == result

    roots = (Part(PartKind.OUTCOME, outcome.id),)
    return Claim(ClaimKind.RESULT, outcome.id, watch, roots, frozenset({True}), sub=result)
