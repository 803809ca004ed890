"""A question set as the program sees it: frozen, complete and valid. Made by loading.py only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from compass.core.conditions import Condition
from compass.core.kinds import KINDS, QuestionKind


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
class SetTexts:
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


@dataclass(frozen=True)
class Question:
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

    @property
    def takes_answer(self) -> bool:
        return KINDS[self.kind].takes_answer


@dataclass(frozen=True)
class Theme:
    id: str
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
    """``content`` is the canonical JSON of the files; its SHA-256 is ``digest``."""

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

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for theme in self.themes for question in theme.questions)

    @cached_property
    def answerable(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.takes_answer)

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, question_id: str) -> Question:
        return self._by_id[question_id]
