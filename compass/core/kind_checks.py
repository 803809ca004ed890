"""What is wrong with a value, when it is full, and its own order: a function for each kind."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from compass.core.items import has_repetition, item_text, items_fault, items_of
from compass.core.kind_values import Parts
from compass.core.values import (
    MAX_LONG_TEXT,
    YES_NO,
    Value,
    is_on_grid,
    line_fault,
    list_fault,
    number_fault,
    option_fault,
    option_of,
    parse_date,
    parts_fault,
    text_fault,
)

if TYPE_CHECKING:
    from compass.core.question_sets import Question

PartsOf: TypeAlias = Callable[["Question"], Parts]


def always(question: "Question", value: Value) -> bool:
    return True


def as_given(question: "Question", value: Value) -> Value:
    return value


def level_fault(question: "Question", value: Value) -> str | None:
    return None if value in question.levels else "unknown-level"


def yes_no_fault(question: "Question", value: Value) -> str | None:
    return None if value in YES_NO else "not-yes-or-no"


def choice_fault(question: "Question", value: Value) -> str | None:
    return option_fault(value, question.options, takes_other=question.takes_other)


def choices_fault(question: "Question", value: Value) -> str | None:
    if not isinstance(value, tuple):
        return "not-a-list"
    if not value:
        return "nothing-chosen"
    if has_repetition(map(option_of, value)):
        return "duplicate-option"
    faults = (
        option_fault(chosen, question.options, takes_other=question.takes_other) for chosen in value
    )
    return next((fault for fault in faults if fault), None)


def in_order_of_options(question: "Question", value: Value) -> Value:
    if not isinstance(value, tuple):
        return value
    places = {option: place for place, option in enumerate(question.options)}
    return tuple(sorted(value, key=lambda chosen: places.get(chosen, len(places))))


def short_text_fault(question: "Question", value: Value) -> str | None:
    return line_fault(value)


def long_text_fault(question: "Question", value: Value) -> str | None:
    return text_fault(value, MAX_LONG_TEXT)


def bounds_fault(question: "Question", value: Value) -> str | None:
    return number_fault(value, question.minimum, question.maximum)


def range_fault(question: "Question", value: Value) -> str | None:
    if (fault := bounds_fault(question, value)) is not None:
        return fault
    if question.step is None or question.minimum is None:
        return None
    return None if is_on_grid(Decimal(str(value)), question.minimum, question.step) else "off-grid"


def date_fault(question: "Question", value: Value) -> str | None:
    return None if isinstance(value, str) and parse_date(value) else "not-a-date"


def statement_fault(question: "Question", value: Value) -> str | None:
    return "takes-no-answer"


def ranking_fault(question: "Question", value: Value) -> str | None:
    if not isinstance(value, tuple):
        return "not-a-list"
    if not value:
        return "nothing-chosen"
    if has_repetition(value):
        return "duplicate-option"
    return None if set(value) <= set(question.options) else "unknown-option"


def is_full_ranking(question: "Question", value: Value) -> bool:
    return len(value) == len(question.options)


def text_list_fault(question: "Question", value: Value) -> str | None:
    if (fault := list_fault(value)) is not None:
        return fault
    return next((fault for text in value if (fault := line_fault(text))), None)


def listed_items_fault(question: "Question", value: Value) -> str | None:
    return items_fault(value)


def attestation_fault(question: "Question", value: Value) -> str | None:
    return None if value == "yes" else "not-attested"


def canonical_items(question: "Question", value: Value) -> Value:
    if not isinstance(value, tuple):
        return value
    return tuple(item_text(item) for item in items_of(value))


def in_parts(parts: PartsOf) -> Callable[["Question", Value], str | None]:
    return lambda question, value: parts_fault(value, parts(question))


def all_parts(parts: PartsOf) -> Callable[["Question", Value], bool]:
    return lambda question, value: len(value) == len(parts(question))


def in_order_of(parts: PartsOf) -> Callable[["Question", Value], Value]:
    def ordered(question: "Question", value: Value) -> Value:
        if not isinstance(value, Mapping):
            return value
        return {part: value[part] for part in parts(question) if part in value}

    return ordered
