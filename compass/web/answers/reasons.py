"""Why a question is asked or not, in the words of its set and the language of the reader, with the
way to the answer that decided it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from compass.core.answers import Answer, address, split_address
from compass.core.explaining import why_hidden, why_shown
from compass.core.reasons import Reason
from compass.dossier.reason_words import reason_line
from compass.web.reviews.picture import Picture


class ReasonToRead(NamedTuple):
    text: str
    where: str = ""  # of the question that it names, if that is asked


def reasons_of(
    picture: Picture, counted: Mapping[str, Answer], where: str
) -> tuple[ReasonToRead, ...]:
    """None where that does not depend on other answers. ``counted``: the answers that count."""
    if not picture.question_set.has_conditions:
        return ()
    found = why_shown(picture.question_set, counted, where, picture.texts.language)
    return _to_read(picture, found, where)


def reasons_against(
    picture: Picture, counted: Mapping[str, Answer], where: str
) -> tuple[ReasonToRead, ...]:
    found = why_hidden(picture.question_set, counted, where, picture.texts.language)
    return _to_read(picture, found, where)


def _to_read(picture: Picture, reasons: Iterable[Reason], where: str) -> tuple[ReasonToRead, ...]:
    language = picture.texts.language
    return tuple(
        ReasonToRead(reason_line(reason, language), _decided_at(picture, reason, where))
        for reason in reasons
    )


def _decided_at(picture: Picture, reason: Reason, where: str) -> str:
    """The same item's answer where the question is asked per item."""
    if not reason.question:
        return ""
    is_of_item = bool(picture.question_set.question(reason.question).over)
    item, _question = split_address(where) if is_of_item and not reason.item else ("", "")
    found = address(item, reason.question)
    return found if found in picture.evaluation.visible else ""
