"""Which answers to a question are worth trying: one of each sort that conditions and points tell
apart, on both sides of each bound that is named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import (
    All,
    Answered,
    Any_,
    AnyItem,
    Comparison,
    Condition,
    EveryItem,
    Facts,
    Includes,
    Not,
    NumberAtLeast,
    NumberAtMost,
    holds,
    parts_of,
)
from compass.core.kind_values import EACH
from compass.core.kinds import KINDS, QuestionKind, Value, closed_values
from compass.core.question_sets import Question
from compass.core.scoring import Stake, earned
from compass.core.values import MAX_LISTED, OTHER, OTHER_PREFIX

MANY = 4096  # beyond so many values of one question only some are tried
_FINEST = Decimal("0.000000001")
_WORD = "x"


@dataclass(frozen=True)
class Trials:
    """``is_complete`` says that every answer behaves like one of these."""

    answers: tuple[Answer | None, ...]
    is_complete: bool


@dataclass(frozen=True)
class Asked:
    """A question with all that looks at its answer: ``features`` are the conditions and parts of
    conditions that look at nothing else, as large as they can be, ``comparisons`` their leaves.
    With ``begins`` any answer at all makes a difference: outcomes are decided from the first on."""

    question: Question
    features: tuple[Condition, ...]
    stakes: tuple[Stake, ...]
    begins: bool

    @property
    def comparisons(self) -> Iterator[Comparison]:
        for feature in self.features:
            yield from (leaf for leaf in parts_of(feature) if isinstance(leaf, Comparison))


def asked(
    question: Question, conditions: Sequence[Condition], stakes: Sequence[Stake], *, begins: bool
) -> Asked:
    features = (one for condition in conditions for one in _features(condition, question.id))
    return Asked(
        question,
        tuple(dict.fromkeys(features)),
        tuple(stake for stake in stakes if stake.question.id == question.id),
        begins,
    )


def _features(condition: Condition, question: str) -> Iterator[Condition]:
    """What several questions together decide is split at "all" and "any" into what each says."""
    if _is_about(condition, question):
        yield condition
        return
    match condition:
        case All(parts) | Any_(parts):
            own = tuple(part for part in parts if _is_about(part, question))
            if own:
                yield All(own) if isinstance(condition, All) else Any_(own)
            for part in parts:
                if part not in own:
                    yield from _features(part, question)
        case Not(that) | AnyItem(_, that) | EveryItem(_, that):
            yield from _features(that, question)


def _is_about(condition: Condition, question: str) -> bool:
    leaves = [part for part in parts_of(condition) if not isinstance(part, All | Any_ | Not)]
    return all(
        isinstance(leaf, Comparison | Answered) and leaf.question == question for leaf in leaves
    )


def trials(one: Asked) -> Trials:
    values, is_complete = _values(one)
    found: dict[object, Answer | None] = {}
    for answer in (
        None,
        Answer(AnswerStatus.NOT_KNOWN),
        Answer(AnswerStatus.NOT_APPLICABLE, reason=_WORD),
        *(Answer(AnswerStatus.ANSWERED, value) for value in values),
    ):
        found.setdefault(_told_apart(one, answer), answer)
    return Trials(tuple(found.values()), is_complete)


def _told_apart(one: Asked, answer: Answer | None) -> object:
    """Answers with the same of this do the same everywhere."""
    facts = KnownAnswers({one.question.id: answer})
    status = answer.status if answer is not None else None
    value = answer.value if answer is not None and status is AnswerStatus.ANSWERED else None
    return (
        tuple(holds(feature, facts) for feature in one.features),
        one.begins and answer is not None,
        bool(one.stakes) and status is AnswerStatus.NOT_APPLICABLE,
        tuple(earned(stake, value) for stake in one.stakes),
        len(value) if isinstance(value, tuple) and any(_each(one)) else 0,
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


def _each(one: Asked) -> Iterator[bool]:
    return (EACH in stake.points for stake in one.stakes)


def _values(one: Asked) -> tuple[list[Value], bool]:
    question, kind = one.question, KINDS[one.question.kind]
    if not kind.takes_answer:
        return [], True
    if kind.has_range:
        return _numbers(one)
    if kind.takes_many:
        return _choices(one)
    if question.rows:
        return _tables(one)
    if question.map is not None:
        pairs = product(question.map.severities, question.map.likelihoods)
        return [{"severity": severity, "likelihood": often} for severity, often in pairs], True
    if kind.takes_list:
        return _lists(one)
    if question.kind is QuestionKind.DATE:
        return ["2000-01-01"], True
    return [_as_given(question, value) for value in closed_values(question)] or [_WORD], True


def _as_given(question: Question, value: str) -> str:
    is_own = question.takes_other and value == OTHER
    return f"{OTHER_PREFIX} {_WORD}" if is_own else value


def _choices(one: Asked) -> tuple[list[Value], bool]:
    """Options that nothing looks at are all the same: the first of them stands for the others."""
    options = closed_values(one.question)
    seen = {leaf.value for leaf in one.comparisons if isinstance(leaf, Includes)}
    seen |= {value for stake in one.stakes for value, points in stake.points.items() if points}
    rest = [option for option in options if option not in seen][:1]
    told = [option for option in options if option in seen] + rest
    sizes = range(1, len(told) + 1)
    is_complete = 2 ** len(told) <= MANY
    if not is_complete:
        sizes = range(1, 3)
    subsets = [subset for size in sizes for subset in combinations(told, size)]
    if not is_complete:
        subsets += [tuple(told[:size]) for size in range(3, len(told) + 1)]
    return [
        tuple(_as_given(one.question, option) for option in subset) for subset in subsets
    ], is_complete


def _tables(one: Asked) -> tuple[list[Value], bool]:
    rows, values = one.question.rows, closed_values(one.question)
    seen = {leaf.part for leaf in one.comparisons if not isinstance(leaf, (Includes, *_NUMBERS))}
    varied = [row for row in rows if one.stakes or row in seen]
    fixed = dict.fromkeys(rows, values[0])
    if len(values) ** len(varied) <= MANY:
        cells = product(values, repeat=len(varied))
        return [fixed | dict(zip(varied, cell, strict=True)) for cell in cells], True
    alike: list[Value] = [dict.fromkeys(rows, value) for value in values]
    single: list[Value] = [fixed | {row: value} for row in varied for value in values]
    return alike + single, False


_NUMBERS = (NumberAtLeast, NumberAtMost)


def _numbers(one: Asked) -> tuple[list[Value], bool]:
    question, step = one.question, one.question.step
    lowest, highest = question.minimum, question.maximum
    if step and lowest is not None and highest is not None:
        count = int((highest - lowest) / step)
        if count <= MANY and any(_each(one)):
            return [_text(lowest + step * number) for number in range(count + 1)], True
    bounds = {leaf.bound for leaf in one.comparisons if isinstance(leaf, _NUMBERS)}
    near = {
        _on_grid(bound + side, question)
        for bound in bounds
        for side in (-(step or _FINEST), Decimal(0), step or _FINEST)
    }
    ends = {end for end in (lowest, highest) if end is not None} or {Decimal(0)}
    allowed = sorted(
        number
        for number in near | ends
        if (lowest is None or number >= lowest) and (highest is None or number <= highest)
    )
    return [_text(number) for number in allowed], not any(_each(one))


def _on_grid(number: Decimal, question: Question) -> Decimal:
    if not question.step or question.minimum is None:
        return number
    return question.minimum + (number - question.minimum) // question.step * question.step


def _text(number: Decimal) -> str:
    return f"{number.normalize() + 0:f}"


def _lists(one: Asked) -> tuple[list[Value], bool]:
    if one.question.kind is QuestionKind.RANKING:
        return [one.question.options], True
    counts = range(1, MAX_LISTED + 1) if any(_each(one)) else (1,)
    return [(_WORD,) * count for count in counts], True
