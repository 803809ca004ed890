"""Valid answers to any question set at random: full, partial, not known, not applicable, hidden."""

from decimal import Decimal

from hypothesis import strategies as st

from compass.core.answers import Answer, AnswerStatus, address
from compass.core.kinds import KINDS, QuestionKind, closed_values
from compass.core.question_sets import Question, QuestionSet
from compass.core.values import OTHER

ITEMS = ("a1", "b2", "c3")


def answers_to(question_set: QuestionSet) -> st.SearchStrategy[dict[str, Answer]]:
    """By address; items that are not listed have answers too, as after they were taken away."""
    places = {
        address(item, question.id): _answers(question)
        for question in question_set.answerable
        for item in (ITEMS if question.over else ("",))
    }
    return st.fixed_dictionaries({}, optional=places)


def _answers(question: Question) -> st.SearchStrategy[Answer]:
    answered = _values(question).map(lambda value: Answer(AnswerStatus.ANSWERED, value))
    return st.one_of(
        answered,
        answered,
        st.just(Answer(AnswerStatus.NOT_KNOWN)),
        st.just(Answer(AnswerStatus.NOT_APPLICABLE, reason="It has none.")),
        st.just(Answer(AnswerStatus.ANSWERED)),  # not complete
        _values(question).map(lambda value: Answer(AnswerStatus.NOT_KNOWN, value)),
    )


def _values(question: Question) -> st.SearchStrategy:
    kind = KINDS[question.kind]
    if kind.has_items:
        listed = st.lists(st.sampled_from(ITEMS), min_size=1, unique=True)
        return listed.map(lambda items: tuple(f"{item}: Name of {item}" for item in items))
    if kind.parts(question):
        return st.dictionaries(
            st.sampled_from(list(kind.parts(question))), st.none(), min_size=1
        ).flatmap(
            lambda parts: st.fixed_dictionaries(
                {part: st.sampled_from(kind.parts(question)[part]) for part in parts}
            )
        )
    if kind.has_range:
        return _numbers(question)
    if question.kind is QuestionKind.DATE:
        return st.dates().map(str)
    values = [_chosen(question, value) for value in closed_values(question)]
    if question.kind is QuestionKind.RANKING:
        return st.permutations(values).map(tuple)
    if kind.takes_list:
        texts = st.sampled_from(values or ["One", "Two", "Three"])
        return st.lists(texts, min_size=1, unique=True).map(tuple)
    return st.sampled_from(values or ["A text."])


def _chosen(question: Question, value: str) -> str:
    return "other: something else" if question.takes_other and value == OTHER else value


def _numbers(question: Question) -> st.SearchStrategy[str]:
    low, high = question.minimum or Decimal(0), question.maximum or Decimal(1000)
    step = question.step or Decimal("0.5")
    count = int((high - low) / step)
    return st.integers(0, count).map(lambda number: f"{low + step * number:f}")
