"""What a question offers to choose from, and what of it may carry points."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from compass.core.values import OTHER, YES_NO

if TYPE_CHECKING:
    from compass.core.question_sets import Question

Parts: TypeAlias = Mapping[str, tuple[str, ...]]

EACH = "each"  # points for each one of a number, or for each entry of a list
SEVERITY, LIKELIHOOD = "severity", "likelihood"


def nothing(question: "Question") -> tuple[str, ...]:
    return ()


def no_parts(question: "Question") -> Parts:
    return {}


def levels(question: "Question") -> tuple[str, ...]:
    return question.levels


def yes_and_no(question: "Question") -> tuple[str, ...]:
    return YES_NO


def only_yes(question: "Question") -> tuple[str, ...]:
    return ("yes",)


def each_one(question: "Question") -> tuple[str, ...]:
    return (EACH,)


def options(question: "Question") -> tuple[str, ...]:
    return (*question.options, OTHER) if question.takes_other else question.options


def bands(question: "Question") -> tuple[str, ...]:
    return question.map.bands if question.map else ()


def cells(question: "Question") -> tuple[str, ...]:
    return question.levels or question.options


def rows(question: "Question") -> Parts:
    return dict.fromkeys(question.rows, cells(question))


def axes(question: "Question") -> Parts:
    if question.map is None:
        return {}
    return {SEVERITY: question.map.severities, LIKELIHOOD: question.map.likelihoods}
