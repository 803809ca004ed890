"""Moving the answers of a review from one version of its question set to a later one.

The plan says for each address what becomes of it; applying it gives the answers, and which of them
somebody has to confirm. Nothing here looks at what is visible: hidden answers move too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from compass.core.answers import Answer, address, split_address
from compass.core.question_sets import Question, QuestionSet
from compass.core.versions.carrying import Given, fits, fitted, merged
from compass.core.versions.changes import ChangeClass
from compass.core.versions.descent import UNDECLARED, Descent, Lineage


class Fate(StrEnum):
    KEPT = "kept"
    KEPT_CONFIRM = "kept-confirm"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    ANSWERED_BEFORE = "answered-before"  # in the later version, until the move to it was undone
    REMOVED = "removed"  # kept in the history of the review
    ASKED_AGAIN = "asked-again"


TO_CONFIRM = frozenset({Fate.KEPT_CONFIRM, Fate.SPLIT, Fate.MERGED, Fate.ANSWERED_BEFORE})


@dataclass(frozen=True)
class Moved:
    """``address`` is that of the later version, for what is removed that of the earlier one.
    ``origins`` are the addresses whose answers it comes from; ``answer`` is None while there is
    none. ``reasons`` say why it is not simply kept (descent.py)."""

    address: str
    question: str
    fate: Fate
    origins: tuple[str, ...]
    answer: Answer | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """In the order of the later version, what is removed at the end."""

    lineage: Lineage
    moves: tuple[Moved, ...]

    @property
    def answers(self) -> dict[str, Answer]:
        return {
            move.address: move.answer
            for move in self.moves
            if move.answer is not None and move.fate is not Fate.REMOVED
        }

    @property
    def to_confirm(self) -> frozenset[str]:
        """Texts that are left of an answer are no answer, and need nobody to confirm them."""
        return frozenset(
            move.address
            for move in self.moves
            if move.fate in TO_CONFIRM and move.answer is not None and move.answer.status
        )


def plan_move(lineage: Lineage, answers: Mapping[str, Answer], *, comes_back: bool = False) -> Plan:
    """With ``comes_back``, ``answers`` of the later version alone have their place again."""
    given = _by_question(lineage.before, answers)
    later = _by_question(lineage.after, answers) if comes_back else {}
    found = [
        move
        for question in lineage.after.answerable
        for move in _moves(lineage, lineage.descents[question.id], given, later)
    ]
    return Plan(lineage, (*found, *_removed(lineage, given, found)))


def address_after(lineage: Lineage, where: str) -> str | None:
    """Where what hangs on a question goes with it; None where that is no longer asked."""
    item, question = split_address(where)
    heir = lineage.successor(question)
    if heir is None:
        return None
    old, new = lineage.before.question(question), lineage.after.question(heir)
    return address(item, heir) if _is_asked_alike(lineage, old, new) else None


_Given = Mapping[str, Mapping[str, Answer]]  # question -> item ("" for none) -> answer


def _by_question(question_set: QuestionSet, answers: Mapping[str, Answer]) -> _Given:
    """What was written, in the order of the set whatever the order of writing."""
    found: dict[str, dict[str, Answer]] = {question.id: {} for question in question_set.answerable}
    for where in sorted(answers):
        item, question = split_address(where)
        if question in found and answers[where] != Answer():
            found[question][item] = answers[where]
    return found


_FATES: Mapping[ChangeClass | None, Fate] = MappingProxyType(
    {
        None: Fate.KEPT,
        ChangeClass.WORDING: Fate.KEPT,
        ChangeClass.CLARIFIED: Fate.KEPT_CONFIRM,
        ChangeClass.MEANING: Fate.KEPT_CONFIRM,
        ChangeClass.SPLIT: Fate.SPLIT,
        ChangeClass.MERGED: Fate.MERGED,
        ChangeClass.NEW: Fate.NEW,
    }
)


def _fate(descent: Descent) -> Fate:
    """What nobody declared may mean anything: somebody reads it."""
    fate = _FATES[descent.change]
    return Fate.KEPT_CONFIRM if fate is Fate.KEPT and UNDECLARED in descent.reasons else fate


def _moves(lineage: Lineage, descent: Descent, given: _Given, later: _Given) -> Iterator[Moved]:
    fate, question = _fate(descent), lineage.after.question(descent.question)
    if fate is Fate.NEW and question.id not in given:
        yield from _new(question, descent, later)
        return
    by_item: dict[str, list[tuple[str, Given]]] = {}
    for origin in descent.origins:
        old = lineage.before.question(origin)
        if _is_asked_alike(lineage, old, question):
            for item, answer in given.get(origin, {}).items():
                pair = address(item, origin), Given(old, answer)
                by_item.setdefault(item, []).append(pair)
    for item, pairs in sorted(by_item.items()):
        origins = tuple(where for where, _ in pairs)
        where = address(item, question.id)
        yield _moved(where, question, fate, origins, [each for _, each in pairs], descent)
    if not by_item:
        yield Moved(question.id, question.id, fate, (), None, descent.reasons)


def _new(question: Question, descent: Descent, later: _Given) -> Iterator[Moved]:
    back = {
        address(item, question.id): answer
        for item, answer in sorted(later.get(question.id, {}).items())
        if fits(question, answer)
    }
    for where, answer in back.items():
        yield Moved(where, question.id, Fate.ANSWERED_BEFORE, (), answer, descent.reasons)
    if not back:
        yield Moved(question.id, question.id, Fate.NEW, (), None, descent.reasons)


def _moved(
    where: str,
    question: Question,
    fate: Fate,
    origins: tuple[str, ...],
    given: list[Given],
    descent: Descent,
) -> Moved:
    first = given[0]
    if fate in (Fate.KEPT, Fate.KEPT_CONFIRM) and not fits(question, first.answer):
        answer = fitted(question, first)
        is_asked = answer.status is None
        fate = Fate.ASKED_AGAIN if is_asked else Fate.KEPT_CONFIRM
    else:
        answer = merged(question, given) if fate in (Fate.SPLIT, Fate.MERGED) else first.answer
    left = answer if answer != Answer() else None
    return Moved(where, question.id, fate, origins, left, descent.reasons)


def _is_asked_alike(lineage: Lineage, old: Question, new: Question) -> bool:
    """Both once, or both per item of the same list."""
    if old.over is None or new.over is None:
        return old.over is new.over
    return old.over in lineage.descents[new.over].origins


def _removed(lineage: Lineage, given: _Given, found: list[Moved]) -> Iterator[Moved]:
    """What nothing comes from. A question that lives on in others is told there."""
    carried = {origin for move in found for origin in move.origins}
    for question, answers in given.items():
        left = [item for item in answers if address(item, question) not in carried]
        for item in left:
            where = address(item, question)
            yield Moved(where, question, Fate.REMOVED, (where,), answers[item], ())
        if not answers and lineage.removed.get(question, ("",)) == ():
            yield Moved(question, question, Fate.REMOVED, (), None, ())
