"""What becomes of each answer, as the pages show it: by fate, with both texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from compass.core.answers import Answer, split_address
from compass.core.items import items_of
from compass.core.question_sets import QuestionSet, SetTexts
from compass.core.versions.descent import Lineage
from compass.core.versions.diff import diff_sets
from compass.core.versions.moving import Fate, Moved, Plan
from compass.web.i18n import language
from compass.web.reviews.picture import Row, row_of, texts_in
from compass.web.versions.marks import Pair, texts_only


@dataclass(frozen=True)
class Side:
    """One of the two versions, for the macros that put answers into words."""

    question_set: QuestionSet
    texts: SetTexts


@dataclass(frozen=True)
class Line:
    """``olds`` are the answers that it comes from, each with its question; ``now`` is the question
    with what stands there afterwards, None for what is no longer asked."""

    address: str
    code: str
    title: str
    item: str
    reasons: tuple[str, ...]
    note: str
    pairs: tuple[Pair, ...]
    olds: tuple[Row, ...]
    now: Row | None


@dataclass(frozen=True)
class Lines:
    before: Side
    after: Side
    by_fate: Mapping[Fate, tuple[Line, ...]]

    def count(self, *fates: Fate) -> int:
        """Answers, not questions: what nobody answered is neither kept nor lost."""
        return sum(bool(line.olds) for fate in fates for line in self.by_fate.get(fate, ()))


# What asks for work comes first, what stays as it is comes last.
ORDER = (
    Fate.ASKED_AGAIN,
    Fate.KEPT_CONFIRM,
    Fate.SPLIT,
    Fate.MERGED,
    Fate.ANSWERED_BEFORE,
    Fate.NEW,
    Fate.REMOVED,
    Fate.KEPT,
)


def lines_of(plan: Plan, answers: Mapping[str, Answer]) -> Lines:
    found = plan.lineage
    before, after = side_of(found.before), side_of(found.after)
    pairs = _pairs(found, after.texts.language)
    by_fate: dict[Fate, list[Line]] = {fate: [] for fate in ORDER}
    for move in plan.moves:
        by_fate[move.fate].append(_line(move, before, after, answers, pairs))
    return Lines(before, after, {fate: tuple(lines) for fate, lines in by_fate.items() if lines})


def side_of(question_set: QuestionSet) -> Side:
    return Side(question_set, texts_in(question_set, language()))


def line_row(side: Side, where: str, answer: Answer) -> Row:
    question = side.question_set.question_at(where)
    text = side.texts.questions[question.id]
    return row_of(question, text, answer, where=where, item=None, is_flagged=False, hue=0)


def _pairs(found: Lineage, reader: str) -> dict[str, tuple[Pair, ...]]:
    differing = diff_sets(found.before, found.after).questions
    return {each.id: texts_only(each.differences, reader) for each in differing}


def _line(
    move: Moved,
    before: Side,
    after: Side,
    answers: Mapping[str, Answer],
    pairs: Mapping[str, tuple[Pair, ...]],
) -> Line:
    is_removed = move.fate is Fate.REMOVED
    side = before if is_removed else after
    text = side.texts.questions[move.question]
    olds = [line_row(before, old, answers[old]) for old in move.origins]
    if move.fate is Fate.ANSWERED_BEFORE:
        olds = [line_row(after, move.address, answers[move.address])]
    return Line(
        address=move.address,
        code=side.question_set.question(move.question).code,
        title=text.title,
        item=item_name(side.question_set, move.address, answers),
        reasons=move.reasons,
        note=after.texts.changes.get(move.question, ""),
        pairs=pairs.get(move.question, ()),
        olds=tuple(olds),
        now=None if is_removed else line_row(after, move.address, move.answer or Answer()),
    )


def item_name(question_set: QuestionSet, where: str, answers: Mapping[str, Answer]) -> str:
    """For whom of a list it is asked; the id where the list no longer says it."""
    item, _ = split_address(where)
    over = question_set.question_at(where).over
    if not item or over is None:
        return item
    listed = answers.get(over, Answer()).value
    return next((each.name for each in items_of(listed) if each.id == item), item)
