"""What looks at the answer to a question, and which answers it can tell apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import (
    All,
    Any_,
    AnyItem,
    Comparison,
    Condition,
    EveryItem,
    Facts,
    Not,
    OfQuestion,
    holds,
    parts_of,
)
from compass.core.kind_values import EACH
from compass.core.question_sets import Question
from compass.core.scoring import Stake, earned


@dataclass(frozen=True)
class Asked:
    """A question with all that looks at its answer: ``features`` are the conditions and parts of
    conditions that look at nothing else, as large as they can be, ``comparisons`` their leaves.
    With ``begins`` any answer at all makes a difference: a condition looks at an outcome, which is
    decided from the first answer on."""

    question: Question
    features: tuple[Condition, ...]
    stakes: tuple[Stake, ...]
    begins: bool

    @property
    def weight(self) -> int:
        """How much is looked at for one answer."""
        conditions = sum(1 for feature in self.features for _ in parts_of(feature))
        return 1 + conditions + sum(len(stake.points) for stake in self.stakes)

    @property
    def counts_each(self) -> bool:
        """Whether every single one of a number or a list earns points."""
        return any(EACH in stake.points for stake in self.stakes)

    @property
    def comparisons(self) -> Iterator[Comparison]:
        for feature in self.features:
            yield from (leaf for leaf in parts_of(feature) if isinstance(leaf, Comparison))


def features_of(conditions: Iterable[Condition]) -> Mapping[str, tuple[Condition, ...]]:
    """By question, in one pass. What several questions together decide is split at "all" and "any"
    into what each says."""
    found: dict[str, dict[Condition, None]] = {}
    for condition in conditions:
        for question, feature in _features(condition):
            found.setdefault(question, {})[feature] = None
    return {question: tuple(features) for question, features in found.items()}


def _features(condition: Condition) -> Iterator[tuple[str, Condition]]:
    if (sole := _sole_question(condition)) is not None:
        yield sole, condition
        return
    match condition:
        case All(parts) | Any_(parts):
            own: dict[str, list[Condition]] = {}
            for part in parts:
                if (sole := _sole_question(part)) is not None:
                    own.setdefault(sole, []).append(part)
                else:
                    yield from _features(part)
            for question, its in own.items():
                together = tuple(its)
                yield question, All(together) if isinstance(condition, All) else Any_(together)
        case Not(that) | AnyItem(_, that) | EveryItem(_, that):
            yield from _features(that)


def _sole_question(condition: Condition) -> str | None:
    """The one question whose answer is all that the condition looks at."""
    sole = None
    for part in parts_of(condition):
        if isinstance(part, All | Any_ | Not):
            continue
        if not isinstance(part, OfQuestion) or sole not in (None, part.question):
            return None
        sole = part.question
    return sole


def told_apart(one: Asked, answer: Answer | None) -> object:
    """Answers with the same of this do the same everywhere."""
    facts = KnownAnswers({one.question.id: answer})
    status = answer.status if answer is not None else None
    value = answer.value if answer is not None and status is AnswerStatus.ANSWERED else None
    return (
        tuple(holds(feature, facts) for feature in one.features),
        one.begins and answer is not None,
        bool(one.stakes) and status is AnswerStatus.NOT_APPLICABLE,
        tuple(earned(stake, value) for stake in one.stakes),
        len(value) if isinstance(value, tuple) and one.counts_each else 0,
    )


@dataclass(frozen=True)
class KnownAnswers:
    """Facts of nothing but answers (conditions.Facts)."""

    answers: Mapping[str, Answer | None]

    def answer(self, question: str) -> Answer | None:
        return self.answers.get(question)

    def has_label(self, label: str) -> bool:
        return False

    def score(self, score: str) -> Fraction | None:
        return None

    def share(self, score: str) -> Fraction | None:
        return None

    def outcome(self, outcome: str) -> str | None:
        return None

    def items(self, question: str) -> Sequence[Facts]:
        return ()
