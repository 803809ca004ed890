"""Why a question is asked or not, in the words of its set and the language of the reader."""

from collections.abc import Mapping

from compass.core.answers import Answer
from compass.core.explaining import why_hidden, why_shown
from compass.dossier.reason_words import reason_line
from compass.web.reviews.picture import Picture


def reasons_of(picture: Picture, counted: Mapping[str, Answer], where: str) -> tuple[str, ...]:
    """None where that does not depend on other answers. ``counted``: the answers that count."""
    if not picture.question_set.has_conditions:
        return ()
    found = why_shown(picture.question_set, counted, where, picture.texts.language)
    return tuple(reason_line(reason, picture.texts.language) for reason in found)


def reasons_against(picture: Picture, counted: Mapping[str, Answer], where: str) -> tuple[str, ...]:
    found = why_hidden(picture.question_set, counted, where, picture.texts.language)
    return tuple(reason_line(reason, picture.texts.language) for reason in found)
