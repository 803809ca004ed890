"""The kinds of question. One entry in the table is all the engine knows about a kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from compass.core import kind_checks, kind_values
from compass.core.kind_values import EACH, LIKELIHOOD, SEVERITY, Parts
from compass.core.values import (
    MAX_LONG_TEXT,
    MAX_SHORT_TEXT,
    OTHER,
    YES_NO,
    Value,
    is_number,
    option_of,
    parse_date,
    text_fault,
)

if TYPE_CHECKING:
    from compass.core.question_sets import Question

__all__ = [
    "EACH", "KINDS", "LIKELIHOOD", "MAX_LONG_TEXT", "MAX_SHORT_TEXT", "OTHER", "SEVERITY", "YES_NO",
    "Kind", "Parts", "QuestionKind", "Value", "closed_values", "is_number", "option_of",
    "parse_date", "text_fault",
]  # fmt: skip


class QuestionKind(StrEnum):
    JUDGEMENT = "judgement"
    YES_NO = "yes-no"
    SINGLE_CHOICE = "single-choice"
    MULTIPLE_CHOICE = "multiple-choice"
    SHORT_TEXT = "short-text"
    LONG_TEXT = "long-text"
    NUMBER = "number"
    DATE = "date"
    STATEMENT = "statement"
    RISK = "risk"
    RANGE = "range"
    RANKING = "ranking"
    TEXT_LIST = "text-list"
    ITEMS = "items"
    TABLE = "table"
    ATTESTATION = "attestation"


@dataclass(frozen=True)
class Kind:
    """``check`` gives the code of what is wrong with a value, or None; a value that is right may
    still not be full. ``canonical`` puts in the set's order what has no order of its own.

    ``values`` is the closed list that the value is from, ``parts`` the one of each part of a
    mapping, ``scored`` what may carry points. ``needs``, ``needs_one_of`` and ``allows`` are keys
    of set.yaml that kinds without them may not have."""

    check: Callable[["Question", Value], str | None]
    is_full: Callable[["Question", Value], bool] = kind_checks.always
    canonical: Callable[["Question", Value], Value] = kind_checks.as_given
    values: Callable[["Question"], tuple[str, ...]] = kind_values.nothing
    parts: Callable[["Question"], Parts] = kind_values.no_parts
    scored: Callable[["Question"], tuple[str, ...]] = kind_values.nothing
    needs: tuple[str, ...] = ()
    needs_one_of: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()
    takes_answer: bool = True
    has_levels: bool = False  # the value is a level, and actions can raise it
    has_options: bool = False
    has_range: bool = False
    has_days: bool = False  # the value is a day, so one can be before another
    has_rows: bool = False
    takes_many: bool = False  # several out of a closed list, in no order
    takes_list: bool = False
    is_ordered: bool = False  # all of a closed list, in the order that people give it
    is_prose: bool = False  # the answer is what people write in their own words
    has_items: bool = False  # other questions can be asked for each of them
    can_be_compared: bool = False  # by ``is`` in a condition: one value out of a closed list

    @property
    def keys(self) -> tuple[str, ...]:
        return (*self.needs, *self.needs_one_of, *self.allows)


_OPTIONS = ("options", "option_list")

KINDS: Mapping[QuestionKind, Kind] = MappingProxyType(
    {
        QuestionKind.JUDGEMENT: Kind(
            kind_checks.level_fault,
            values=kind_values.levels,
            scored=kind_values.levels,
            needs=("scale",),
            has_levels=True,
            can_be_compared=True,
        ),
        QuestionKind.YES_NO: Kind(
            kind_checks.yes_no_fault,
            values=kind_values.yes_and_no,
            scored=kind_values.yes_and_no,
            can_be_compared=True,
        ),
        QuestionKind.SINGLE_CHOICE: Kind(
            kind_checks.choice_fault,
            values=kind_values.options,
            scored=kind_values.options,
            needs_one_of=_OPTIONS,
            allows=("other",),
            has_options=True,
            can_be_compared=True,
        ),
        QuestionKind.MULTIPLE_CHOICE: Kind(
            kind_checks.choices_fault,
            canonical=kind_checks.in_order_of_options,
            values=kind_values.options,
            scored=kind_values.options,
            needs_one_of=_OPTIONS,
            allows=("other",),
            has_options=True,
            takes_many=True,
            takes_list=True,
        ),
        QuestionKind.SHORT_TEXT: Kind(kind_checks.short_text_fault, is_prose=True),
        QuestionKind.LONG_TEXT: Kind(kind_checks.long_text_fault, is_prose=True),
        QuestionKind.NUMBER: Kind(
            kind_checks.bounds_fault,
            scored=kind_values.each_one,
            allows=("minimum", "maximum"),
            has_range=True,
        ),
        QuestionKind.DATE: Kind(kind_checks.date_fault, has_days=True),
        QuestionKind.STATEMENT: Kind(kind_checks.statement_fault, takes_answer=False),
        QuestionKind.RISK: Kind(
            kind_checks.in_parts(kind_values.axes),
            is_full=kind_checks.all_parts(kind_values.axes),
            canonical=kind_checks.in_order_of(kind_values.axes),
            parts=kind_values.axes,
            scored=kind_values.bands,
            needs=("map",),
            allows=("after",),
        ),
        QuestionKind.RANGE: Kind(
            kind_checks.range_fault,
            scored=kind_values.each_one,
            needs=("minimum", "maximum"),
            allows=("step",),
            has_range=True,
        ),
        QuestionKind.RANKING: Kind(
            kind_checks.ranking_fault,
            is_full=kind_checks.is_full_ranking,
            values=kind_values.options,
            needs_one_of=_OPTIONS,
            has_options=True,
            takes_list=True,
            is_ordered=True,
        ),
        QuestionKind.TEXT_LIST: Kind(
            kind_checks.text_list_fault, scored=kind_values.each_one, takes_list=True
        ),
        QuestionKind.ITEMS: Kind(
            kind_checks.listed_items_fault,
            canonical=kind_checks.canonical_items,
            scored=kind_values.each_one,
            takes_list=True,
            has_items=True,
        ),
        QuestionKind.TABLE: Kind(
            kind_checks.in_parts(kind_values.rows),
            is_full=kind_checks.all_parts(kind_values.rows),
            canonical=kind_checks.in_order_of(kind_values.rows),
            values=kind_values.cells,
            parts=kind_values.rows,
            scored=kind_values.cells,
            needs=("rows",),
            needs_one_of=("scale", *_OPTIONS),
            has_rows=True,
        ),
        QuestionKind.ATTESTATION: Kind(
            kind_checks.attestation_fault,
            values=kind_values.only_yes,
            scored=kind_values.only_yes,
            can_be_compared=True,
        ),
    }
)


def closed_values(question: "Question") -> tuple[str, ...]:
    """What may be answered, where that is a closed list: levels, options, or yes and no."""
    return KINDS[question.kind].values(question)
