"""What counts as a value, kind by kind."""

from dataclasses import replace

import pytest

from compass.core.answers import Answer, AnswerStatus, answer_fault, is_complete
from compass.core.kinds import KINDS, MAX_LONG_TEXT, QuestionKind, parse_date


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
        ("channel", Answer(rationale="\x1b[2J"), ("rationale", "forbidden-character")),
        ("introduction", Answer(AnswerStatus.NOT_KNOWN), ("status", "takes-no-answer")),
    ],
)
def test_an_answer_may_be_stored_incomplete_but_never_wrong(every_kind, question, answer, fault):
    assert answer_fault(every_kind.question(question), answer) == fault


def test_a_number_without_bounds_takes_any_decimal(every_kind):
    question = replace(every_kind.question("false-alarms"), minimum=None, maximum=None)

    assert KINDS[question.kind].check(question, "-1000000.5") is None
