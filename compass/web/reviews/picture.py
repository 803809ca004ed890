"""A review as its pages show it: every visible question with its text, its answer and its sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from compass.core.answers import Answer
from compass.core.evaluation import Evaluation, Progress, evaluate
from compass.core.question_sets import Question, QuestionSet, QuestionText, SetTexts
from compass.core.signs import Sign, chosen, level_of, sign_of

_UNANSWERED = Answer()


class Row(NamedTuple):
    question: Question
    text: QuestionText
    answer: Answer
    is_flagged: bool
    hue: int
    sign: str

    @property
    def level(self) -> int | None:
        return level_of(self.question, self.answer.value)

    @property
    def expected(self) -> int | None:
        return level_of(self.question, self.answer.expected)

    @property
    def is_open(self) -> bool:
        return self.sign == Sign.TODO and self.question.takes_answer

    @property
    def is_due(self) -> bool:
        """Open, and asked of everybody: an optional question may stay open."""
        return self.is_open and self.question.is_required

    @property
    def mark(self) -> tuple[str, str, bool, int]:
        """All that a list shows of this review about the question."""
        return self.question.id, self.sign, self.is_flagged, self.hue

    @property
    def needs_attention(self) -> bool:
        return self.is_flagged or self.is_due or self.level == 1 or self.sign == Sign.UNKNOWN

    @property
    def options_chosen(self) -> tuple[str, ...]:
        return chosen(self.answer)


@dataclass(frozen=True)
class ThemePart:
    id: str
    title: str
    text: str
    hue: int
    rows: tuple[Row, ...]
    progress: Progress

    @property
    def marks(self) -> tuple[tuple[str, str, bool, int], ...]:
        return tuple(row.mark for row in self.rows)


@dataclass(frozen=True)
class Picture:
    question_set: QuestionSet
    texts: SetTexts
    themes: tuple[ThemePart, ...]
    evaluation: Evaluation

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for theme in self.themes for row in theme.rows)

    @property
    def progress(self) -> Progress:
        return self.evaluation.progress

    @property
    def attention(self) -> tuple[Row, ...]:
        """Flagged first, then the lowest level, then what is still to be answered."""
        rows = [row for row in self.rows if row.needs_attention]
        return tuple(sorted(rows, key=lambda row: (not row.is_flagged, row.level is None)))

    @cached_property
    def next_open(self) -> Row | None:
        return next((row for row in self.rows if row.is_due), None)

    @property
    def unanswered(self) -> tuple[Row, ...]:
        return self._named(self.evaluation.unanswered)

    @property
    def not_known(self) -> tuple[Row, ...]:
        return self._named(self.evaluation.not_known)

    def place(self, question_id: str) -> tuple[Row | None, Row, Row | None]:
        """The row before, this one and the one after; KeyError when it is not visible."""
        ids = [row.question.id for row in self.rows]
        if question_id not in ids:
            raise KeyError(question_id)
        at = ids.index(question_id)
        following = self.rows[at + 1] if at + 1 < len(self.rows) else None
        return (self.rows[at - 1] if at else None), self.rows[at], following

    def part(self, theme_id: str) -> ThemePart:
        return next(theme for theme in self.themes if theme.id == theme_id)

    def _named(self, ids: tuple[str, ...]) -> tuple[Row, ...]:
        wanted = frozenset(ids)
        return tuple(row for row in self.rows if row.question.id in wanted)


def draw(
    question_set: QuestionSet,
    answers: Mapping[str, Answer],
    flagged: frozenset[str],
    language: str,
) -> Picture:
    texts = texts_in(question_set, language)
    evaluation = evaluate(question_set, answers)
    visible = frozenset(evaluation.visible)
    themes = tuple(
        ThemePart(
            id=theme.id,
            title=texts.themes[theme.id].title,
            text=texts.themes[theme.id].text,
            hue=hue,
            rows=tuple(
                row_of(
                    question,
                    texts.questions[question.id],
                    answers.get(question.id, _UNANSWERED),
                    is_flagged=question.id in flagged,
                    hue=hue,
                )
                for question in theme.questions
                if question.id in visible
            ),
            progress=evaluation.by_theme[theme.id],
        )
        for hue, theme in enumerate(question_set.themes)
    )
    return Picture(question_set, texts, themes, evaluation)


def row_of(
    question: Question, text: QuestionText, answer: Answer, *, is_flagged: bool, hue: int
) -> Row:
    return Row(question, text, answer, is_flagged, hue, sign_of(question, answer))


def texts_in(question_set: QuestionSet, language: str) -> SetTexts:
    """The reader's language where the set has it; the set's first one otherwise."""
    return question_set.texts.get(language) or question_set.texts[question_set.languages[0]]
