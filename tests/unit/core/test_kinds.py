"""What counts as a value, kind by kind."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compass.core.answers import Answer, AnswerStatus, answer_fault, is_complete
from compass.core.kinds import KINDS, MAX_LONG_TEXT, QuestionKind, parse_date
from compass.core.values import is_on_grid


def test_every_kind_has_its_entry():
    assert set(KINDS) == set(QuestionKind)


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [
        ("oversight", "largely", None),
        ("oversight", "enough", "unknown-level"),
        ("oversight", ("largely",), "unknown-level"),
        ("uses-automation", "yes", None),
        ("uses-automation", "true", "not-yes-or-no"),
        ("channel", "letter", None),
        ("channel", "pigeon", "unknown-option"),
        ("groups", ("children", "newcomers"), None),
        ("groups", "children", "not-a-list"),
        ("groups", (), "nothing-chosen"),
        ("groups", ("children", "children"), "duplicate-option"),
        ("groups", ("children", "pets"), "unknown-option"),
        ("nickname", "Het loket", None),
        ("nickname", "two\nlines", "more-than-one-line"),
        ("nickname", "x" * 201, "too-long"),
        ("oversight-how", "x\r" * 1_001, "too-long"),
        ("nickname", "  ", "empty"),
        ("nickname", "evil\u202etxt", "forbidden-character"),
        ("oversight-how", "two\nlines and 👩‍🦽", None),
        ("oversight-how", "nul\x00", "forbidden-character"),
        ("oversight-how", ("a",), "not-a-text"),
        ("false-alarms", "12.5", None),
        ("false-alarms", "-0.1", "too-small"),
        ("false-alarms", "100.01", "too-large"),
        ("false-alarms", "1e2", "not-a-number"),
        ("false-alarms", "NaN", "not-a-number"),
        ("false-alarms", "٣", "not-a-number"),
        ("false-alarms", "9" * 19, "not-a-number"),
        ("stopped-on", "2026-02-28", None),
        ("stopped-on", "2026-02-30", "not-a-date"),
        ("stopped-on", "20260228", "not-a-date"),
        ("introduction", "x", "takes-no-answer"),
    ],
)
def test_each_kind_knows_its_values(every_kind, question, value, code):
    question = every_kind.question(question)

    assert KINDS[question.kind].check(question, value) == code


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [
        ("harm", {"severity": "grave", "likelihood": "rare"}, None),
        ("harm", {"severity": "grave"}, None),
        ("harm", {"severity": "rare"}, "unknown-option"),
        ("harm", {"band": "high"}, "unknown-row"),
        ("harm", {}, "nothing-chosen"),
        ("harm", "grave", "not-a-mapping"),
        ("harm", ("grave",), "not-a-mapping"),
        ("trust", {"before": "low", "after": "high"}, None),
        ("trust", {"meanwhile": "low"}, "unknown-row"),
        ("trust", {"before": "public"}, "unknown-option"),
        ("places", {"archive": "personal"}, None),
        ("reach", "97.5", None),
        ("reach", "0.0", None),
        ("reach", "99", "off-grid"),
        ("reach", "2.500000001", "off-grid"),
        ("reach", "102.5", "too-large"),
        ("reach", ("5",), "not-a-number"),
        ("reach", {"5": "5"}, "not-a-number"),
        ("priorities", ("warmth", "speed", "clarity"), None),
        ("priorities", ("warmth",), None),
        ("priorities", ("warmth", "warmth"), "duplicate-option"),
        ("priorities", ("warmth", "colour"), "unknown-option"),
        ("priorities", "warmth", "not-a-list"),
        ("priorities", (), "nothing-chosen"),
        ("wishes", ("A bench", "Light"), None),
        ("wishes", ("A bench", "A bench"), None),
        ("wishes", ("A bench", ""), "empty"),
        ("wishes", ("two\nlines",), "more-than-one-line"),
        ("wishes", ("x" * 201,), "too-long"),
        ("wishes", ("a\u202eb",), "forbidden-character"),
        ("wishes", ("x",) * 51, "too-many-listed"),
        ("wishes", (), "nothing-listed"),
        ("wishes", "A bench", "not-a-list"),
        ("wishes", {"a": "b"}, "not-a-list"),
        ("stakeholders", ("a1: Parents", "b2: Schools: all of them"), None),
        ("stakeholders", ("a1: Parents", "a1: Schools"), "duplicate-item"),
        ("stakeholders", ("Parents",), "bad-item"),
        ("stakeholders", ("A1: Parents",), "bad-item"),
        ("stakeholders", ("a1:",), "empty"),
        ("stakeholders", ("a1: " + "x" * 201,), "too-long"),
        ("stakeholders", ("a" * 13 + ": Parents",), "bad-item"),
        ("stakeholders", tuple(f"a{number}: x" for number in range(51)), "too-many-listed"),
        ("stakeholders", {"a1": "Parents"}, "not-a-list"),
        ("channel", "other: a bus that drives round", None),
        ("channel", "other: ", "other-without-text"),
        ("channel", "other", "unknown-option"),
        ("channel", "other: " + "x" * 201, "too-long"),
        ("channel", "other: a\u202eb", "forbidden-character"),
        ("channel", {"other": "a bus"}, "unknown-option"),
        ("devices", ("phone", "other: a tablet"), None),
        ("devices", ("other: a tablet", "other: a watch"), "duplicate-option"),
        ("devices", ("other: two\nlines",), "more-than-one-line"),
        ("data", ("other: secrets",), "unknown-option"),
        ("signed", "yes", None),
        ("signed", "no", "not-attested"),
        ("signed", ("yes",), "not-attested"),
    ],
)
def test_each_of_the_other_kinds_knows_its_values(new_kinds, question, value, code):
    question = new_kinds.question(question)

    assert KINDS[question.kind].check(question, value) == code


@pytest.mark.parametrize(
    ("question", "partly", "full"),
    [
        ("harm", {"severity": "grave"}, {"severity": "grave", "likelihood": "rare"}),
        ("trust", {"after": "low"}, {"before": "low", "after": "low"}),
        ("priorities", ("warmth",), ("warmth", "speed", "clarity")),
    ],
)
def test_a_value_may_be_right_so_far_and_not_full_yet(new_kinds, question, partly, full):
    question = new_kinds.question(question)

    assert answer_fault(question, Answer(AnswerStatus.ANSWERED, partly)) is None
    assert not is_complete(question, Answer(AnswerStatus.ANSWERED, partly))
    assert is_complete(question, Answer(AnswerStatus.ANSWERED, full))


@pytest.mark.parametrize(
    ("question", "given", "canonical"),
    [
        ("harm", {"likelihood": "rare", "severity": "grave"},
         {"severity": "grave", "likelihood": "rare"}),
        ("trust", {"after": "low", "before": "high"}, {"before": "high", "after": "low"}),
        ("priorities", ("warmth", "speed"), ("warmth", "speed")),
        ("devices", ("other: a tablet", "phone"), ("phone", "other: a tablet")),
        ("stakeholders", ("b:Schools", "a: Parents"), ("b: Schools", "a: Parents")),
        ("channel", "other: a bus", "other: a bus"),
    ],
)  # fmt: skip
def test_only_what_has_no_order_of_its_own_is_put_in_the_order_of_the_set(
    new_kinds, question, given, canonical
):
    question = new_kinds.question(question)

    ordered = KINDS[question.kind].canonical(question, given)

    assert ordered == canonical
    assert list(ordered) == list(canonical)


def test_levels_of_a_table_are_no_level_that_actions_raise(new_kinds):
    answer = Answer(expected="high")

    assert answer_fault(new_kinds.question("trust"), answer) == ("expected", "unknown-level")


@given(st.decimals(0, 10**17, places=9), st.integers(1, 10**9))
def test_steps_are_counted_exactly(number, steps):
    step = Decimal(steps).scaleb(-9)

    assert is_on_grid(number + step, number, step)
    assert not is_on_grid(number + step / 2, number, step)


def test_week_dates_are_no_dates():
    assert parse_date("2026-W08-6") is None


@pytest.mark.parametrize(
    ("answer", "is_full"),
    [
        (None, False),
        (Answer(), False),
        (Answer(value="fully"), False),
        (Answer(AnswerStatus.ANSWERED), False),
        (Answer(AnswerStatus.ANSWERED, "fully"), True),
        (Answer(AnswerStatus.ANSWERED, "enough"), False),
        (Answer(AnswerStatus.NOT_KNOWN), True),
        (Answer(AnswerStatus.NOT_APPLICABLE), False),
        (Answer(AnswerStatus.NOT_APPLICABLE, reason="  "), False),
        (Answer(AnswerStatus.NOT_APPLICABLE, reason="No machine here."), True),
    ],
)
def test_an_answer_is_complete_with_a_value_a_reason_or_an_honest_not_known(
    every_kind, answer, is_full
):
    assert is_complete(every_kind.question("oversight"), answer) is is_full


@pytest.mark.parametrize(
    ("question", "answer", "fault"),
    [
        ("oversight", Answer(), None),
        ("oversight", Answer(AnswerStatus.NOT_APPLICABLE), None),
        ("oversight", Answer(value="enough"), ("value", "unknown-level")),
        ("oversight", Answer(expected="fully"), None),
        ("oversight", Answer(expected="easy"), ("expected", "unknown-level")),
        ("channel", Answer(expected="letter"), ("expected", "unknown-level")),
        ("channel", Answer(reason="x" * (MAX_LONG_TEXT + 1)), ("reason", "too-long")),
        ("channel", Answer(rationale="x\n" * 1_001), ("rationale", "too-long")),
        ("channel", Answer(rationale="\x1b[2J"), ("rationale", "forbidden-character")),
        ("introduction", Answer(AnswerStatus.NOT_KNOWN), ("status", "takes-no-answer")),
    ],
)
def test_an_answer_may_be_stored_incomplete_but_never_wrong(every_kind, question, answer, fault):
    assert answer_fault(every_kind.question(question), answer) == fault


def test_a_number_without_bounds_takes_any_decimal(every_kind):
    question = replace(every_kind.question("false-alarms"), minimum=None, maximum=None)

    assert KINDS[question.kind].check(question, "-1000000.5") is None
