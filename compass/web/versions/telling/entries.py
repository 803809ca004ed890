"""Entries of a set beside its questions, in words: a title, and what can differ in each, as lines.

Keys of what an entry says are places (words.py of the package above)."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from compass.core.question_sets import Group, QuestionSet, Source, Theme
from compass.core.rules import Fact, LabelRule, RiskMap
from compass.dossier.words import known_day, language_name
from compass.web.versions.telling.questions import map_lines
from compass.web.versions.telling.rules import outcome, score
from compass.web.versions.telling.side import ToldSide

Lines = list[str]
Told = Mapping[str, Lines]


def entry_title(side: ToldSide, section: str, key: str) -> str:
    """The id where this side does not know it."""
    try:
        return _TITLES[section](side, key)
    except KeyError:
        return key


def entry_words(side: ToldSide, section: str, key: str) -> Told:
    """Nothing of an entry that this side does not have."""
    found = entries_of(side.question_set, section)
    if key not in found or section not in _WORDS:
        return {}
    return _WORDS[section](side, found[key])


def entries_of(question_set: QuestionSet, section: str) -> Mapping[str, object]:
    """The entries of a section by id; a list of ids holds nothing beside them."""
    entries = getattr(question_set, section)
    if isinstance(entries, Mapping):
        return {key: (key, value) if section == "scales" else value
                for key, value in entries.items()}  # fmt: skip
    return {entry if isinstance(entry, str) else entry.id: entry for entry in entries}


def _theme(side: ToldSide, theme: Theme) -> Told:
    return {
        "shown_when": side.condition(theme.shown_when) or [side.gettext("always")],
        "groups": [line for group in theme.groups for line in _group(side, group)],
    }


def _group(side: ToldSide, group: Group) -> Iterator[str]:
    yield side.texts.groups[group.id].title
    if group.over is not None:
        over = side.named(side.gettext("Asked for each"), side.question(group.over))
        yield f"– {over}"
    yield from (f"– {line}" for line in side.condition(group.shown_when))


def _source(side: ToldSide, source: Source) -> Told:
    return {
        "url": [source.url] if source.url else [],
        "date": _day(side, source.date),
        "accessed": _day(side, source.accessed),
    }


def _fact(side: ToldSide, fact: Fact) -> Told:
    return {
        "source": [side.texts.sources[fact.source].title],
        "as_of": _day(side, fact.as_of),
        "applies_from": _day(side, fact.applies_from),
        "applies_until": _day(side, fact.applies_until),
    }


def _day(side: ToldSide, day: str) -> Lines:
    return [known_day(day, side.language)] if day else []


def _scale(side: ToldSide, scale: tuple[str, tuple[str, ...]]) -> Told:
    return {"levels": side.levels(*scale)}


def _map(side: ToldSide, chart: RiskMap) -> Told:
    return {
        "bands": [side.texts.maps[chart.id][band] for band in chart.bands],
        "map": map_lines(side, chart),
    }


def _label(side: ToldSide, rule: LabelRule) -> Told:
    return {"when": side.condition(rule.when)}


def _scale_title(side: ToldSide, key: str) -> str:
    """A scale has no name: its levels say which one it is."""
    return " · ".join(side.levels(key, side.question_set.scales[key]))


def _map_title(side: ToldSide, key: str) -> str:
    return " · ".join(side.texts.maps[key].values())


# Any: each section has entries of its own kind.
_WORDS: Mapping[str, Callable[[ToldSide, Any], Told]] = MappingProxyType(
    {
        "themes": _theme,
        "scales": _scale,
        "sources": _source,
        "facts": _fact,
        "maps": _map,
        "labels": _label,
        "scores": score,
        "outcomes": outcome,
    }
)
_TITLES: Mapping[str, Callable[[ToldSide, str], str]] = MappingProxyType(
    {
        "languages": lambda side, key: language_name(key, side.language),
        "scales": _scale_title,
        "principles": lambda side, key: side.texts.principles[key].title,
        "themes": lambda side, key: side.texts.themes[key].title,
        "groups": lambda side, key: side.texts.groups[key].title,
        "glossary": lambda side, key: side.texts.glossary[key].term,
        "sources": lambda side, key: side.texts.sources[key].title,
        "roles": lambda side, key: side.texts.roles[key],
        "maps": _map_title,
        "facts": lambda side, key: side.texts.facts[key].title,
        "labels": lambda side, key: side.texts.labels[key].label,
        "scores": lambda side, key: side.texts.scores[key].title,
        "outcomes": lambda side, key: side.texts.outcomes[key].title,
    }
)
