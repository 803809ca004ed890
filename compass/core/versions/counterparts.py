"""The questions of another version that a question corresponds to, and whether answers compare."""

from collections.abc import Iterable
from dataclasses import dataclass

from compass.core.versions.descent import Comparability, Descent, Lineage


@dataclass(frozen=True)
class Counterparts:
    """``questions`` are ids in the other version; none where it does not ask this."""

    questions: tuple[str, ...]
    comparability: Comparability
    reasons: tuple[str, ...]


def counterparts_before(lineage: Lineage, question_id: str) -> Counterparts:
    """In the earlier version, of a question of the later one."""
    descent = lineage.descents[question_id]
    return _joined(descent.origins, [descent])


def counterparts_after(lineage: Lineage, question_id: str) -> Counterparts:
    """In the later version, of a question of the earlier one."""
    heirs = [each for each in lineage.descents.values() if question_id in each.origins]
    return _joined(tuple(heir.question for heir in heirs), heirs)


def _joined(questions: tuple[str, ...], descents: Iterable[Descent]) -> Counterparts:
    """The worst of several decides."""
    if not questions:
        return Counterparts((), Comparability.NOT_COMPARABLE, ())
    found = list(descents)
    return Counterparts(
        questions,
        max((each.comparability for each in found), key=list(Comparability).index),
        tuple(dict.fromkeys(reason for each in found for reason in each.reasons)),
    )
