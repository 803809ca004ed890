"""The one evaluator: what is visible, what is still open, how far the team is, and what follows.

Answers are by address (answers.py). Only answers that are visible and complete count; a hidden one
may not show another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from compass.core.answers import Answer, AnswerStatus, address, is_complete, split_address
from compass.core.conditions import Condition, Facts, holds
from compass.core.items import Item, items_of
from compass.core.kinds import KINDS
from compass.core.outcomes import decide
from compass.core.question_sets import Group, Question, QuestionSet, Run, SetPart, Theme
from compass.core.rules import LabelRule, OutcomeRule, ScoreRule
from compass.core.scoring import Score, work_out_score

__all__ = ["Evaluation", "Progress", "evaluate", "is_complete"]


@dataclass(frozen=True)
class Progress:
    """Counts required questions that are visible; optional ones stand on neither side."""

    answered: int
    total: int


@dataclass(frozen=True)
class Evaluation:
    """Addresses, in the order of the set and, in a repeating group, item by item. ``visible``
    includes statements; ``outcomes`` are None while nothing they depend on was answered."""

    visible: tuple[str, ...]
    unanswered: tuple[str, ...]
    not_known: tuple[str, ...]
    progress: Progress
    by_theme: Mapping[str, Progress]
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    scores: Mapping[str, Score] = field(default_factory=dict)
    outcomes: Mapping[str, str | None] = field(default_factory=dict)


def evaluate(question_set: QuestionSet, answers: Mapping[str, Answer]) -> Evaluation:
    state = state_of(question_set, answers)
    shown = {theme.id: tuple(_shown(state, theme.runs)) for theme in question_set.themes}
    required = {theme: _required(theirs) for theme, theirs in shown.items()}
    by_theme = {theme: _progress(theirs, state) for theme, theirs in required.items()}
    visible = tuple(where for theirs in shown.values() for where, _ in theirs)
    return Evaluation(
        visible=visible,
        unanswered=tuple(
            where for theirs in required.values() for where in theirs if where not in state.complete
        ),
        not_known=tuple(
            where
            for where in visible
            if where in state.complete and answers[where].status is AnswerStatus.NOT_KNOWN
        ),
        progress=Progress(
            sum(theirs.answered for theirs in by_theme.values()),
            sum(theirs.total for theirs in by_theme.values()),
        ),
        by_theme=by_theme,
        items=state.items_by_question,
        labels=tuple(rule.id for rule in question_set.labels if rule.id in state.labels),
        scores={rule.id: state.scores[rule.id] for rule in question_set.scores},
        outcomes={rule.id: state.outcomes[rule.id] for rule in question_set.outcomes},
    )


def facts_at(state: "State", where: str) -> Facts:
    """What the conditions of the question at this address are held against."""
    item, name = split_address(where)
    over = state.question_set.question(name).over
    return _ItemFacts(state, over, item) if over is not None else state


def state_of(question_set: QuestionSet, answers: Mapping[str, Answer]) -> "State":
    """What is known when every part has been worked out in its order."""
    state = State(question_set, answers)
    for part in question_set.order:
        _work_out(state, part)
    return state


class State:
    """What is known so far, as the conditions of later parts ask for it (conditions.Facts)."""

    def __init__(self, question_set: QuestionSet, answers: Mapping[str, Answer]) -> None:
        self.question_set, self.answers = question_set, answers
        self.themes: set[str] = set()
        self.groups: set[str] = set()  # addresses: "group", or "item/group" in a repeating one
        self.visible: set[str] = set()
        self.complete: set[str] = set()
        self.items_by_question: dict[str, tuple[Item, ...]] = {}
        self.labels: set[str] = set()
        self.scores: dict[str, Score] = {}
        self.outcomes: dict[str, str | None] = {}
        self.once: Sequence[tuple[str, Facts]] = (("", self),)

    def answer(self, question: str) -> Answer | None:
        return self.answers[question] if question in self.complete else None

    def has_label(self, label: str) -> bool:
        return label in self.labels

    def score(self, score: str) -> Fraction | None:
        return self.scores[score].exact

    def share(self, score: str) -> Fraction | None:
        return self.scores[score].exact_share

    def outcome(self, outcome: str) -> str | None:
        return self.outcomes[outcome]

    def items(self, question: str) -> tuple[Facts, ...]:
        return tuple(facts for _, facts in self.items_over(question))

    def holds(self, condition: Condition | None, facts: Facts | None = None) -> bool:
        return condition is None or holds(condition, facts or self)

    def items_over(self, question: str | None) -> Sequence[tuple[str, Facts]]:
        """Each item of a question as seen from there; for no question, everything once."""
        if question is None:
            return self.once
        listed = self.items_by_question.get(question, ())
        return [(item.id, _ItemFacts(self, question, item.id)) for item in listed]

    def places(self, question: Question) -> Iterator[str]:
        """Where a question is asked: once, or at each item; the visible ones only."""
        return (where for where, _ in _shown(self, (Run(question.over, (question,)),)))

    def could_show(self, part: Group | Question) -> Sequence[tuple[str, Facts]]:
        """The items (or "" once) for which all around a group or a question is shown."""
        if isinstance(part, Group) or part.group is None:
            return self.items_over(part.over) if part.theme in self.themes else ()
        places = self.items_over(part.over)
        return [place for place in places if address(place[0], part.group) in self.groups]


class _ItemFacts:
    """The same facts as seen from one item: its own answers to the questions asked per item."""

    def __init__(self, state: State, over: str, item: str) -> None:
        self._state, self._over, self._item = state, over, item
        self.has_label, self.score, self.share = state.has_label, state.score, state.share
        self.outcome, self.items = state.outcome, state.items

    def answer(self, question: str) -> Answer | None:
        is_of_item = self._state.question_set.question(question).over == self._over
        return self._state.answer(address(self._item if is_of_item else "", question))


def _work_out(state: State, part: SetPart) -> None:
    match part:
        case Question():
            _question(state, part)
        case Group():
            _group(state, part)
        case Theme():
            _theme(state, part)
        case LabelRule() if state.holds(part.when):
            state.labels.add(part.id)
        case ScoreRule():
            state.scores[part.id] = work_out_score(part, state)
        case OutcomeRule():
            state.outcomes[part.id] = decide(part, state)


def _theme(state: State, theme: Theme) -> None:
    if state.holds(theme.shown_when):
        state.themes.add(theme.id)


def _group(state: State, group: Group) -> None:
    for item, facts in state.could_show(group):
        if state.holds(group.shown_when, facts):
            state.groups.add(address(item, group.id))


def _question(state: State, question: Question) -> None:
    for item, facts in state.could_show(question):
        if state.holds(question.shown_when, facts):
            _show(state, question, address(item, question.id))


def _show(state: State, question: Question, where: str) -> None:
    state.visible.add(where)
    answer = state.answers.get(where)
    if not question.takes_answer or answer is None or not is_complete(question, answer):
        return
    state.complete.add(where)
    if KINDS[question.kind].has_items and answer.status is AnswerStatus.ANSWERED:
        state.items_by_question[question.id] = items_of(answer.value)


def _shown(state: State, runs: Iterable[Run]) -> Iterator[tuple[str, Question]]:
    """Visible addresses with their questions: what is asked per item stands item by item."""
    for over, questions in runs:
        for item, _ in state.items_over(over):
            for question in questions:
                where = address(item, question.id)
                if where in state.visible:
                    yield where, question


def _required(shown: Sequence[tuple[str, Question]]) -> list[str]:
    return [where for where, question in shown if question.takes_answer and question.is_required]


def _progress(required: Sequence[str], state: State) -> Progress:
    return Progress(sum(where in state.complete for where in required), len(required))
