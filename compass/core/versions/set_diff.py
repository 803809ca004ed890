"""What differs between two versions beside their questions: principles, scales, scores, words."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from compass.core.question_sets import QuestionSet, Theme
from compass.core.versions.differences import (
    SET_FIELDS,
    SET_TEXTS,
    Difference,
    DifferenceKind,
)
from compass.core.versions.plain import as_plain
from compass.core.versions.text_diff import common_languages, text_differences


def diff_general(before: QuestionSet, after: QuestionSet) -> tuple[Difference, ...]:
    return (*_structure(before, after), *_words(before, after))


def _structure(before: QuestionSet, after: QuestionSet) -> Iterator[Difference]:
    for field in fields(QuestionSet):
        kind = SET_FIELDS[field.name]
        if kind is not None:
            old = _by_key(getattr(before, field.name))
            new = _by_key(getattr(after, field.name))
            yield from _entries(old, new, field.name, kind)


def _by_key(section: object) -> dict[str, object]:
    """The entries of a section by id; a list of ids holds nothing beside them."""
    if isinstance(section, Mapping):
        return dict(section)
    if not isinstance(section, tuple):
        return {"": section}
    return {
        entry if isinstance(entry, str) else entry.id: replace(entry, questions=())
        if isinstance(entry, Theme)
        else entry
        for entry in section
    }


def _entries(
    old: Mapping[str, object], new: Mapping[str, object], section: str, kind: DifferenceKind
) -> Iterator[Difference]:
    for key in {**old, **new}:
        place = f"{section}.{key}"
        if key not in new:
            yield Difference(DifferenceKind.REMOVED, place, as_plain(old[key]), None)
        elif key not in old:
            yield Difference(DifferenceKind.ADDED, place, None, as_plain(new[key]))
        elif old[key] != new[key]:
            yield from text_differences(old[key], new[key], place, kind, "")
    kept, kept_now = [key for key in old if key in new], [key for key in new if key in old]
    if kept != kept_now:
        yield Difference(DifferenceKind.MOVED, section, as_plain(kept), as_plain(kept_now))


def _words(before: QuestionSet, after: QuestionSet) -> Iterator[Difference]:
    for language in common_languages(before, after):
        old, new = before.texts[language], after.texts[language]
        for field in fields(old):
            kind = SET_TEXTS[field.name]
            if kind is not None:
                was, is_now = getattr(old, field.name), getattr(new, field.name)
                yield from _section_words(was, is_now, field.name, kind, language)


def _section_words(
    old: object, new: object, section: str, kind: DifferenceKind, language: str
) -> Iterator[Difference]:
    """What is new or gone was said already, where the structure differs."""
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        yield from text_differences(old, new, section, kind, language)
        return
    for key in old:
        if key in new:
            place = f"{section}.{key}"
            yield from text_differences(old[key], new[key], place, kind, language)
