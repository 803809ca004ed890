"""Two texts, or two lists of lines, beside each other, with the words that differ marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import g, has_request_context

from compass.core.documents import Tree
from compass.core.versions.differences import Difference
from compass.core.versions.words import MAX_WORK, Run, word_runs, work_of

MOST_IN_ONE_LINE = 60
MOST_ON_A_PAGE = 20_000_000  # pairs of words, a second or two
ONLY_DIFFERING = frozenset({"map", "points"})
NAMES = frozenset({"phases", "principles", "roles", "terms"})


@dataclass(frozen=True)
class Pair:
    """One difference: ``place`` is the key of its words, ``of`` says of what it is. What is long is
    shown beside each other, by its ``runs``; ``values`` in one line."""

    place: str
    runs: tuple[Run, ...] = ()
    values: tuple[str, str] | None = None
    of: str = ""


def texts_only(differences: Iterable[Difference], language: str) -> tuple[Pair, ...]:
    """What a team reads when it moves: the words of the question itself."""
    return tuple(
        text_pair(difference)
        for difference in differences
        if difference.language == language and difference.place in ("title", "text")
    )


def text_pair(difference: Difference, of: str = "") -> Pair:
    before, after = _shown(difference.before), _shown(difference.after)
    return Pair(difference.place.partition(".")[0], runs=_marked(before, after), of=of)


def differing_pair(place: str, before: Sequence[str], after: Sequence[str]) -> Pair:
    """Of long lists, such as the cells of a map: without the lines that both have."""
    return lines_pair(
        place,
        [line for line in before if line not in after],
        [line for line in after if line not in before],
    )


def names_pair(place: str, before: Sequence[str], after: Sequence[str]) -> Pair:
    """Where one side has none there is nothing to compare: the others stand in one line."""
    if before and after:
        return lines_pair(place, before, after)
    return Pair(place, values=(", ".join(before), ", ".join(after)))


def lines_pair(place: str, before: Sequence[str], after: Sequence[str]) -> Pair:
    lines = [*before, *after]
    if len(before) <= 1 and len(after) <= 1 and all(len(one) <= MOST_IN_ONE_LINE for one in lines):
        return Pair(place, values=("".join(before), "".join(after)))
    return Pair(place, runs=_marked("\n".join(before), "\n".join(after)))


def _marked(before: str, after: str) -> tuple[Run, ...]:
    """So much of a page is compared word by word; what comes after that stands whole beside each
    other. The words are strangers' words, and the page waits."""
    if not has_request_context():
        return word_runs(before, after)
    spent, work = g.get("words_compared", 0), work_of(before, after)
    most = min(MAX_WORK, MOST_ON_A_PAGE - spent)
    if work <= most:
        g.words_compared = spent + work
    return word_runs(before, after, most=most)


def _shown(value: Tree) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
