"""Why a question is shown and why an outcome is what it is: the facts that make conditions hold, in
the words of the set. The sentence around them is made where the reader's language is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from compass.core.answer_labels import label_of, part_title
from compass.core.answers import Answer
from compass.core.conditions import (
    All,
    Answered,
    Any_,
    AnyItem,
    AtLeast,
    AtMost,
    Comparison,
    Condition,
    EveryItem,
    Facts,
    HasLabel,
    HasOutcome,
    Includes,
    Is,
    ItemsAtLeast,
    Leaf,
    Not,
    NumberAtLeast,
    NumberAtMost,
    ScoreAtLeast,
    ScoreBelow,
    ShareAtLeast,
    holds,
)
from compass.core.evaluation import facts_at, state_of
from compass.core.items import Item
from compass.core.kinds import YES_NO, closed_values
from compass.core.question_sets import Question, QuestionSet, SetTexts


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
    the id of a part of a risk, ``value`` a label, a number, or ``yes`` and ``no`` (``is_yes_no``).
    With ``is_negated`` it is the opposite that holds. ``item`` is the name of the item it is about,
    ``is_every`` says that it holds for every item."""

    kind: ReasonKind
    subject: str
    value: str = ""
    part: str = ""
    is_yes_no: bool = False
    is_negated: bool = False
    item: str = ""
    is_every: bool = False


def why_shown(
    question_set: QuestionSet, answers: Mapping[str, Answer], where: str, language: str
) -> tuple[Reason, ...]:
    """What made the question at this address visible; nothing for one that is always asked."""
    question = question_set.question(where.rpartition("/")[2])
    conditions = [
        condition for condition in _around(question_set, question) if condition is not None
    ]
    if not conditions:
        return ()
    words = _Words(question_set, question_set.texts[language])
    state = state_of(question_set, answers)
    facts, items = facts_at(state, where), state.items_by_question
    reasons = (
        reason for one in conditions for reason in _reasons(one, facts, words, items, wanted=True)
    )
    return tuple(dict.fromkeys(reasons))


def why_decided(
    question_set: QuestionSet, answers: Mapping[str, Answer], outcome: str, language: str
) -> tuple[Reason, ...]:
    """What made the case hold by which an outcome was decided; for ``otherwise``, why none of the
    cases does. Nothing while it is undecided, and for bands: a score accounts for itself."""
    rule = next(rule for rule in question_set.outcomes if rule.id == outcome)
    state = state_of(question_set, answers)
    result = state.outcomes[outcome]
    if result is None:
        return ()
    words = _Words(question_set, question_set.texts[language])
    decisive = [case for case in rule.cases if case.id == result] or rule.cases
    reasons = (
        reason
        for case in decisive
        for reason in _reasons(
            case.when, state, words, state.items_by_question, wanted=case.id == result
        )
    )
    return tuple(dict.fromkeys(reasons))


def _around(question_set: QuestionSet, question: Question) -> Iterator[Condition | None]:
    yield from (one.shown_when for one in question_set.themes if one.id == question.theme)
    if question.group is not None:
        yield question_set.groups[question.group].shown_when
    yield question.shown_when


def _reasons(
    condition: Condition,
    facts: Facts,
    words: "_Words",
    items: Mapping[str, tuple[Item, ...]],
    *,
    wanted: bool,
) -> Iterator[Reason]:
    """The facts that make a condition hold (``wanted``) or fail; nothing where it does neither."""
    if holds(condition, facts) is not wanted:
        return
    match condition:
        case All(parts) | Any_(parts):
            for part in parts:
                yield from _reasons(part, facts, words, items, wanted=wanted)
        case Not(part):
            yield from _reasons(part, facts, words, items, wanted=not wanted)
        case AnyItem(over, that) | EveryItem(over, that):
            is_every = isinstance(condition, EveryItem) is wanted
            for item, seen in zip(items.get(over, ()), facts.items(over), strict=True):
                for reason in _reasons(that, seen, words, items, wanted=wanted):
                    yield replace(reason, item="" if is_every else item.name, is_every=is_every)
        case _:
            yield replace(words.reason(condition), is_negated=not wanted)


@dataclass(frozen=True)
class _Words:
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
                return Reason(ReasonKind.ITEMS_AT_LEAST, self._title(question), str(count))
            case Answered(question):
                return Reason(ReasonKind.ANSWERED, self._title(question))
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
                return Reason(ReasonKind.AT_LEAST, self._title(question), str(bound))
            case NumberAtMost(question, bound):
                return Reason(ReasonKind.AT_MOST, self._title(question), str(bound))

    def _compared(self, kind: ReasonKind, question_id: str, value: str, part: str = "") -> Reason:
        question = self.question_set.question(question_id)
        return Reason(
            kind=kind,
            subject=self._title(question_id),
            value=label_of(question, value, part, self.texts),
            part=part_title(question, part, self.texts),
            is_yes_no=closed_values(question) == YES_NO,
        )

    def _score(self, kind: ReasonKind, score: str, bound: str) -> Reason:
        return Reason(kind, self.texts.scores[score].title, bound)

    def _title(self, question: str) -> str:
        return self.texts.questions[question].title
