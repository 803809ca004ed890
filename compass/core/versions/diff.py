"""The typed differences between two versions of one question set."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from compass.core.question_sets import QuestionSet
from compass.core.versions.differences import Difference, DifferenceKind
from compass.core.versions.question_diff import diff_question
from compass.core.versions.set_diff import diff_general


@dataclass(frozen=True)
class QuestionDiff:
    id: str
    differences: tuple[Difference, ...]

    @property
    def kinds(self) -> frozenset[DifferenceKind]:
        return frozenset(difference.kind for difference in self.differences)


@dataclass(frozen=True)
class SetDiff:
    """``questions`` are those that differ: in the order of the later version, removed ones last.
    ``general`` is everything beside questions."""

    before: QuestionSet
    after: QuestionSet
    questions: tuple[QuestionDiff, ...]
    unchanged: tuple[str, ...]
    general: tuple[Difference, ...]

    @cached_property
    def _by_question(self) -> Mapping[str, tuple[Difference, ...]]:
        return {question.id: question.differences for question in self.questions}

    def differences_of(self, question_id: str) -> tuple[Difference, ...]:
        return self._by_question.get(question_id, ())


def diff_sets(before: QuestionSet, after: QuestionSet) -> SetDiff:
    old = {question.id for question in before.questions}
    new = {question.id for question in after.questions}
    moved = _moved(before, after, old & new)
    found: list[QuestionDiff] = []
    for question in after.questions:
        if question.id not in old:
            found.append(_whole(question.id, DifferenceKind.ADDED))
            continue
        differences = diff_question(before, after, question.id)
        if question.id in moved:
            differences = (*differences, moved[question.id])
        found.append(QuestionDiff(question.id, differences))
    found += [
        _whole(question.id, DifferenceKind.REMOVED)
        for question in before.questions
        if question.id not in new
    ]
    return SetDiff(
        before=before,
        after=after,
        questions=tuple(question for question in found if question.differences),
        unchanged=tuple(question.id for question in found if not question.differences),
        general=diff_general(before, after),
    )


def _whole(question_id: str, kind: DifferenceKind) -> QuestionDiff:
    return QuestionDiff(question_id, (Difference(kind, "", None, None),))


def _moved(before: QuestionSet, after: QuestionSet, common: Iterable[str]) -> dict[str, Difference]:
    """Questions that stand elsewhere among those that stayed in their theme and group: as few as
    explain the new order."""
    kept, old, new = set(common), _positions(before), _positions(after)
    places: defaultdict[tuple[str, str | None], list[str]] = defaultdict(list)
    for question in after.questions:
        if question.id in kept:
            was = before.question(question.id)
            if (was.theme, was.group) == (question.theme, question.group):
                places[question.theme, question.group].append(question.id)
    return {
        question: Difference(DifferenceKind.MOVED, "position", old[question], new[question])
        for questions in places.values()
        for question in _out_of_order(questions, old)
    }


def _positions(question_set: QuestionSet) -> dict[str, int]:
    return {
        question.id: number
        for theme in question_set.themes
        for number, question in enumerate(theme.questions, start=1)
    }


def _out_of_order(questions: list[str], old: Mapping[str, int]) -> Iterator[str]:
    """All but a longest run that kept its order."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, question in enumerate(questions):
        length = bisect_left(ends, old[question])
        ends[length:] = (
            [old[question]] if length == len(ends) else [old[question], *ends[length + 1 :]]
        )
        last[length:] = [index] if length == len(last) else [index, *last[length + 1 :]]
        previous.append(last[length - 1] if length else -1)
    kept, index = set(), last[-1] if last else -1
    while index >= 0:
        kept.add(index)
        index = previous[index]
    return (question for index, question in enumerate(questions) if index not in kept)
