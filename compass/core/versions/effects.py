"""What a move to another version would do to one set of answers: counts, and what follows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from compass.core.answers import Answer
from compass.core.evaluation import Evaluation, evaluate
from compass.core.versions.descent import Lineage
from compass.core.versions.moving import Fate, Moved, Plan, plan_move


@dataclass(frozen=True)
class Change:
    """A score (as the decimal that people see) or an outcome; None where there is none."""

    id: str
    before: str | None
    after: str | None


class Consequence(StrEnum):
    """What a team has to do with an answer, whatever became of its question."""

    KEPT = "kept"
    CONFIRM = "confirm"
    ASKED_AGAIN = "asked_again"
    LOST = "lost"


@dataclass(frozen=True)
class Effects:
    """``fates`` and ``consequences`` say for each address that has an answer what becomes of it;
    ``new`` are the questions of the new version that are open only because it asks them."""

    fates: Mapping[str, Fate]
    consequences: Mapping[str, Consequence]
    new: tuple[str, ...]
    scores: tuple[Change, ...]
    outcomes: tuple[Change, ...]

    @property
    def counts(self) -> Counter[Consequence]:
        return Counter(self.consequences.values())


def effects_of(
    lineage: Lineage, answers: Mapping[str, Answer], *, comes_back: bool = False
) -> Effects:
    """As if every answer that the move asks to confirm were confirmed."""
    plan = plan_move(lineage, answers, comes_back=comes_back)
    before = evaluate(lineage.before, answers)
    after = evaluate(lineage.after, plan.answers)
    moves = [move for move in plan.moves if move.origins or move.fate is Fate.ANSWERED_BEFORE]
    return Effects(
        fates={move.address: move.fate for move in moves},
        consequences={move.address: _consequence(plan, move, answers) for move in moves},
        new=_new(plan, after),
        scores=_changes(_scores(before), _scores(after)),
        outcomes=_changes(before.outcomes, after.outcomes),
    )


def _consequence(plan: Plan, move: Moved, answers: Mapping[str, Answer]) -> Consequence:
    """Of several answers without a common value only the texts are left: they are asked again."""
    if move.fate is Fate.REMOVED:
        return Consequence.LOST
    was_given = any(answers[origin].status for origin in move.origins)
    is_given = move.answer is not None and move.answer.status is not None
    if move.fate is Fate.ASKED_AGAIN or (was_given and not is_given):
        return Consequence.ASKED_AGAIN
    return Consequence.CONFIRM if move.address in plan.to_confirm else Consequence.KEPT


def _new(plan: Plan, after: Evaluation) -> tuple[str, ...]:
    fresh = {move.question for move in plan.moves if move.fate is Fate.NEW}
    return tuple(where for where in after.unanswered if where.rpartition("/")[2] in fresh)


def _scores(evaluation: Evaluation) -> dict[str, Decimal | None]:
    return {name: score.value for name, score in evaluation.scores.items()}


def _changes(
    before: Mapping[str, Decimal | str | None], after: Mapping[str, Decimal | str | None]
) -> tuple[Change, ...]:
    """A score that only one version has is a change too; another number of places is none."""
    names = dict.fromkeys((*before, *after))
    return tuple(
        Change(name, _told(before.get(name)), _told(after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    )


def _told(result: Decimal | str | None) -> str | None:
    return format(result, "f") if isinstance(result, Decimal) else result
