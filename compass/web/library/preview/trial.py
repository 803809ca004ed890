"""Answers, evidence and actions that are only tried out."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from compass.core.answers import Action, Answer, Evidence, split_address
from compass.core.dependencies import questions_resting_on
from compass.core.items import Item, items_of
from compass.core.kinds import KINDS
from compass.core.question_sets import QuestionSet
from compass.db.queries.answers import ActionRow, EvidenceRow
from compass.web.answers.former import MOST_TRIED


@dataclass(frozen=True)
class Trial:
    """What was tried so far; ``language`` is that of the reader who is played. ``left`` are the
    items that went off a list and have answers, ``former`` the answers that stood before one on
    which other questions rest, newest first: both can be put back."""

    question_set: QuestionSet
    language: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    flagged: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    actions: tuple[Action, ...] = ()
    left: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    former: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)

    def answered(self, where: str, answer: Answer, *, is_flagged: bool) -> Trial:
        others = self.flagged - {where}
        return replace(
            self,
            answers={**self.answers, where: answer},
            flagged=others | {where} if is_flagged else others,
            left={**self.left, **self._left_by(where, answer)},
            former={**self.former, **self._former_of(where, answer)},
        )

    def listed_before(self, question_id: str) -> tuple[Item, ...]:
        listed = items_of(self.answers[question_id].value) if question_id in self.answers else ()
        return (*listed, *self.left.get(question_id, ()))

    def with_evidence(self, where: str, *, title: str, url: str) -> Trial:
        return replace(self, evidence=(*self.evidence, Evidence(_new_id(), (where,), title, url)))

    def without_evidence(self, evidence_id: str) -> Trial:
        return replace(self, evidence=tuple(one for one in self.evidence if one.id != evidence_id))

    def with_action(self, where: str, *, what: str, who: str, due: dt.date | None) -> Trial:
        return replace(self, actions=(*self.actions, Action(_new_id(), (where,), what, who, due)))

    def without_action(self, action_id: str) -> Trial:
        return replace(self, actions=tuple(one for one in self.actions if one.id != action_id))

    def with_changed(self, action: Action) -> Trial:
        changed = (action if one.id == action.id else one for one in self.actions)
        return replace(self, actions=tuple(changed))

    def action(self, action_id: str) -> Action | None:
        return next((one for one in self.actions if one.id == action_id), None)

    def action_rows(self) -> list[ActionRow]:
        return [action_row(action) for action in self.actions]

    def evidence_rows(self, *, now: dt.datetime) -> list[EvidenceRow]:
        """All of it was added today: nothing is kept longer than the page is open."""
        return [
            EvidenceRow(uuid.UUID(one.id), one.questions[0], one.title, one.url, one.sha256, now)
            for one in self.evidence
        ]

    def _left_by(self, where: str, answer: Answer) -> dict[str, tuple[Item, ...]]:
        if not KINDS[self.question_set.question_at(where).kind].has_items:
            return {}
        listed = {item.id for item in items_of(answer.value)}
        with_answers = {split_address(each)[0] for each in self.answers}
        gone = {
            item.id: item
            for item in reversed(self.listed_before(where))
            if item.id not in listed and item.id in with_answers
        }
        return {where: tuple(gone.values())}

    def _former_of(self, where: str, answer: Answer) -> dict[str, tuple[Answer, ...]]:
        """Without what was explained beside it, which goes on with the answer that follows."""
        last = self.answers.get(where, Answer())
        if last.status is None or (last.status, last.value) == (answer.status, answer.value):
            return {}
        if not questions_resting_on(self.question_set, split_address(where)[1]):
            return {}
        newest = Answer(last.status, last.value, last.reason)
        older = (one for one in self.former.get(where, ()) if one != newest)
        return {where: (newest, *older)[:MOST_TRIED]}


def action_row(action: Action) -> ActionRow:
    return ActionRow(
        uuid.UUID(action.id),
        action.questions[0],
        action.what,
        action.who,
        action.due,
        action.done_on,
    )


def _new_id() -> str:
    return str(uuid.uuid4())
