"""The heat map as its template shows it: a column a question, a row a review, a sign a cell."""

from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from compass.core.answers import Answer
from compass.core.question_sets import Question, QuestionText, SetTexts
from compass.core.signs import Sign, sign_of_many
from compass.db.queries.pages import Page
from compass.dossier.charts import HUES, shade
from compass.services.comparison import Comparison, ComparisonRow
from compass.web.comparison.totals import Total, count_rows
from compass.web.i18n import language
from compass.web.results import Result, results_in_words
from compass.web.reviews.picture import Row, row_of, texts_in
from compass.web.words import Words

# sign: what the cell shows, and what it says
MARKS: Words = MappingProxyType(
    {
        Sign.NOT_APPLICABLE: (_l("n/a"), _l("not applicable")),
        Sign.UNKNOWN: ("?", _l("not known yet")),
        Sign.TODO: ("–", _l("not answered yet")),
        Sign.DONE: ("✓", _l("answered")),
        "hidden": ("", _l("not asked here")),
    }
)


@dataclass(frozen=True)
class Column:
    question: Question
    text: QuestionText
    hue: int
    starts_theme: bool  # but not the first one: it has a gap before it


@dataclass(frozen=True)
class ThemeHead:
    title: str
    hue: int
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Cell:
    tone: str  # the class that colours it
    mark: str
    words: str
    starts_theme: bool


@dataclass(frozen=True)
class HeatRow:
    line: ComparisonRow
    cells: tuple[Cell, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True)
class KeyEntry:
    tones: tuple[str, ...]
    mark: str
    words: str


@dataclass(frozen=True)
class Heat:
    """``outcomes`` are the titles of the columns before the questions."""

    texts: SetTexts
    themes: tuple[ThemeHead, ...]
    page: Page[HeatRow]
    totals: tuple[Total, ...]
    key: tuple[KeyEntry, ...]
    outcomes: tuple[str, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for theme in self.themes for column in theme.columns)


@dataclass(frozen=True)
class Answers:
    """The answers of the reviews on this page to one question, to one asked per item for each of
    them; none where it was not asked."""

    column: Column
    rows: tuple[tuple[ComparisonRow, tuple[Row, ...]], ...]
    totals: tuple[Total, ...]


def heat_of(found: Comparison) -> Heat:
    texts = texts_in(found.question_set, language())
    themes = _themes(found, texts)
    columns = tuple(column for theme in themes for column in theme.columns)
    rows = tuple(
        HeatRow(line, _cells(line, columns, texts), results_in_words(line.outcomes, texts))
        for line in found.rows.rows
    )
    page = Page(rows, found.rows.number, found.rows.total, found.rows.size)
    totals = count_rows(found, texts, [column.question for column in columns])
    outcomes = tuple(texts.outcomes[rule.id].title for rule in found.question_set.outcomes)
    return Heat(texts, themes, page, totals, _key(found, texts, themes), outcomes)


def answers_to(found: Comparison, question_id: str) -> Answers:
    texts = texts_in(found.question_set, language())
    columns = [column for theme in _themes(found, texts) for column in theme.columns]
    column = next(each for each in columns if each.question.id == question_id)
    rows = tuple((line, _answered(line, column)) for line in found.rows.rows)
    return Answers(column, rows, count_rows(found, texts, [column.question]))


def _themes(found: Comparison, texts: SetTexts) -> tuple[ThemeHead, ...]:
    themes: list[ThemeHead] = []
    for hue, theme in enumerate(found.question_set.themes):
        asked = [question for question in theme.questions if question.takes_answer]
        if not asked:
            continue
        columns = tuple(
            Column(question, texts.questions[question.id], hue, bool(themes) and not place)
            for place, question in enumerate(asked)
        )
        themes.append(ThemeHead(texts.themes[theme.id].title, hue, columns))
    return tuple(themes)


def _answered(line: ComparisonRow, column: Column) -> tuple[Row, ...]:
    return tuple(
        row_of(
            column.question,
            column.text,
            line.answers.get(where, Answer()),
            where=where,
            item=item,
            is_flagged=False,
            hue=column.hue,
        )
        for where, item in line.places(column.question)
    )


def _cells(line: ComparisonRow, columns: tuple[Column, ...], texts: SetTexts) -> tuple[Cell, ...]:
    return tuple(_cell(line, column, texts) for column in columns)


def _cell(line: ComparisonRow, column: Column, texts: SetTexts) -> Cell:
    question = column.question
    rows = _answered(line, column)
    sign = sign_of_many([row.sign for row in rows]) if rows else "hidden"
    if sign in MARKS or question.scale is None:
        mark, words = MARKS[sign]
        return Cell(f"cp-cell--{sign}", str(mark), _of_items(rows, str(words)), column.starts_theme)
    level = int(sign)
    words = f"{level}, {texts.scales[question.scale][question.levels[level - 1]].label}"
    tone = _tone(column.hue, level, len(question.levels))
    return Cell(tone, str(level), _of_items(rows, words), column.starts_theme)


def _of_items(rows: tuple[Row, ...], words: str) -> str:
    """The cell of a question asked per item says how many of them have an answer."""
    if not rows or rows[0].item is None:
        return words
    answered = sum(not row.is_open for row in rows)
    return _(
        "%(words)s; %(answered)s of %(total)s answered",
        words=words,
        answered=answered,
        total=len(rows),
    )


def _tone(hue: int, level: int, levels: int) -> str:
    return f"{HUES[hue % len(HUES)][0][0]}{shade(level, levels)}"


def _key(found: Comparison, texts: SetTexts, themes: tuple[ThemeHead, ...]) -> tuple[KeyEntry, ...]:
    """Every level in the hue of each theme, then the signs that some cell may have."""
    used = {each.scale for each in found.question_set.answerable if each.levels_to_reach}
    hues = sorted({theme.hue % len(HUES) for theme in themes})
    levels = [
        KeyEntry(
            tuple(_tone(hue, number, len(scale)) for hue in hues),
            str(number),
            texts.scales[name][level].label,
        )
        for name, scale in found.question_set.scales.items()
        if name in used
        for number, level in enumerate(scale, start=1)
    ]
    return (*levels, *_signs(found))


def _signs(found: Comparison) -> tuple[KeyEntry, ...]:
    words: dict[str, str] = {
        Sign.NOT_APPLICABLE: _("Not applicable"),
        Sign.UNKNOWN: _("Not known yet"),
        Sign.TODO: _("Not answered yet"),
    }
    if any(not question.levels_to_reach for question in found.question_set.answerable):
        words[Sign.DONE] = _("Answered")
    if any("hidden" in counts for counts in found.totals.values()):
        words["hidden"] = _("Not asked here")
    return tuple(
        KeyEntry((f"cp-cell--{sign}",), str(MARKS[sign][0]), text) for sign, text in words.items()
    )
