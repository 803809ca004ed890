"""From the questions of a review and their signs to its wheel: for pages and dossiers alike."""

from collections.abc import Iterable
from typing import NamedTuple

from compass.core.question_sets import Question, QuestionSet
from compass.core.signs import sign_of_many
from compass.dossier.charts import Segment, WheelTheme


class Mark(NamedTuple):
    """What a wheel shows of one answer."""

    question: Question
    sign: str
    is_flagged: bool = False


def wheel_themes(
    question_set: QuestionSet, parts: Iterable[tuple[str, Iterable[Mark]]]
) -> tuple[WheelTheme, ...]:
    """``parts`` are all themes in their order, with their names. None for a set without levels:
    its segments could only say that something was answered."""
    if not question_set.has_levels:
        return ()
    return tuple(
        WheelTheme(name, segments, place)
        for place, (name, marks) in enumerate(parts)
        if (segments := _segments(marks))
    )


def _segments(marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """One for each question, also where it is asked of several items."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.question.takes_answer:
            found.setdefault(mark.question.id, []).append(mark)
    return tuple(_segment(together) for together in found.values())


def _segment(marks: list[Mark]) -> Segment:
    question = marks[0].question
    return Segment(
        question.code,
        sign_of_many([mark.sign for mark in marks]),
        any(mark.is_flagged for mark in marks),
        len(question.levels_to_reach),
    )
