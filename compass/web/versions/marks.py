"""Texts of two versions beside each other, with the words that differ marked."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from compass.core.documents import Tree
from compass.core.versions.differences import Difference, DifferenceKind
from compass.core.versions.words import Run, word_runs

# Said in words of their own: their values are data, and nobody reads those.
_WITHOUT_VALUES = frozenset({"shown_when", "points", "map", "links"})


@dataclass(frozen=True)
class Pair:
    """One difference: ``place`` is the key of its words. Texts are shown beside each other, by
    their ``runs``; values of the structure in one line, where people can read them at all."""

    place: str
    kind: DifferenceKind
    runs: tuple[Run, ...] = ()
    values: tuple[str, str] | None = None


def pairs_of(differences: Iterable[Difference], language: str) -> tuple[Pair, ...]:
    """What differs in structure and in this language."""
    return tuple(
        _pair(difference)
        for difference in differences
        if difference.place and difference.language in ("", language)
    )


def texts_only(differences: Iterable[Difference], language: str) -> tuple[Pair, ...]:
    """What a team reads when it moves: the words of the question itself."""
    return tuple(
        _pair(difference)
        for difference in differences
        if difference.language == language and difference.place in ("title", "text")
    )


def _pair(difference: Difference) -> Pair:
    place, kind = difference.place.partition(".")[0], difference.kind
    between = "\n" if difference.language else ", "
    before, after = _shown(difference.before, between), _shown(difference.after, between)
    if difference.language:
        return Pair(place, kind, runs=word_runs(before, after))
    return Pair(place, kind, values=None if place in _WITHOUT_VALUES else (before, after))


def _shown(value: Tree, between: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return between.join(str(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
