"""What a comparison in a condition says, in the words of the set, as data for a sentence."""

from dataclasses import dataclass, field
from enum import StrEnum

from compass.core.answer_labels import is_plain_yes_no, label_of, part_title
from compass.core.conditions import (
    Answered,
    AtLeast,
    AtMost,
    Comparison,
    HasLabel,
    HasOutcome,
    Includes,
    Is,
    ItemsAtLeast,
    Leaf,
    NumberAtLeast,
    NumberAtMost,
    ScoreAtLeast,
    ScoreBelow,
    ShareAtLeast,
)
from compass.core.kinds import OTHER
from compass.core.question_sets import QuestionSet, SetTexts


class ReasonKind(StrEnum):
    IS = "is"
    INCLUDES = "includes"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ANSWERED = "answered"
    LABEL = "label"
    OUTCOME = "outcome"
    SCORE_AT_LEAST = "score-at-least"
    SCORE_BELOW = "score-below"
    SHARE_AT_LEAST = "share-at-least"
    ITEMS_AT_LEAST = "items-at-least"


@dataclass(frozen=True)
class Reason:
    """One fact. ``subject`` is the title of what it is about, ``part`` that of a row of a table or
    the id of a part of a risk, ``value`` a label, a number (``is_number``), ``yes`` and ``no``
    (``is_yes_no``), or *other, namely* (``is_other``).
    With ``is_negated`` it is the opposite that holds. ``item`` is the name of the item it is about,
    ``is_every`` says that it holds for every item. ``question`` is the id of the question it is
    about, where it is about one; two facts that read the same are the same."""

    kind: ReasonKind
    subject: str
    value: str = ""
    part: str = ""
    is_yes_no: bool = False
    is_number: bool = False
    is_other: bool = False
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
            case ScoreAtLeast(score, bound):
                return self._score(ReasonKind.SCORE_AT_LEAST, score, str(bound))
            case ScoreBelow(score, bound):
                return self._score(ReasonKind.SCORE_BELOW, score, str(bound))
            case ShareAtLeast(score, bound):
                return self._score(ReasonKind.SHARE_AT_LEAST, score, str(bound))
            case ItemsAtLeast(question, count):
                return self._number(ReasonKind.ITEMS_AT_LEAST, question, str(count))
            case Answered(question):
                return Reason(ReasonKind.ANSWERED, self.title(question), question=question)
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

    def _compared(self, kind: ReasonKind, question_id: str, value: str, part: str = "") -> Reason:
        question = self.question_set.question(question_id)
        return Reason(
            kind=kind,
            subject=self.title(question_id),
            value=label_of(question, value, part, self.texts),
            part=part_title(question, part, self.texts),
            is_yes_no=is_plain_yes_no(question, value),
            is_other=question.takes_other and value == OTHER,
            question=question_id,
        )

    def _number(self, kind: ReasonKind, question: str, bound: str) -> Reason:
        return Reason(kind, self.title(question), bound, is_number=True, question=question)

    def _score(self, kind: ReasonKind, score: str, bound: str) -> Reason:
        return Reason(kind, self.texts.scores[score].title, bound, is_number=True)

    def title(self, question: str) -> str:
        return self.texts.questions[question].title
