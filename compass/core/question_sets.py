"""A question set as the program sees it: frozen, complete and valid. Made by loading.py only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, TypeAlias

from compass.core.conditions import Condition
from compass.core.dependencies import (
    HasParts,
    Part,
    PartKind,
    evaluation_order,
    questions_behind,
)
from compass.core.kinds import KINDS, QuestionKind
from compass.core.rules import Fact, LabelRule, OutcomeRule, RiskMap, ScoreRule
from compass.core.scoring import Stake, stakes
from compass.core.versions.changes import Changes
from compass.core.workflow import ProjectPhase


@dataclass(frozen=True)
class Example:
    service: str
    act: str
    consequence: str


@dataclass(frozen=True)
class QuestionText:
    title: str
    text: str
    why: str
    checks: tuple[str, ...]
    bad: Example | None
    good: Example | None
    options: Mapping[str, str]
    unit: str
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PrincipleText:
    title: str
    text: str
    dilemma: str


@dataclass(frozen=True)
class ThemeText:
    title: str
    text: str


@dataclass(frozen=True)
class LevelText:
    label: str
    text: str


@dataclass(frozen=True)
class TermText:
    term: str
    text: str


@dataclass(frozen=True)
class SourceText:
    title: str
    note: str


@dataclass(frozen=True)
class GroupText:
    title: str
    text: str


@dataclass(frozen=True)
class LabelText:
    label: str
    text: str


@dataclass(frozen=True)
class ScoreText:
    title: str
    text: str
    adjustments: Mapping[str, str]


@dataclass(frozen=True)
class ResultText:
    label: str
    text: str
    obligations: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeText:
    title: str
    text: str
    results: Mapping[str, ResultText]


@dataclass(frozen=True)
class FactText:
    title: str
    text: str


@dataclass(frozen=True)
class SetTexts:
    """Every text of one language, by id. ``options`` of a question include those of its list;
    ``changes`` are notes on what changed, optional, by question."""

    language: str
    title: str
    summary: str
    provenance: str
    principles: Mapping[str, PrincipleText]
    themes: Mapping[str, ThemeText]
    scales: Mapping[str, Mapping[str, LevelText]]
    questions: Mapping[str, QuestionText]
    glossary: Mapping[str, TermText]
    sources: Mapping[str, SourceText]
    groups: Mapping[str, GroupText] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    maps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: Mapping[str, FactText] = field(default_factory=dict)
    labels: Mapping[str, LabelText] = field(default_factory=dict)
    scores: Mapping[str, ScoreText] = field(default_factory=dict)
    outcomes: Mapping[str, OutcomeText] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """A question of another set about the same thing, or about a related one."""

    set_id: str
    question: str
    relation: str


@dataclass(frozen=True)
class Question:
    """``over`` is the question whose items this one is asked for, each by itself; ``points`` are by
    score, then by value. ``references`` are names in foreign instruments, kept as they are."""

    id: str
    code: str
    kind: QuestionKind
    theme: str
    principles: tuple[str, ...]
    terms: tuple[str, ...] = ()
    scale: str | None = None
    levels: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    is_required: bool = True
    shown_when: Condition | None = None
    group: str | None = None
    over: str | None = None
    option_list: str | None = None
    takes_other: bool = False
    rows: tuple[str, ...] = ()
    map: RiskMap | None = None
    after: str | None = None
    step: Decimal | None = None
    points: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict, hash=False)
    roles: tuple[str, ...] = ()
    phases: tuple[ProjectPhase, ...] = ()
    links: tuple[Link, ...] = ()
    references: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @cached_property
    def takes_answer(self) -> bool:
        return KINDS[self.kind].takes_answer

    @property
    def is_ranking(self) -> bool:
        """Whether the order of what was chosen is the answer."""
        return KINDS[self.kind].is_ordered

    @property
    def levels_to_reach(self) -> tuple[str, ...]:
        """Those that actions can lead to; the levels of a table's rows are none."""
        return self.levels if KINDS[self.kind].has_levels else ()


@dataclass(frozen=True)
class Group:
    """A section of a theme; with ``over`` it is asked once for each item of that question."""

    id: str
    theme: str
    over: str | None = None
    shown_when: Condition | None = None


@dataclass(frozen=True)
class Theme:
    """A page: its questions in order, those of its groups included."""

    id: str
    questions: tuple[Question, ...]
    groups: tuple[Group, ...] = ()
    shown_when: Condition | None = None

    @cached_property
    def runs(self) -> "tuple[Run, ...]":
        """Its questions as they stand together."""
        together = groupby(self.questions, key=lambda one: (one.group, one.over))
        return tuple(Run(over, tuple(questions)) for (_, over), questions in together)


class Run(NamedTuple):
    """Questions of one group or of none: asked once, or for each item of ``over``."""

    over: str | None
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Source:
    """``date`` of publication and the day it was ``accessed``; each may be unknown ("")."""

    id: str
    url: str
    date: str
    accessed: str


@dataclass(frozen=True, eq=False)
class QuestionSet:
    """``content`` is the canonical JSON of the files; its SHA-256 is ``digest``. ``changes`` is
    what the author declares against the version before."""

    id: str
    version: str
    languages: tuple[str, ...]
    scales: Mapping[str, tuple[str, ...]]
    principles: tuple[str, ...]
    themes: tuple[Theme, ...]
    glossary: tuple[str, ...]
    sources: tuple[Source, ...]
    texts: Mapping[str, SetTexts] = field(repr=False)
    digest: str
    content: bytes = field(repr=False)
    roles: tuple[str, ...] = ()
    maps: Mapping[str, RiskMap] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    labels: tuple[LabelRule, ...] = ()
    scores: tuple[ScoreRule, ...] = ()
    outcomes: tuple[OutcomeRule, ...] = ()
    changes: Changes | None = None

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        return {group.id: group for theme in self.themes for group in theme.groups}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for theme in self.themes for question in theme.questions)

    @cached_property
    def answerable(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.takes_answer)

    @cached_property
    def has_conditions(self) -> bool:
        """Whether what is asked depends on the answers."""
        parts: tuple[Theme | Group | Question, ...] = (*self.themes, *self.groups.values())
        return any(part.shown_when is not None for part in (*parts, *self.questions)) or any(
            group.over is not None for group in self.groups.values()
        )

    @cached_property
    def order(self) -> "tuple[SetPart, ...]":
        """All that depends on answers, each part after those that it depends on."""
        parts = parts_by_name(self)
        return tuple(parts[name] for name in evaluation_order(self))

    @cached_property
    def behind(self) -> Mapping[str, frozenset[str]]:
        """The questions that each outcome depends on, at whatever distance."""
        return {
            rule.id: questions_behind(self, Part(PartKind.OUTCOME, rule.id))
            for rule in self.outcomes
        }

    @cached_property
    def leads_to(self) -> frozenset[str]:
        """The sets that a result of this one starts: such a set is a way into a project."""
        started = (rule.started_by(name) for rule in self.outcomes for name in rule.results)
        return frozenset(started) - {""}

    @cached_property
    def has_levels(self) -> bool:
        """Whether a team judges anything on a scale."""
        return any(question.levels_to_reach for question in self.questions)

    @property
    def has_rules(self) -> bool:
        """Whether anything follows from its answers."""
        return bool(self.labels or self.scores or self.outcomes)

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def stakes(self) -> Mapping[str, tuple[Stake, ...]]:
        """By score: the questions that carry points for it, and what they can earn."""
        return {
            rule.id: stakes(rule, (one for one in self.questions if rule.id in one.points))
            for rule in self.scores
        }

    def question(self, question_id: str) -> Question:
        return self._by_id[question_id]

    def question_at(self, where: str) -> Question:
        """Of an address: with an item before it, or without."""
        return self._by_id[where.rpartition("/")[2]]


SetPart: TypeAlias = Theme | Group | Question | LabelRule | ScoreRule | OutcomeRule


def parts_by_name(parts: HasParts) -> dict[Part, SetPart]:
    found: dict[Part, SetPart] = {}
    for theme in parts.themes:
        found[Part(PartKind.THEME, theme.id)] = theme
        found |= {Part(PartKind.GROUP, group.id): group for group in theme.groups}
        found |= {Part(PartKind.QUESTION, question.id): question for question in theme.questions}
    found |= {Part(PartKind.LABEL, rule.id): rule for rule in parts.labels}
    found |= {Part(PartKind.SCORE, rule.id): rule for rule in parts.scores}
    found |= {Part(PartKind.OUTCOME, rule.id): rule for rule in parts.outcomes}
    return found
