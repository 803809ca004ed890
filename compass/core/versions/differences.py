"""The kinds of difference between two versions, and which field of a set is of which kind.

The tables name every field: a test fails when somebody adds one and does not say what a change of
it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from compass.core.documents import Tree
from compass.core.versions.changes import ChangeClass


class DifferenceKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    WORDING = "wording"
    GUIDANCE = "guidance"
    KIND = "kind"
    OPTIONS = "options"
    SCALE = "scale"
    CONDITION = "condition"
    SCORE = "score"


@dataclass(frozen=True)
class Difference:
    """``place`` is the field, with what it is about inside (``options.letter``); ``language`` is
    empty for structure. Values are as data; None where there is nothing on that side."""

    kind: DifferenceKind
    place: str
    before: Tree
    after: Tree
    language: str = ""


_K = DifferenceKind

# The mildest class that may be declared for a question with such a difference.
LEAST_CLASS: Mapping[DifferenceKind, ChangeClass] = MappingProxyType(
    {
        _K.ADDED: ChangeClass.NEW,
        _K.REMOVED: ChangeClass.REMOVED,
        _K.MOVED: ChangeClass.WORDING,
        _K.WORDING: ChangeClass.WORDING,
        _K.GUIDANCE: ChangeClass.WORDING,
        _K.KIND: ChangeClass.MEANING,
        _K.OPTIONS: ChangeClass.MEANING,
        _K.SCALE: ChangeClass.MEANING,
        _K.CONDITION: ChangeClass.CLARIFIED,
        _K.SCORE: ChangeClass.CLARIFIED,
    }
)

# None: no difference by itself, because it is compared in another way (or is derived).
QUESTION_FIELDS: Mapping[str, DifferenceKind | None] = MappingProxyType(
    {
        "id": None,
        "code": _K.MOVED,
        "kind": _K.KIND,
        "theme": _K.MOVED,
        "principles": _K.GUIDANCE,
        "terms": _K.GUIDANCE,
        "scale": None,  # its levels count, and their words when it is another scale
        "levels": _K.SCALE,
        "options": _K.OPTIONS,
        "minimum": _K.SCALE,
        "maximum": _K.SCALE,
        "is_required": _K.CONDITION,
        "shown_when": None,  # counts together with the conditions of theme and group
        "group": _K.MOVED,
        "over": _K.KIND,
        "option_list": None,  # its options count
        "takes_other": _K.OPTIONS,
        "rows": _K.OPTIONS,
        "map": _K.SCALE,
        "after": _K.SCALE,
        "step": _K.SCALE,
        "points": _K.SCORE,
        "roles": _K.GUIDANCE,
        "phases": _K.GUIDANCE,
        "links": _K.GUIDANCE,
        "references": _K.GUIDANCE,
        "facts": _K.GUIDANCE,
    }
)

# Lists of values whose order says nothing: put in another order they ask the same.
UNORDERED = frozenset({"options", "rows", "principles", "terms", "roles", "phases", "facts"})

QUESTION_TEXTS: Mapping[str, DifferenceKind] = MappingProxyType(
    {
        "title": _K.WORDING,
        "text": _K.WORDING,
        "why": _K.GUIDANCE,
        "checks": _K.GUIDANCE,
        "bad": _K.GUIDANCE,
        "good": _K.GUIDANCE,
        "options": _K.WORDING,
        "unit": _K.WORDING,
        "rows": _K.WORDING,
    }
)

# Words of what people choose from: where these change places, an answer says something else.
CHOSEN_TEXTS: Mapping[str, DifferenceKind] = MappingProxyType(
    {"options": _K.OPTIONS, "rows": _K.OPTIONS}
)

SET_FIELDS: Mapping[str, DifferenceKind | None] = MappingProxyType(
    {
        "id": None,
        "version": None,
        "languages": _K.WORDING,
        "scales": _K.SCALE,
        "principles": _K.GUIDANCE,
        "themes": _K.CONDITION,  # without their questions
        "glossary": _K.GUIDANCE,
        "sources": _K.GUIDANCE,
        "texts": None,
        "digest": None,
        "content": None,
        "roles": _K.GUIDANCE,
        "maps": _K.SCALE,
        "facts": _K.GUIDANCE,
        "labels": _K.CONDITION,
        "scores": _K.SCORE,
        "outcomes": _K.SCORE,
        "changes": None,
    }
)

SET_TEXTS: Mapping[str, DifferenceKind | None] = MappingProxyType(
    {
        "language": None,
        "title": _K.WORDING,
        "summary": _K.WORDING,
        "provenance": _K.WORDING,
        "principles": _K.WORDING,
        "themes": _K.WORDING,
        "scales": _K.WORDING,
        "questions": None,
        "glossary": _K.GUIDANCE,
        "sources": _K.GUIDANCE,
        "groups": _K.WORDING,
        "roles": _K.WORDING,
        "maps": _K.WORDING,
        "facts": _K.GUIDANCE,
        "labels": _K.WORDING,
        "scores": _K.WORDING,
        "outcomes": _K.WORDING,
        "changes": None,
    }
)
