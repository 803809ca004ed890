"""A condition in words, whatever the answers are: facts, and what joins them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from compass.core.conditions import All, Any_, AnyItem, Condition, EveryItem, Not
from compass.core.reasons import Reason, Wording


class Joint(StrEnum):
    ALL = "all"
    ANY = "any"
    ANY_ITEM = "any-item"
    EVERY_ITEM = "every-item"
    NO_ITEM = "no-item"
    NOT_EVERY_ITEM = "not-every-item"


@dataclass(frozen=True)
class Clauses:
    """``subject`` is the title of the list, where it is about items."""

    joint: Joint
    parts: tuple["Clause", ...]
    subject: str = ""


Clause = Reason | Clauses

_OF_ITEMS = {
    (AnyItem, False): Joint.ANY_ITEM,
    (AnyItem, True): Joint.NO_ITEM,
    (EveryItem, False): Joint.EVERY_ITEM,
    (EveryItem, True): Joint.NOT_EVERY_ITEM,
}


def clause_of(condition: Condition, wording: Wording, *, is_negated: bool = False) -> Clause:
    match condition:
        case Not(part):
            return clause_of(part, wording, is_negated=not is_negated)
        case All(parts):
            joint = Joint.ANY if is_negated else Joint.ALL
            return _joined(joint, parts, wording, is_negated=is_negated)
        case Any_(parts):
            joint = Joint.ALL if is_negated else Joint.ANY
            return _joined(joint, parts, wording, is_negated=is_negated)
        case AnyItem(over, that) | EveryItem(over, that):
            joint = _OF_ITEMS[type(condition), is_negated]
            return Clauses(joint, (clause_of(that, wording),), wording.title(over))
        case _:
            return replace(wording.reason(condition), is_negated=is_negated)


def _joined(
    joint: Joint, parts: Iterable[Condition], wording: Wording, *, is_negated: bool
) -> Clause:
    """One alone needs nothing that joins it."""
    found = tuple(clause_of(part, wording, is_negated=is_negated) for part in parts)
    return found[0] if len(found) == 1 else Clauses(joint, found)
