"""Conditions, what is visible, and what is still open."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import (
    All,
    Answered,
    Any_,
    AtLeast,
    Before,
    HasStatus,
    Includes,
    Is,
    Not,
    OnOrAfter,
    holds,
)
from compass.core.evaluation import Progress, evaluate
from compass.core.reachability.features import KnownAnswers

YES = Answer(AnswerStatus.ANSWERED, "yes")
DAY = dt.date(2027, 8, 2)
NOT_KNOWN = Answer(AnswerStatus.NOT_KNOWN)
NOT_APPLICABLE = Answer(AnswerStatus.NOT_APPLICABLE, reason="We have no machine.")


def _answered(value):
    return Answer(AnswerStatus.ANSWERED, value)


_LEAVES = st.sampled_from(
    [
        Is("a", "yes"),
        Includes("b", "x"),
        AtLeast("c", "largely", ("largely", "fully")),
        Answered("d"),
    ]
)
_CONDITIONS = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any_(tuple(parts)))
        | inner.map(Not)
    ),
    max_leaves=8,
)
_ANSWERS = st.dictionaries(
    st.sampled_from("abcd"),
    st.sampled_from([YES, NOT_KNOWN, NOT_APPLICABLE, _answered(("x", "y")), _answered("fully")]),
)


@given(_CONDITIONS, _ANSWERS)
def test_a_condition_holds_or_not_whatever_is_answered(condition, answers):
    assert holds(condition, KnownAnswers(answers)) is not holds(
        Not(condition), KnownAnswers(answers)
    )


@given(_CONDITIONS, _CONDITIONS, _ANSWERS)
def test_not_all_is_any_not(one, other, answers):
    either = Any_((Not(one), Not(other)))

    assert holds(Not(All((one, other))), KnownAnswers(answers)) is holds(
        either, KnownAnswers(answers)
    )


@pytest.mark.parametrize("condition", [
    Is("a", "yes"), Includes("a", "yes"), AtLeast("a", "yes", ("yes",)), Answered("a"),
    OnOrAfter("a", DAY), Before("a", DAY), HasStatus("a", AnswerStatus.NOT_KNOWN),
])  # fmt: skip
def test_nothing_holds_about_a_question_without_an_answer(condition):
    assert holds(condition, KnownAnswers({})) is False


@pytest.mark.parametrize("answer", [NOT_KNOWN, NOT_APPLICABLE])
def test_not_known_and_not_applicable_are_answers_without_a_value(answer):
    answers = {"a": answer}

    assert holds(Answered("a"), KnownAnswers(answers)) is True
    assert holds(Is("a", "yes"), KnownAnswers(answers)) is False


def test_an_answer_without_a_value_is_told_from_the_other():
    answers = {"a": NOT_KNOWN, "b": YES}

    assert holds(HasStatus("a", AnswerStatus.NOT_KNOWN), KnownAnswers(answers)) is True
    assert holds(HasStatus("a", AnswerStatus.NOT_APPLICABLE), KnownAnswers(answers)) is False
    assert holds(HasStatus("b", AnswerStatus.NOT_KNOWN), KnownAnswers(answers)) is False


@pytest.mark.parametrize(
    ("given", "is_before"), [("2027-08-01", True), ("2027-08-02", False), ("2028-01-01", False)]
)
def test_a_day_is_before_another_or_not(given, is_before):
    answers = {"a": _answered(given)}

    assert holds(Before("a", DAY), KnownAnswers(answers)) is is_before
    assert holds(OnOrAfter("a", DAY), KnownAnswers(answers)) is not is_before


@pytest.mark.parametrize("answer", [NOT_KNOWN, NOT_APPLICABLE, YES, _answered(("x",))])
def test_what_is_no_day_is_neither_before_nor_after(answer):
    answers = {"a": answer}

    assert holds(Before("a", DAY), KnownAnswers(answers)) is False
    assert holds(OnOrAfter("a", DAY), KnownAnswers(answers)) is False


def test_at_the_start_everything_without_a_condition_is_visible_and_open(every_kind):
    evaluation = evaluate(every_kind, {})

    assert evaluation.visible == (
        "introduction", "uses-automation", "channel", "groups", "nickname", "reading-ease",
    )  # fmt: skip
    assert evaluation.unanswered == ("uses-automation", "channel", "groups", "reading-ease")
    assert evaluation.progress == Progress(0, 4)


def test_optional_questions_and_statements_count_on_neither_side(every_kind):
    before = evaluate(every_kind, {})

    after = evaluate(every_kind, {"nickname": _answered("The counter")})

    assert after.progress == before.progress == Progress(0, 4)


def test_a_hidden_answer_is_kept_but_counts_for_nothing(every_kind):
    answers = {"uses-automation": _answered("no"), "oversight": _answered("fully")}

    evaluation = evaluate(every_kind, answers)

    assert "oversight" not in evaluation.visible
    assert evaluation.by_theme["care"] == Progress(0, 0)


def test_a_hidden_answer_shows_no_other_question(every_kind):
    answers = {"oversight": _answered("fully")}

    evaluation = evaluate(every_kind, answers)

    assert "oversight-how" not in evaluation.visible
    assert "false-alarms" not in evaluation.visible


def test_an_answer_opens_what_depends_on_it_step_by_step(every_kind):
    answers = {"uses-automation": YES, "oversight": _answered("largely")}

    evaluation = evaluate(every_kind, answers)

    assert evaluation.visible[5:8] == ("oversight", "oversight-how", "false-alarms")
    assert evaluation.by_theme["care"] == Progress(1, 3)


def test_not_known_counts_as_answered_and_is_listed(every_kind):
    evaluation = evaluate(every_kind, {"uses-automation": YES, "oversight": NOT_KNOWN})

    assert evaluation.not_known == ("oversight",)
    assert "oversight" not in evaluation.unanswered
    assert "oversight-how" not in evaluation.visible


def test_not_applicable_without_a_reason_stays_open(every_kind):
    evaluation = evaluate(every_kind, {"channel": Answer(AnswerStatus.NOT_APPLICABLE)})

    assert "channel" in evaluation.unanswered


def test_answers_to_unknown_questions_are_ignored(every_kind):
    assert evaluate(every_kind, {"weather": YES}) == evaluate(every_kind, {})


_SET_ANSWERS = {
    "uses-automation": [YES, _answered("no"), NOT_KNOWN],
    "channel": [_answered("letter"), _answered("website")],
    "groups": [_answered(("children",)), _answered(("newcomers", "older-people"))],
    "oversight": [_answered("partly"), _answered("fully"), NOT_APPLICABLE],
    "stopped-on": [_answered("2026-01-01"), NOT_KNOWN],
    "false-alarms": [_answered("3"), _answered("-3")],
}


@given(st.data())
def test_the_order_of_answering_never_matters(every_kind, data):
    chosen = {
        question: data.draw(st.sampled_from([None, *answers]))
        for question, answers in _SET_ANSWERS.items()
    }
    answers = [(question, answer) for question, answer in chosen.items() if answer is not None]
    shuffled = data.draw(st.permutations(answers))

    assert evaluate(every_kind, dict(shuffled)) == evaluate(every_kind, dict(answers))


@given(st.data())
def test_progress_and_open_questions_always_add_up(every_kind, data):
    chosen = {
        question: data.draw(st.sampled_from([Answer(), *answers]))
        for question, answers in _SET_ANSWERS.items()
    }

    evaluation = evaluate(every_kind, chosen)
    progress = evaluation.progress

    assert progress.total - progress.answered == len(evaluation.unanswered)
    assert set(evaluation.unanswered) | set(evaluation.not_known) <= set(evaluation.visible)
    assert sum(part.total for part in evaluation.by_theme.values()) == progress.total
