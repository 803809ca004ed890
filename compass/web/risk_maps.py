"""A risk on its map: severity by likelihood, with the place before and the place after measures."""

from collections.abc import Mapping
from dataclasses import dataclass

from compass.core.answers import Answer
from compass.core.kinds import LIKELIHOOD, SEVERITY
from compass.core.rules import RiskMap
from compass.dossier.charts import HUES, shade
from compass.dossier.words import named
from compass.web.i18n import gettext as _
from compass.web.i18n import language
from compass.web.reviews.picture import Picture, Row


@dataclass(frozen=True)
class MapCell:
    band: str
    tone: str  # the class that shades it
    mark: str  # a number, "" where the risk is not
    words: str


@dataclass(frozen=True)
class MapRow:
    label: str
    cells: tuple[MapCell, ...]


@dataclass(frozen=True)
class MapView:
    """Rows with the most severe first, columns with the least likely first."""

    columns: tuple[str, ...]
    rows: tuple[MapRow, ...]
    places: tuple[tuple[str, str], ...]  # mark and words of each place on the map


def risk_map(picture: Picture, row: Row, answer: Answer) -> MapView | None:
    """Of the answer in the hands of the reader, beside the one before or after it; None for other
    kinds of question."""
    risk = row.question.map
    if risk is None:
        return None
    places = _places(picture, row, answer)
    texts = picture.texts
    return MapView(
        columns=tuple(texts.scales[risk.likelihood_scale][each].label for each in risk.likelihoods),
        rows=tuple(
            MapRow(
                texts.scales[risk.severity_scale][severity].label,
                tuple(
                    _cell(risk, (severity, likelihood), texts.maps[risk.id], places, row.hue)
                    for likelihood in risk.likelihoods
                ),
            )
            for severity in reversed(risk.severities)
        ),
        places=tuple(
            (str(number), named(words, texts.maps[risk.id][risk.cells[place]], language()))
            for number, (words, place) in enumerate(places, start=1)
        ),
    )


def _cell(
    risk: RiskMap,
    place: tuple[str, str],
    bands: Mapping[str, str],
    places: tuple[tuple[str, tuple[str, str]], ...],
    hue: int,
) -> MapCell:
    band = risk.cells[place]
    here = [(str(number), words) for number, (words, at) in enumerate(places, 1) if at == place]
    tone = shade(risk.bands.index(band) + 1, len(risk.bands))
    return MapCell(
        band=bands[band],
        tone=f"{HUES[hue % len(HUES)][0][0]}{tone}",
        mark=", ".join(number for number, _words in here),
        words=", ".join(words for _number, words in here),
    )


def _places(picture: Picture, row: Row, answer: Answer) -> tuple[tuple[str, tuple[str, str]], ...]:
    """What to call each place, in the order of time."""
    question, own = row.question, _place(answer)
    questions = picture.question_set.questions
    later = next((each.id for each in questions if each.after == question.id), None)
    if question.after is not None:
        before, after = _place_of(picture, row, question.after), own
    elif later is not None:
        before, after = own, _place_of(picture, row, later)
    else:
        return ((_("This risk"), own),) if own else ()
    found = ((_("Before the measures"), before), (_("After the measures"), after))
    return tuple((words, place) for words, place in found if place is not None)


def _place_of(picture: Picture, row: Row, question_id: str) -> tuple[str, str] | None:
    """Of another question of the review, about the same item where it is asked per item."""
    for other in picture.rows:
        if other.question.id == question_id and other.item in (row.item, None):
            return _place(other.answer)
    return None


def _place(answer: Answer) -> tuple[str, str] | None:
    value = answer.value
    if not isinstance(value, Mapping) or not {SEVERITY, LIKELIHOOD} <= value.keys():
        return None
    return value[SEVERITY], value[LIKELIHOOD]
