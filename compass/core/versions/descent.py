"""Where each question of a version comes from, and whether its answers can be compared with those
to the questions that it comes from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from compass.core.question_sets import QuestionSet
from compass.core.versions.changes import DEGREES, ChangeClass, Changes, Declared
from compass.core.versions.diff import QuestionDiff, diff_sets
from compass.core.versions.differences import LEAST_CLASS, Difference, DifferenceKind


class Comparability(StrEnum):
    """Best first."""

    COMPARABLE = "comparable"
    WITH_CARE = "with-care"
    NOT_COMPARABLE = "not-comparable"


UNDECLARED = "undeclared"  # the reason where nobody said what a difference means
_RANK = (None, *DEGREES, ChangeClass.SPLIT, ChangeClass.MERGED, ChangeClass.NEW)

_LEAST_CARE: Mapping[str, Comparability] = {
    ChangeClass.CLARIFIED: Comparability.WITH_CARE,
    DifferenceKind.GUIDANCE: Comparability.WITH_CARE,
    DifferenceKind.CONDITION: Comparability.WITH_CARE,
    DifferenceKind.SCORE: Comparability.WITH_CARE,
    UNDECLARED: Comparability.WITH_CARE,
    ChangeClass.MEANING: Comparability.NOT_COMPARABLE,
    ChangeClass.SPLIT: Comparability.NOT_COMPARABLE,
    ChangeClass.MERGED: Comparability.NOT_COMPARABLE,
    ChangeClass.NEW: Comparability.NOT_COMPARABLE,
    DifferenceKind.KIND: Comparability.NOT_COMPARABLE,
    DifferenceKind.OPTIONS: Comparability.NOT_COMPARABLE,
    DifferenceKind.SCALE: Comparability.NOT_COMPARABLE,
}


@dataclass(frozen=True)
class Descent:
    """``origins`` are ids in the earlier version: the question itself where it stays, none where it
    is new. ``change`` is None where nothing differs. ``reasons`` are classes of change and kinds of
    difference that stand in the way of comparing."""

    question: str
    origins: tuple[str, ...]
    change: ChangeClass | None
    reasons: tuple[str, ...]

    @property
    def comparability(self) -> Comparability:
        found = {_LEAST_CARE[reason] for reason in self.reasons}
        return max(found, key=list(Comparability).index, default=Comparability.COMPARABLE)


@dataclass(frozen=True)
class Lineage:
    """``descents`` are by question of the later version, in its order; ``removed`` are the
    questions of the earlier one that are gone, with those in which they live on; ``through`` are
    the versions between."""

    before: QuestionSet
    after: QuestionSet
    descents: Mapping[str, Descent]
    removed: Mapping[str, tuple[str, ...]]
    through: tuple[str, ...] = ()

    def successor(self, question: str) -> str | None:
        """The question that goes on with it: itself, else the first in which it lives on."""
        if question in self.removed:
            return next(iter(self.removed[question]), None)
        descent = self.descents.get(question)
        return question if descent and question in descent.origins else None


def lineage(versions: Sequence[QuestionSet]) -> Lineage:
    """Over a chain of versions, oldest first: what happened on the way counts too."""
    before, after = versions[0], versions[-1]
    descents = _unchanged(before)
    for earlier, later in pairwise(versions):
        descents = _joined(descents, _step(earlier, later))
    through = tuple(each.version for each in versions[1:-1])
    return Lineage(before, after, descents, _removed(before, after, descents), through)


def chain(
    before: QuestionSet, after: QuestionSet, between: Iterable[QuestionSet] = ()
) -> tuple[QuestionSet, ...]:
    """The way from one version to the other along what each one was declared against; straight to
    the end where that leads elsewhere."""
    known = {each.version: each for each in (*between, before)}
    way = [after]
    while way[-1].version != before.version:
        changes = way[-1].changes
        earlier = known.get(changes.against) if changes else None
        if earlier is None or earlier in way:
            return before, after
        way.append(earlier)
    return tuple(reversed(way))


def _unchanged(question_set: QuestionSet) -> dict[str, Descent]:
    return {
        question.id: Descent(question.id, (question.id,), None, ())
        for question in question_set.questions
    }


def _step(before: QuestionSet, after: QuestionSet) -> dict[str, Descent]:
    declares = after.changes is not None and after.changes.against == before.version
    changes = after.changes if declares else None
    diff = diff_sets(before, after)
    found = _unchanged(after)
    for question in diff.questions:
        if question.id in found:
            found[question.id] = _descent(question, changes)
    for question_id in diff.unchanged:
        declared = changes.questions.get(question_id) if changes else None
        if declared is not None:
            found[question_id] = _declared(question_id, declared, ())
    return found


def _descent(question: QuestionDiff, changes: Changes | None) -> Descent:
    declared = changes.questions.get(question.id) if changes else None
    kinds = tuple(sorted({each.kind for each in question.differences if _asks_for_care(each)}))
    if declared is not None:
        return _declared(question.id, declared, kinds, question)
    change = _worst(LEAST_CLASS[kind] for kind in question.kinds)
    if change is ChangeClass.NEW:
        return Descent(question.id, (), change, (change,))
    return Descent(question.id, (question.id,), change, _reasons(change, (*kinds, UNDECLARED)))


def _asks_for_care(difference: Difference) -> bool:
    """Of guidance, what people read while they answer: not for which roles or phases it is."""
    if difference.kind is DifferenceKind.GUIDANCE:
        return bool(difference.language)
    return difference.kind in _LEAST_CARE


def _declared(
    question_id: str,
    declared: Declared,
    kinds: tuple[str, ...],
    question: QuestionDiff | None = None,
) -> Descent:
    """What was declared, but never less than what the differences say."""
    least = [LEAST_CLASS[kind] for kind in question.kinds] if question else []
    change = _worst([declared.change, *(each for each in least if each in DEGREES)])
    origins = declared.origins or (() if change is ChangeClass.NEW else (question_id,))
    return Descent(question_id, origins, change, _reasons(change, kinds))


def _reasons(change: ChangeClass | None, others: Iterable[str]) -> tuple[str, ...]:
    own = (str(change),) if change in _LEAST_CARE else ()
    return tuple(dict.fromkeys((*own, *map(str, others))))


def _worst(changes: Iterable[ChangeClass | None]) -> ChangeClass | None:
    return max(changes, key=_RANK.index, default=None)


def _joined(first: Mapping[str, Descent], second: Mapping[str, Descent]) -> dict[str, Descent]:
    return {question: _join(descent, first) for question, descent in second.items()}


def _join(descent: Descent, first: Mapping[str, Descent]) -> Descent:
    """A question of the last version, told by what the ones it came from came from."""
    parents = [first[origin] for origin in descent.origins if origin in first]
    old = [parent for parent in parents if parent.change is not ChangeClass.NEW]
    if not old:
        new = ChangeClass.NEW
        return Descent(descent.question, (), new, (new,))
    return Descent(
        question=descent.question,
        origins=tuple(dict.fromkeys(_origins(old))),
        change=_worst([descent.change, *(parent.change for parent in old)]),
        reasons=tuple(
            dict.fromkeys([*(why for parent in old for why in parent.reasons), *descent.reasons])
        ),
    )


def _origins(descents: Iterable[Descent]) -> Iterator[str]:
    for descent in descents:
        yield from descent.origins


def _removed(
    before: QuestionSet, after: QuestionSet, descents: Mapping[str, Descent]
) -> dict[str, tuple[str, ...]]:
    remaining = {question.id for question in after.questions}
    return {
        question.id: tuple(
            descent.question for descent in descents.values() if question.id in descent.origins
        )
        for question in before.questions
        if question.id not in remaining
    }
