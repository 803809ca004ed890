"""How often each level and each other way to answer was chosen, question by question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from compass.core.question_sets import Question, SetTexts
from compass.services.comparison import Comparison

_OTHER = ("not-applicable", "not-known", "unanswered", "hidden")


@dataclass(frozen=True)
class Total:
    """One row: a number for each question, or None where the question has no such level."""

    label: str
    counts: tuple[int | None, ...]


def count_rows(
    found: Comparison, texts: SetTexts, questions: Sequence[Question]
) -> tuple[Total, ...]:
    """Levels always have their row; of the rest only what occurs."""
    levels = [
        Total(_label(questions, texts, place), tuple(_at(found, each, place) for each in questions))
        for place in range(max(len(question.levels_to_reach) for question in questions))
    ]
    rest = [
        Total(label, tuple(_count(found.totals[each.id], each, name) for each in questions))
        for name, label in _words().items()
    ]
    return (*levels, *(total for total in rest if any(total.counts)))


def _words() -> dict[str, str]:
    return {
        "answered": _("Answered"),
        "not-applicable": _("Not applicable"),
        "not-known": _("Not known yet"),
        "unanswered": _("Not answered yet"),
        "hidden": _("Not asked here"),
    }


def _label(questions: Iterable[Question], texts: SetTexts, place: int) -> str:
    """The words of the level, where every question has the same scale."""
    scales = {each.scale: each.levels for each in questions if each.levels_to_reach}
    if len(scales) > 1:
        return str(_("Level %(number)d", number=place + 1))
    [(scale, levels)] = scales.items()
    return f"{place + 1} {texts.scales[str(scale)][levels[place]].label}"


def _at(found: Comparison, question: Question, place: int) -> int | None:
    if place >= len(question.levels_to_reach):
        return None
    return found.totals[question.id].get(question.levels[place], 0)


def _count(counts: Mapping[str, int], question: Question, name: str) -> int:
    if name != "answered":
        return counts.get(name, 0)
    return sum(
        number for key, number in counts.items() if key not in {*_OTHER, *question.levels_to_reach}
    )
