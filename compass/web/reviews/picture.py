"""A review as its pages show it: every visible question with its text, its answer and its sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from compass.core.answers import Answer, split_address
from compass.core.evaluation import Evaluation, Progress, evaluate
from compass.core.items import Item
from compass.core.question_sets import Question, QuestionSet, QuestionText, SetTexts
from compass.core.signs import Sign, level_of, sign_of

_UNANSWERED = Answer()


class Row(NamedTuple):
    """``where`` is the address of the answer, ``item`` what it is about where it is asked per
    item."""

    where: str
    item: Item | None
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
        return self.where, self.sign, self.is_flagged, self.hue

    @property
    def needs_attention(self) -> bool:
        return self.is_flagged or self.is_due or self.level == 1 or self.sign == Sign.UNKNOWN


@dataclass(frozen=True)
class Section:
    """Rows that stand together: of a group, of one item of a group, or outside of groups. Those
    that follow a group have no title of their own that would part them from it."""

    group: str | None
    item: Item | None
    rows: tuple[Row, ...]
    follows: bool

    @property
    def marks(self) -> tuple[tuple[str, str, bool, int], ...]:
        return tuple(row.mark for row in self.rows)


@dataclass(frozen=True)
class ThemePart:
    id: str
    title: str
    text: str
    hue: int
    rows: tuple[Row, ...]
    progress: Progress
    has_groups: bool

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        if not self.has_groups:
            return (Section(None, None, self.rows, follows=False),)
        together = groupby(self.rows, _section_of)
        return tuple(
            Section(group, item, tuple(rows), follows=bool(place) and group is None)
            for place, ((group, item), rows) in enumerate(together)
        )


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

    def place(self, where: str) -> tuple[Row | None, Row, Row | None]:
        """The row before, this one and the one after; KeyError when it is not visible."""
        places = [row.where for row in self.rows]
        if where not in places:
            raise KeyError(where)
        at = places.index(where)
        following = self.rows[at + 1] if at + 1 < len(self.rows) else None
        return (self.rows[at - 1] if at else None), self.rows[at], following

    def part(self, theme_id: str) -> ThemePart:
        return next(theme for theme in self.themes if theme.id == theme_id)

    def _named(self, places: tuple[str, ...]) -> tuple[Row, ...]:
        wanted = frozenset(places)
        return tuple(row for row in self.rows if row.where in wanted)


def draw(
    question_set: QuestionSet,
    answers: Mapping[str, Answer],
    flagged: frozenset[str],
    language: str,
) -> Picture:
    texts = texts_in(question_set, language)
    evaluation = evaluate(question_set, answers)
    shown = _shown(question_set, evaluation)
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
                    answers.get(where, _UNANSWERED),
                    where=where,
                    item=item,
                    is_flagged=where in flagged,
                    hue=hue,
                )
                for where, item, question in shown.get(theme.id, ())
            ),
            progress=evaluation.by_theme[theme.id],
            has_groups=bool(theme.groups),
        )
        for hue, theme in enumerate(question_set.themes)
    )
    return Picture(question_set, texts, themes, evaluation)


def row_of(
    question: Question,
    text: QuestionText,
    answer: Answer,
    *,
    where: str,
    item: Item | None,
    is_flagged: bool,
    hue: int,
) -> Row:
    return Row(where, item, question, text, answer, is_flagged, hue, sign_of(question, answer))


def _shown(
    question_set: QuestionSet, evaluation: Evaluation
) -> dict[str, list[tuple[str, Item | None, Question]]]:
    """By theme: each visible address, with the item and the question that it names."""
    items = {(over, item.id): item for over, listed in evaluation.items.items() for item in listed}
    found: dict[str, list[tuple[str, Item | None, Question]]] = {}
    for where in evaluation.visible:
        question = question_set.question_at(where)
        item = items[question.over, split_address(where)[0]] if question.over else None
        found.setdefault(question.theme, []).append((where, item, question))
    return found


def _section_of(row: Row) -> tuple[str | None, Item | None]:
    return row.question.group, row.item


def texts_in(question_set: QuestionSet, language: str) -> SetTexts:
    """The reader's language where the set has it; the set's first one otherwise."""
    return question_set.texts.get(language) or question_set.texts[question_set.languages[0]]
