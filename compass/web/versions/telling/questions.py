"""Each field of a question in words, as lines: an entry for each that can differ."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from compass.core.answer_labels import is_plain_yes_no, label_of
from compass.core.kinds import EACH, LIKELIHOOD, OTHER, SEVERITY
from compass.core.question_sets import Link, Question
from compass.core.rules import RiskMap
from compass.core.versions.grounds import conditions_of
from compass.dossier.number_words import number_text
from compass.dossier.reason_words import side_of_risk
from compass.dossier.words import phase_words
from compass.web.versions.telling.side import ToldSide
from compass.web.versions.telling.words import kind_words

Lines = list[str]


def _kind(side: ToldSide, question: Question) -> Lines:
    return [kind_words(side.language)[question.kind]]


def _principles(side: ToldSide, question: Question) -> Lines:
    return [side.texts.principles[principle].title for principle in question.principles]


def _levels(side: ToldSide, question: Question) -> Lines:
    return side.levels(question.scale, question.levels) if question.scale else []


def _options(side: ToldSide, question: Question) -> Lines:
    labels = side.texts.questions[question.id].options
    return [labels.get(option, option) for option in question.options]


def _rows(side: ToldSide, question: Question) -> Lines:
    labels = side.texts.questions[question.id].rows
    return [labels.get(row, row) for row in question.rows]


def _conditions(side: ToldSide, question: Question) -> Lines:
    found = side.conditions(conditions_of(side.question_set, question))
    return found or [side.gettext("always")]


def _points(side: ToldSide, question: Question) -> Lines:
    return [
        side.named(
            side.texts.scores[score].title,
            _earning(side, question, value),
            number_text(number, side.language),
        )
        for score, by_value in question.points.items()
        for value, number in by_value.items()
    ]


def _earning(side: ToldSide, question: Question, value: str) -> str:
    if value == EACH:
        return side.gettext("for each one")
    if is_plain_yes_no(question, value):
        return side.yes_no(is_so=value == "yes")
    if value == OTHER and question.takes_other:
        return side.gettext("Other, namely")
    return label_of(question, value, "", side.texts)


def _map(side: ToldSide, question: Question) -> Lines:
    return map_lines(side, question.map) if question.map else []


def map_lines(side: ToldSide, chart: RiskMap) -> Lines:
    """Each cell in a line: how serious, how likely, the band."""
    severe, likely = (side_of_risk(one, side.language) for one in (SEVERITY, LIKELIHOOD))
    severities = side.texts.scales[chart.severity_scale]
    likelihoods = side.texts.scales[chart.likelihood_scale]
    bands = side.texts.maps[chart.id]
    return [
        ", ".join(
            (
                side.named(severe, severities[severity].label),
                side.named(likely, likelihoods[likelihood].label, bands[band]),
            )
        )
        for (severity, likelihood), band in chart.cells.items()
    ]


def _links(side: ToldSide, question: Question) -> Lines:
    return [_link(side, link) for link in question.links]


def _link(side: ToldSide, link: Link) -> str:
    """By its ids where the other set is not here."""
    is_same = link.relation == "same"
    words = side.gettext("the same question") if is_same else side.gettext("a related question")
    named = f"{link.question} ({link.set_id})"
    return f"{side.linked.get((link.set_id, link.question), named)}, {words}"


QUESTION_WORDS: Mapping[str, Callable[[ToldSide, Question], Lines]] = MappingProxyType(
    {
        "code": lambda side, one: [one.code],
        "kind": _kind,
        "theme": lambda side, one: [side.texts.themes[one.theme].title],
        "group": lambda side, one: [side.texts.groups[one.group].title] if one.group else [],
        "over": lambda side, one: side.questions([one.over] if one.over else []),
        "principles": _principles,
        "terms": lambda side, one: [side.texts.glossary[id_].term for id_ in one.terms],
        "roles": lambda side, one: [side.texts.roles[id_] for id_ in one.roles],
        "facts": lambda side, one: [side.texts.facts[id_].title for id_ in one.facts],
        "phases": lambda side, one: [phase_words(side.language)[phase] for phase in one.phases],
        "levels": _levels,
        "options": _options,
        "rows": _rows,
        "minimum": lambda side, one: side.number(one.minimum),
        "maximum": lambda side, one: side.number(one.maximum),
        "step": lambda side, one: side.number(one.step),
        "is_required": lambda side, one: [side.yes_no(is_so=one.is_required)],
        "takes_other": lambda side, one: [side.yes_no(is_so=one.takes_other)],
        "shown_when": _conditions,
        "points": _points,
        "map": _map,
        "after": lambda side, one: side.questions([one.after] if one.after else []),
        "links": _links,
        "references": lambda side, one: list(one.references),
    }
)  # fmt: skip
