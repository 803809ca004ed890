"""A risk instrument places each hazard on a map before and after measures."""

import pytest

from compass.core.evaluation import evaluate
from tests.unit.core.making import answered


def at(severity, likelihood):
    return answered({"severity": severity, "likelihood": likelihood})


FIRE = {"hazards": answered(("fire: Fire",))}
LOWERED = FIRE | {
    "fire/before": at("fatal", "likely"),
    "fire/measures": answered(("Sprinklers",)),
    "fire/after": at("moderate", "rare"),
}


@pytest.mark.parametrize(
    ("before", "is_asked"),
    [
        (at("slight", "possible"), False),  # low
        (at("slight", "likely"), True),  # medium
        (at("fatal", "certain"), True),  # critical
    ],
)
def test_measures_are_asked_for_from_a_band_on(risk_map, before, is_asked):
    visible = evaluate(risk_map, FIRE | {"fire/before": before}).visible

    assert ("fire/measures" in visible) is is_asked


def test_half_a_risk_has_no_band(risk_map):
    answers = FIRE | {"fire/before": answered({"severity": "fatal"})}

    evaluation = evaluate(risk_map, answers)

    assert "fire/measures" not in evaluation.visible
    assert "fire/before" in evaluation.unanswered


def test_the_risk_after_is_asked_once_there_are_measures(risk_map):
    without = {name: value for name, value in LOWERED.items() if name != "fire/measures"}

    assert "fire/after" in evaluate(risk_map, LOWERED).visible
    assert "fire/after" not in evaluate(risk_map, without).visible


def test_points_follow_the_bands_before_and_after(risk_map):
    scores = evaluate(risk_map, LOWERED).scores

    assert (scores["before"].value, scores["before"].maximum) == (10, 10)
    assert (scores["after"].value, scores["after"].maximum) == (1, 10)


def test_the_worst_risk_counts_alone(risk_map):
    answers = {
        "hazards": answered(("fire: Fire", "flood: Flood")),
        "fire/before": at("slight", "rare"),
        "flood/before": at("grave", "likely"),
        "whole": at("moderate", "possible"),
    }

    assert evaluate(risk_map, answers).scores["worst-before"].value == 6


@pytest.mark.parametrize(
    ("after", "label", "result", "burden"),
    [
        (at("fatal", "certain"), ("still-critical",), "stop", "heavy"),
        (at("fatal", "possible"), (), "with-care", "heavy"),
        (at("grave", "possible"), ("all-lowered",), "go", "heavy"),
        (at("moderate", "rare"), ("all-lowered",), "go", "light"),
    ],
)
def test_what_remains_decides(risk_map, after, label, result, burden):
    evaluation = evaluate(risk_map, LOWERED | {"fire/after": after})

    assert evaluation.labels == label
    assert evaluation.outcomes == {"go-on": result, "burden": burden}


def test_the_board_accepts_a_high_rest_but_no_critical_one(risk_map):
    high = evaluate(risk_map, LOWERED | {"fire/after": at("fatal", "possible")})
    critical = evaluate(risk_map, LOWERED | {"fire/after": at("fatal", "certain")})

    assert "fire/accepted" in high.visible
    assert "fire/accepted" not in critical.visible
    assert "plan" in critical.visible


def test_one_hazard_that_is_not_lowered_holds_up_all(risk_map):
    answers = LOWERED | {
        "hazards": answered(("fire: Fire", "flood: Flood")),
        "flood/before": at("grave", "certain"),
    }

    evaluation = evaluate(risk_map, answers)

    assert evaluation.labels == ()
    assert evaluation.outcomes["go-on"] == "with-care"


@pytest.mark.parametrize(
    ("whole", "shown"),
    [
        (at("fatal", "possible"), {"fallback", "night-shift"}),
        (at("fatal", "likely"), {"fallback"}),
        (at("fatal", "rare"), {"night-shift"}),
        (at("moderate", "likely"), set()),
    ],
)
def test_parts_of_a_risk_and_its_band_can_be_asked_about(risk_map, whole, shown):
    visible = set(evaluate(risk_map, {"whole": whole}).visible)

    assert visible & {"fallback", "night-shift"} == shown
