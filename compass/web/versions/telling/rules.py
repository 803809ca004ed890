"""How scores and outcomes are worked out, in words."""

from collections.abc import Iterable, Iterator, Mapping

from compass.core.rules import AdjustmentRule, OutcomeRule, Rounding, ScoreRule
from compass.dossier.number_words import number_text
from compass.web.versions.telling.side import ToldSide
from compass.web.versions.telling.words import score_words

Lines = list[str]


def score(side: ToldSide, rule: ScoreRule) -> Mapping[str, Lines]:
    words = score_words(side.language)
    return {
        "method": [words[rule.method]],
        "of": [side.texts.scores[one].title for one in rule.of],
        "weights": [
            side.named(_part(side, name), number_text(weight, side.language))
            for name, weight in rule.weights.items()
        ],
        "measure": [words[rule.measure]],
        "adjustments": [
            line
            for each in rule.adjustments
            for line in _adjustment(side, each, side.texts.scores[rule.id].adjustments[each.id])
        ],
        "rounding": _rounding(side, rule.rounding),
        "most": side.number(rule.maximum),
    }


def outcome(side: ToldSide, rule: OutcomeRule) -> Mapping[str, Lines]:
    results = side.texts.outcomes[rule.id].results
    named = {name: results[name].label for name in rule.results}
    return {
        "score": [side.texts.scores[rule.score].title] if rule.score else [],
        "by": [score_words(side.language)[rule.by]] if rule.score else [],
        "result_bands": [
            side.gettext("%(result)s: from %(number)s")
            % {"result": named[band.id], "number": number_text(band.lowest, side.language)}
            for band in rule.bands
        ],
        "cases": [
            line
            for case in rule.cases
            for line in (side.heading(named[case.id]), *_below(side.condition(case.when)))
        ],
        "otherwise": [named[rule.otherwise]] if rule.otherwise else [],
        "facts": [
            side.named(label, side.texts.facts[fact].title)
            for name, label in named.items()
            for fact in rule.facts_of(name)
        ],
        "starts": [
            side.named(label, rule.started_by(name))
            for name, label in named.items()
            if rule.started_by(name)
        ],
    }


def _part(side: ToldSide, name: str) -> str:
    """Of a weight: a question or another score."""
    return side.texts.scores[name].title if name in side.texts.scores else side.question(name)


def _adjustment(side: ToldSide, rule: AdjustmentRule, words: str) -> Iterator[str]:
    effect = ""
    if rule.multiply is not None:
        effect = f"× {number_text(rule.multiply, side.language)}"
    elif rule.add is not None:
        effect = f"+ {number_text(rule.add, side.language)}"
    yield side.named(effect, words)
    yield from _below(side.condition(rule.when))


def _rounding(side: ToldSide, rounding: Rounding | None) -> Lines:
    if rounding is None:
        return []
    places = side.gettext("digits behind the point: %(places)s") % {"places": rounding.places}
    return [f"{places}, {score_words(side.language)[rounding.mode]}"]


def _below(lines: Iterable[str]) -> Iterator[str]:
    return (f"– {line}" for line in lines)
