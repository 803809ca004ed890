"""What a comparison in a condition says, in the words of the set, as data for a sentence."""

from dataclasses import dataclass, field
from enum import StrEnum

from compass.core.answer_labels import is_plain_yes_no, label_of, part_title
from compass.core.conditions import (
    Answered,
    AtLeast,
    AtMost,
    Before,
    Comparison,
    HasLabel,
    HasOutcome,
    HasStatus,
    Includes,
    Is,
    ItemsAtLeast,
    Leaf,
    Measured,
    NumberAtLeast,
    NumberAtMost,
    OnOrAfter,
    ScoreAtLeast,
    ScoreBelow,
    ShareAtLeast,
)
from compass.core.kinds import OTHER
from compass.core.question_sets import Question, QuestionSet, SetTexts


class ReasonKind(StrEnum):
    IS = "is"
    INCLUDES = "includes"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ON_OR_AFTER = "on-or-after"
    BEFORE = "before"
    ANSWERED = "answered"
    LABEL = "label"
    OUTCOME = "outcome"
    SCORE_AT_LEAST = "score-at-least"
    SCORE_BELOW = "score-below"
    SHARE_AT_LEAST = "share-at-least"
    ITEMS_AT_LEAST = "items-at-least"


class ValueKind(StrEnum):
    """How to write a value: a label as it stands, ``yes`` or ``no``, a decimal, an ISO date, for
    *other, namely*, or the status of an answer without a value."""

    LABEL = "label"
    YES_NO = "yes-no"
    NUMBER = "number"
    DAY = "day"
    OTHER = "other"
    STATUS = "status"


_MEASURED = {
    ScoreAtLeast: ReasonKind.SCORE_AT_LEAST,
    ScoreBelow: ReasonKind.SCORE_BELOW,
    ShareAtLeast: ReasonKind.SHARE_AT_LEAST,
}


@dataclass(frozen=True)
class Reason:
    """One fact. ``subject`` is the title of what it is about, ``part`` that of a row of a table or
    the id of a part of a risk.
    With ``is_negated`` it is the opposite that holds. ``item`` is the name of the item it is about,
    ``is_every`` says that it holds for every item. ``question`` is the id of the question it is
    about, where it is about one; two facts that read the same are the same."""

    kind: ReasonKind
    subject: str
    value: str = ""
    part: str = ""
    value_kind: ValueKind = ValueKind.LABEL
    is_negated: bool = False
    item: str = ""
    is_every: bool = False
    question: str = field(default="", compare=False)


@dataclass(frozen=True)
class Wording:
    question_set: QuestionSet
    texts: SetTexts

    def reason(self, leaf: Leaf) -> Reason:
        match leaf:
            case HasLabel(label):
                return Reason(ReasonKind.LABEL, self.texts.labels[label].label)
            case HasOutcome(outcome, result):
                text = self.texts.outcomes[outcome]
                return Reason(ReasonKind.OUTCOME, text.title, text.results[result].label)
            case ScoreAtLeast() | ScoreBelow() | ShareAtLeast():
                return self._score(leaf)
            case ItemsAtLeast(question, count):
                return self._number(ReasonKind.ITEMS_AT_LEAST, question, str(count))
            case Answered(question):
                return Reason(ReasonKind.ANSWERED, self.title(question), question=question)
            case HasStatus(question, status):
                return self._of(ReasonKind.IS, question, status, ValueKind.STATUS)
            case _:
                return self._comparison(leaf)

    def _comparison(self, leaf: Comparison) -> Reason:
        match leaf:
            case Is(question, value, part):
                return self._compared(ReasonKind.IS, question, value, part)
            case Includes(question, value):
                return self._compared(ReasonKind.INCLUDES, question, value)
            case AtLeast(question, level, _, part):
                return self._compared(ReasonKind.AT_LEAST, question, level, part)
            case AtMost(question, level, _, part):
                return self._compared(ReasonKind.AT_MOST, question, level, part)
            case NumberAtLeast(question, bound):
                return self._number(ReasonKind.AT_LEAST, question, str(bound))
            case NumberAtMost(question, bound):
                return self._number(ReasonKind.AT_MOST, question, str(bound))
            case OnOrAfter() | Before():
                return self._day(leaf)

    def _compared(self, kind: ReasonKind, question_id: str, value: str, part: str = "") -> Reason:
        question = self.question_set.question(question_id)
        return Reason(
            kind=kind,
            subject=self.title(question_id),
            value=label_of(question, value, part, self.texts),
            part=part_title(question, part, self.texts),
            value_kind=_kind_of(question, value),
            question=question_id,
        )

    def _number(self, kind: ReasonKind, question: str, bound: str) -> Reason:
        return self._of(kind, question, bound, ValueKind.NUMBER)

    def _day(self, leaf: OnOrAfter | Before) -> Reason:
        kind = ReasonKind.BEFORE if isinstance(leaf, Before) else ReasonKind.ON_OR_AFTER
        return self._of(kind, leaf.question, leaf.day.isoformat(), ValueKind.DAY)

    def _of(self, kind: ReasonKind, question: str, value: str, value_kind: ValueKind) -> Reason:
        title = self.title(question)
        return Reason(kind, title, value, value_kind=value_kind, question=question)

    def _score(self, leaf: Measured) -> Reason:
        title, bound = self.texts.scores[leaf.score].title, str(leaf.bound)
        return Reason(_MEASURED[type(leaf)], title, bound, value_kind=ValueKind.NUMBER)

    def title(self, question: str) -> str:
        return self.texts.questions[question].title


def _kind_of(question: Question, value: str) -> ValueKind:
    if is_plain_yes_no(question, value):
        return ValueKind.YES_NO
    is_other = question.takes_other and value == OTHER
    return ValueKind.OTHER if is_other else ValueKind.LABEL
