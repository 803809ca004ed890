"""What differs in a set beside its questions, entry by entry, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compass.core.versions.differences import Difference
from compass.web.versions.marks import ONLY_DIFFERING, Pair, differing_pair, lines_pair, text_pair
from compass.web.versions.telling.entries import entries_of, entry_title, entry_words
from compass.web.versions.telling.side import ToldSide


@dataclass(frozen=True)
class EntryLine:
    """What became of an entry beside the questions. ``change`` is added, removed, or empty."""

    section: str
    id: str
    title: str
    change: str
    pairs: tuple[Pair, ...]


def texts_beside(
    differences: Iterable[Difference], before: ToldSide, after: ToldSide
) -> tuple[Pair, ...]:
    """Of a set, beside its questions: texts of entries that both versions have."""
    return tuple(
        text_pair(difference, _entry(difference.place, before, after))
        for difference in differences
        if difference.language == after.texts.language
    )


def entries_beside(
    differences: Iterable[Difference], before: ToldSide, after: ToldSide
) -> tuple[EntryLine, ...]:
    """Of a set, beside its questions: entries that came, went, or work in another way."""
    places = dict.fromkeys(_key(each.place) for each in differences if not each.language)
    return tuple(_entry_line(section, key, before, after) for section, key in places)


def _key(place: str) -> tuple[str, str]:
    section, key, *_ = (*place.split("."), "")
    return section, key


def _entry(place: str, before: ToldSide, after: ToldSide) -> str:
    section, key = _key(place)
    if not key:
        return ""
    title = entry_title(after, section, key)
    return title if title != key else entry_title(before, section, key)


def _entry_line(section: str, key: str, before: ToldSide, after: ToldSide) -> EntryLine:
    old, new = entries_of(before.question_set, section), entries_of(after.question_set, section)
    if not key:
        kept = [_titles(side, section, own, other)
                for side, own, other in ((before, old, new), (after, new, old))]  # fmt: skip
        return EntryLine(section, "", "", "", (lines_pair("position", *kept),))
    change = "added" if key not in old else "removed" if key not in new else ""
    side = before if change == "removed" else after
    was, is_now = entry_words(before, section, key), entry_words(after, section, key)
    pairs = tuple(
        (differing_pair if place in ONLY_DIFFERING else lines_pair)(
            place, was.get(place, []), is_now.get(place, [])
        )
        for place in {**was, **is_now}
        if was.get(place, []) != is_now.get(place, [])
    )
    return EntryLine(section, key, entry_title(side, section, key), change, pairs)


def _titles(
    side: ToldSide, section: str, own: Mapping[str, object], other: Mapping[str, object]
) -> list[str]:
    return [entry_title(side, section, key) for key in own if key in other]
