"""What was answered, in the words of the set. What it has no words for (yes, no, numbers, people's
own words) comes as data: the edge says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import BAND
from compass.core.items import items_of
from compass.core.kinds import KINDS, LIKELIHOOD, SEVERITY, YES_NO, closed_values
from compass.core.values import OTHER, option_of, other_text

if TYPE_CHECKING:
    from compass.core.question_sets import Question, SetTexts


@dataclass(frozen=True)
class Said:
    """One thing that was answered. ``text`` is a label, ``yes`` or ``no`` (``is_yes_no``), a number
    (``is_number``) with its ``unit``, or people's own words; ``part`` is the title of a row, or
    ``severity``, ``likelihood`` and ``band`` of a risk."""

    text: str
    part: str = ""
    unit: str = ""
    is_yes_no: bool = False
    is_number: bool = False
    is_own_words: bool = False


def said(question: "Question", answer: Answer, texts: "SetTexts") -> tuple[Said, ...]:
    """Each thing that an answer says, in its order; for a risk its band too; nothing for one that
    is not known or not applicable."""
    value = answer.value
    if answer.status is not AnswerStatus.ANSWERED or value is None:
        return ()
    if isinstance(value, str):
        return (_said(question, value, texts),)
    if isinstance(value, tuple):
        return tuple(_said(question, one, texts) for one in value)
    return tuple(_said_of_parts(question, dict(value), texts))


def label_of(question: "Question", value: str, part: str, texts: "SetTexts") -> str:
    """The label of a level, option or band; the value itself where the set has no words for it."""
    if question.map is not None:
        scales = {
            SEVERITY: question.map.severity_scale,
            LIKELIHOOD: question.map.likelihood_scale,
        }
        if (scale := scales.get(part)) is not None:
            return texts.scales[scale][value].label
        return texts.maps[question.map.id][value]
    if question.scale is not None:
        return texts.scales[question.scale][value].label
    return texts.questions[question.id].options.get(value, value)


def is_plain_yes_no(question: "Question", value: str) -> bool:
    """Whether the value is *yes* or *no* without words of the set: options and levels have some,
    even where their ids are these."""
    return value in YES_NO and not question.options and question.scale is None


def part_title(question: "Question", part: str, texts: "SetTexts") -> str:
    """The title of a row; a part of a risk keeps its id."""
    return texts.questions[question.id].rows.get(part, part)


def _said(question: "Question", value: str, texts: "SetTexts") -> Said:
    if question.takes_other and option_of(value) == OTHER:
        return Said(other_text(value), is_own_words=True)
    if closed_values(question):
        label = label_of(question, value, "", texts)
        return Said(label, is_yes_no=is_plain_yes_no(question, value))
    if KINDS[question.kind].has_items:
        return Said("".join(item.name for item in items_of((value,))), is_own_words=True)
    if KINDS[question.kind].has_range:
        return Said(value, is_number=True, unit=texts.questions[question.id].unit)
    return Said(value, is_own_words=True)


def _said_of_parts(
    question: "Question", value: dict[str, str], texts: "SetTexts"
) -> Iterator[Said]:
    for part in KINDS[question.kind].parts(question):
        if part in value:
            label = label_of(question, value[part], part, texts)
            yield Said(label, part=part_title(question, part, texts))
    if question.map is not None and {SEVERITY, LIKELIHOOD} <= value.keys():
        band = question.map.cells[value[SEVERITY], value[LIKELIHOOD]]
        yield Said(label_of(question, band, BAND, texts), part=BAND)
