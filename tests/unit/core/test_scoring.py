"""Scores are exact, count what is visible, and explain themselves."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import Is, ShareAtLeast
from compass.core.evaluation import evaluate
from compass.core.rules import (
    AdjustmentRule,
    Measure,
    Rounding,
    RoundingMode,
    ScoreMethod,
    ScoreRule,
)
from compass.core.scoring import Contribution, rounded, shown
from tests.unit.core.making import NOT_APPLICABLE, NOT_KNOWN, a_question, a_set, answered

YES_3 = {"raw": {"yes": "3", "no": "0"}}
RAW = ScoreRule("raw")


def _score(question_set, answers, score="raw"):
    return evaluate(question_set, answers).scores[score]


def test_a_score_adds_up_the_points_of_what_was_answered():
    asked = a_set(a_question("a", points=YES_3), a_question("b", points=YES_3), scores=(RAW,))

    score = _score(asked, {"a": answered("yes"), "b": answered("no")})

    assert (score.value, score.maximum, score.share) == (3, 6, 50)


def test_a_score_says_what_each_answer_gave_and_could_have_given():
    asked = a_set(a_question("a", points=YES_3), a_question("b", points=YES_3), scores=(RAW,))

    score = _score(asked, {"a": answered("yes")})

    assert score.contributions == (
        Contribution("a", Decimal(3), Decimal(3)),
        Contribution("b", Decimal(0), Decimal(3)),
    )


def test_without_an_answer_nothing_is_earned_and_all_can_still_be_reached():
    score = _score(a_set(a_question("a", points=YES_3), scores=(RAW,)), {})

    assert (score.value, score.maximum, score.share) == (0, 3, 0)


def test_not_known_earns_nothing_and_stays_in_the_maximum():
    score = _score(a_set(a_question("a", points=YES_3), scores=(RAW,)), {"a": NOT_KNOWN})

    assert (score.value, score.maximum) == (0, 3)


def test_not_applicable_leaves_both_sides():
    asked = a_set(a_question("a", points=YES_3), a_question("b", points=YES_3), scores=(RAW,))

    score = _score(asked, {"a": NOT_APPLICABLE, "b": answered("yes")})

    assert (score.value, score.maximum, score.share) == (3, 3, 100)


def test_where_nothing_can_be_reached_there_is_no_share():
    score = _score(
        a_set(a_question("a", points=YES_3), scores=(RAW,)),
        {"a": NOT_APPLICABLE},
    )

    assert (score.value, score.maximum, score.share) == (0, 0, None)


def test_a_hidden_question_counts_for_neither_side():
    asked = a_set(
        a_question("a", points=YES_3),
        a_question("b", points=YES_3, shown_when=Is("a", "yes")),
        scores=(RAW,),
    )

    score = _score(asked, {"a": answered("no"), "b": answered("yes")})

    assert (score.value, score.maximum) == (0, 3)


def test_several_choices_add_up_and_the_maximum_takes_what_is_worth_choosing():
    choice = a_question(
        "a",
        "multiple-choice",
        options=("children", "adults", "nobody"),
        points={"raw": {"children": "2", "adults": "1.5", "nobody": "-1"}},
    )

    score = _score(a_set(choice, scores=(RAW,)), {"a": answered(("children", "nobody"))})

    assert (score.value, score.maximum) == (1, Decimal("3.5"))


def test_a_number_can_earn_for_each_unit():
    number = a_question(
        "a",
        "number",
        minimum=Decimal(0),
        maximum=Decimal(10),
        points={"raw": {"each": "0.1"}},
    )

    score = _score(a_set(number, scores=(RAW,)), {"a": answered("7")})

    assert (score.value, score.maximum) == (Decimal("0.7"), 1)


def test_where_each_unit_costs_points_most_is_reached_at_the_bottom():
    number = a_question(
        "a",
        "number",
        minimum=Decimal(-10),
        maximum=Decimal(100),
        points={"raw": {"each": "-1"}},
    )

    score = _score(a_set(number, scores=(RAW,)), {"a": answered("-5")})

    assert (score.value, score.maximum, score.share) == (5, 10, 50)


def test_a_score_that_is_taken_off_adds_nothing_to_the_maximum():
    risk, measures = ScoreRule("risk"), ScoreRule("measures")
    left = ScoreRule("left", of=("risk", "measures"), weights={"measures": Decimal(-1)})
    asked = a_set(
        a_question("a", points={"risk": {"yes": "4", "no": "0"}}),
        a_question("b", points={"measures": {"yes": "3", "no": "0"}}),
        scores=(risk, measures, left),
    )

    score = _score(asked, {"a": answered("yes"), "b": answered("yes")}, "left")

    assert (score.value, score.maximum, score.share) == (1, 4, 25)


def test_a_weight_counts_for_value_and_maximum():
    rule = ScoreRule("raw", weights={"a": Decimal("2.5")})
    asked = a_set(a_question("a", points=YES_3), a_question("b", points=YES_3), scores=(rule,))

    score = _score(asked, {"a": answered("yes")})

    assert (score.value, score.maximum) == (Decimal("7.5"), Decimal("10.5"))


def test_the_highest_of_several_counts_alone():
    rule = ScoreRule("raw", ScoreMethod.HIGHEST)
    asked = a_set(
        a_question("a", points={"raw": {"yes": "2", "no": "0"}}),
        a_question("b", points={"raw": {"yes": "5", "no": "1"}}),
        scores=(rule,),
    )

    score = _score(asked, {"a": answered("yes"), "b": answered("no")})

    assert (score.value, score.maximum) == (2, 5)


def test_a_score_can_be_made_of_other_scores():
    asked = a_set(
        a_question("a", points=YES_3),
        a_question("b", points={"more": {"yes": "4", "no": "0"}}),
        scores=(
            ScoreRule("total", of=("raw", "more"), weights={"more": Decimal("0.5")}),
            RAW,
            ScoreRule("more"),
        ),
    )

    score = _score(asked, {"a": answered("yes"), "b": answered("yes")}, "total")

    assert (score.value, score.maximum) == (5, 5)


def test_a_share_is_a_percentage_of_what_could_be_reached():
    rule = ScoreRule("raw", measure=Measure.SHARE)
    asked = a_set(*(a_question(name, points=YES_3) for name in "abc"), scores=(rule,))

    score = _score(asked, {"a": answered("yes")})

    assert (score.value, score.maximum) == (Decimal("33.33"), 100)
    assert score.exact == Fraction(100, 3)


def test_a_share_of_nothing_counts_in_no_other_score():
    more = ScoreRule("more", measure=Measure.SHARE)
    rules = (ScoreRule("raw", measure=Measure.SHARE), more, ScoreRule("all", of=("raw", "more")))
    asked = a_set(
        a_question("a", points=YES_3),
        a_question("b", points={"more": {"yes": "1", "no": "0"}}),
        scores=rules,
    )

    score = _score(asked, {"a": NOT_APPLICABLE, "b": answered("yes")}, "all")

    assert (score.value, score.maximum) == (100, 100)


MITIGATED = ScoreRule(
    "final",
    of=("raw",),
    adjustments=(
        AdjustmentRule("mitigated", ShareAtLeast("measures", Decimal(80)), Decimal("0.85")),
    ),
    rounding=Rounding(0, RoundingMode.HALF_UP),
)


@pytest.mark.parametrize(("measures", "final"), [("79.99", 30), ("80", 26), ("80.01", 26)])
def test_an_adjustment_applies_from_its_bound_on(measures, final):
    raw = a_question("a", points={"raw": {"yes": "30", "no": "0"}})
    measure = a_question(
        "b",
        "number",
        minimum=Decimal(0),
        maximum=Decimal(100),
        points={"measures": {"each": "1"}},
    )
    asked = a_set(raw, measure, scores=(RAW, ScoreRule("measures"), MITIGATED))

    score = _score(asked, {"a": answered("yes"), "b": answered(measures)}, "final")

    assert score.value == final  # 30 × 0.85 = 25.5, rounded half up
    assert [rule.id for rule in score.adjustments] == (["mitigated"] if final < 30 else [])


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (RoundingMode.HALF_UP, ["2", "3", "3", "-3", "0"]),
        (RoundingMode.HALF_EVEN, ["2", "2", "3", "-2", "0"]),
        (RoundingMode.DOWN, ["2", "2", "2", "-2", "0"]),
        (RoundingMode.UP, ["3", "3", "3", "-3", "1"]),
    ],
)
def test_rounding_is_what_it_is_called(mode, expected):
    values = [Fraction("2.4"), Fraction("2.5"), Fraction("2.6"), Fraction("-2.5"), Fraction("0.1")]

    assert [str(rounded(value, Rounding(0, mode))) for value in values] == expected


def test_what_can_be_reached_is_rounded_as_the_score_is():
    rule = ScoreRule("raw", rounding=Rounding(0, RoundingMode.HALF_UP))
    asked = a_set(a_question("a", points={"raw": {"yes": "3.5", "no": "0"}}), scores=(rule,))

    score = _score(asked, {"a": answered("yes")})

    assert (score.value, score.maximum, score.share) == (4, 4, 100)


def test_nothing_rounds_to_minus_zero():
    assert str(rounded(Fraction("-0.4"), Rounding(0, RoundingMode.HALF_UP))) == "0"


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9
    )
)
def test_a_decimal_is_shown_as_it_is(number):
    assert shown(Fraction(number)) == number
    assert "E" not in str(shown(Fraction(number)))


@pytest.mark.parametrize("sign", ["", "-"])
def test_long_numbers_keep_every_digit(sign):
    number = f"{sign}123456789012345678901234567890.123456789123456789"

    assert str(shown(Fraction(number))) == number
    assert str(rounded(Fraction(number), Rounding(6, RoundingMode.DOWN))) == number[:-12]


@pytest.mark.parametrize("power", [1, 2, 3, 26, 27, 1_000, 3_999])
def test_parts_of_a_power_of_two_or_five_are_shown_exactly_however_many(power):
    for base in (2, 5, 10):
        number = shown(Fraction(1, base**power))

        assert Fraction(number) == Fraction(1, base**power)
    assert shown(Fraction(1, 5**power * 3)) == rounded(
        Fraction(1, 5**power * 3), Rounding(2, RoundingMode.HALF_UP)
    )


def test_a_third_is_shown_to_two_places():
    assert shown(Fraction(2, 3)) == Decimal("0.67")


_ANSWERS = st.sampled_from([None, answered("yes"), answered("no"), NOT_KNOWN, NOT_APPLICABLE])
BRANCHING = a_set(
    a_question("a", points=YES_3),
    a_question("b", points=YES_3, shown_when=Is("a", "yes")),
    a_question("c", points=YES_3, shown_when=Is("b", "yes")),
    scores=(RAW,),
)


@given(st.tuples(_ANSWERS, _ANSWERS, _ANSWERS))
def test_hidden_answers_never_change_a_score(given_answers):
    answers = {
        name: answer
        for name, answer in zip("abc", given_answers, strict=True)
        if answer is not None
    }
    evaluation = evaluate(BRANCHING, answers)

    visible_only = {name: answers[name] for name in evaluation.visible if name in answers}

    assert evaluate(BRANCHING, visible_only) == evaluation


def test_a_value_that_is_no_longer_said_to_be_known_earns_nothing():
    withdrawn = Answer(AnswerStatus.NOT_KNOWN, "yes")

    score = _score(a_set(a_question("a", points=YES_3), scores=(RAW,)), {"a": withdrawn})

    assert (score.value, score.maximum) == (0, 3)
