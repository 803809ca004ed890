"""A score accounts for itself: each answer in words, with what it gave, and each adjustment."""

from decimal import Decimal

import pytest

from compass.core.answer_labels import Said
from compass.core.answers import AnswerStatus
from compass.core.evaluation import evaluate
from compass.core.score_accounts import AccountAdjustment, AccountLine, account_for_scores
from tests.unit.core.making import NOT_APPLICABLE, NOT_KNOWN, answered

ANSWERS = {
    "automation": answered("yes"),
    "channel": answered("other: a bus"),
    "reach": answered("40"),
    "harm": answered({"severity": "grave", "likelihood": "often"}),
    "groups": answered(("a1: Parents",)),
    "a1/heard": answered("yes"),
}


@pytest.fixture
def accounts(explained):
    def account(answers=ANSWERS, language="en"):
        evaluation = evaluate(explained, answers)
        return account_for_scores(explained, answers, evaluation, language)

    return account


def test_each_line_says_the_answer_in_words_and_what_it_gave(accounts):
    raw, _ = accounts()

    assert [(line.title, line.answer, line.points, line.maximum) for line in raw.lines] == [
        ("Automation", (Said("yes", is_yes_no=True),), 3, 3),
        ("Channel", (Said("a bus", is_own_words=True),), 2, 4),
        ("Reach", (Said("40", is_number=True, unit="people"),), 4, 10),
        (
            "Harm",
            (
                Said("Grave", part="severity"),
                Said("Often", part="likelihood"),
                Said("Large risk", part="band"),
            ),
            4,
            4,
        ),
        ("Heard", (Said("yes", is_yes_no=True),), 0, 1),
    ]


def test_a_line_names_its_item_and_its_weight(accounts):
    raw, _ = accounts()

    assert [(line.code, line.item, line.weight) for line in raw.lines if line.item] == [
        ("G1", "Parents", 1)
    ]
    assert [line.weight for line in raw.lines if line.source == "channel"] == [2]


def test_a_score_of_scores_names_them_and_its_adjustments(accounts):
    _, final = accounts()

    assert final.lines == (
        AccountLine("raw", "Raw risk", Decimal(13), Decimal(22), Decimal(1), is_score=True),
    )
    assert final.adjustments == (
        AccountAdjustment("heard", "Everybody was heard.", Decimal(13), Decimal("6.5")),
    )
    assert (final.title, final.value) == ("Final risk", Decimal("6.5"))


def test_the_words_are_those_of_the_language(accounts):
    raw, final = accounts(language="nl")

    assert raw.title == "Ruw risico"
    assert raw.lines[3].answer[0] == Said("Zeer ernstig", part="severity")
    assert final.adjustments[0].text == "Iedereen is gehoord."


def test_what_is_open_or_not_known_stands_there_without_an_answer(accounts):
    raw, _ = accounts({"automation": NOT_KNOWN})

    assert [(line.status, line.answer) for line in raw.lines[:2]] == [
        (AnswerStatus.NOT_KNOWN, ()),
        (None, ()),
    ]


def test_what_does_not_apply_has_no_line(accounts):
    raw, _ = accounts({"automation": NOT_APPLICABLE})

    assert "automation" not in [line.source for line in raw.lines]


def test_an_incomplete_answer_counts_as_none(accounts):
    raw, _ = accounts({"harm": answered({"severity": "grave"})})

    assert [(line.status, line.points) for line in raw.lines if line.source == "harm"] == [
        (None, 0)
    ]
