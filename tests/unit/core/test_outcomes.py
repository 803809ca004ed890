"""Labels are gathered and withdrawn; outcomes are bands of a score or the first case that holds."""

from decimal import Decimal

import pytest

from compass.core.conditions import HasLabel, HasOutcome, Is, Not, ScoreAtLeast, ScoreBelow
from compass.core.evaluation import evaluate
from compass.core.kinds import QuestionKind
from compass.core.rules import Band, Case, LabelRule, Measure, OutcomeRule, ScoreRule
from tests.unit.core.making import NOT_KNOWN, a_question, a_set, answered

PERSONAL = LabelRule("personal", Is("a", "yes"))
BANDS = (
    Band("low", Decimal(0)),
    Band("middle", Decimal(25)),
    Band("high", Decimal("50.5")),
)
NUMBER = a_question(
    "a",
    QuestionKind.NUMBER,
    minimum=Decimal(0),
    maximum=Decimal(200),
    points={"raw": {"each": "1"}},
)


def test_a_label_is_withdrawn_when_the_answer_that_gave_it_changes():
    asked = a_set(a_question("a"), labels=(PERSONAL,))

    assert evaluate(asked, {"a": answered("yes")}).labels == ("personal",)
    assert evaluate(asked, {"a": answered("no")}).labels == ()


def test_a_label_can_open_a_question():
    asked = a_set(
        a_question("a"), a_question("b", shown_when=HasLabel("personal")), labels=(PERSONAL,)
    )

    assert evaluate(asked, {"a": answered("yes")}).visible == ("a", "b")
    assert evaluate(asked, {}).visible == ("a",)


@pytest.mark.parametrize(
    ("points", "result"),
    [("0", "low"), ("24.999", "low"), ("25", "middle"), ("50.499", "middle"), ("50.5", "high")],
)
def test_a_band_reaches_from_its_bound_to_the_next(points, result):
    rule = OutcomeRule("level", "raw", bands=BANDS)
    asked = a_set(NUMBER, scores=(ScoreRule("raw"),), outcomes=(rule,))

    assert evaluate(asked, {"a": answered(points)}).outcomes == {"level": result}


@pytest.mark.parametrize(("points", "result"), [("49.99", "low"), ("50", "middle")])
def test_a_band_can_be_about_the_share_of_what_could_be_reached(points, result):
    rule = OutcomeRule("level", "raw", Measure.SHARE, BANDS)
    asked = a_set(NUMBER, scores=(ScoreRule("raw"),), outcomes=(rule,))

    assert evaluate(asked, {"a": answered(points)}).outcomes == {"level": result}


DUE = OutcomeRule(
    "review",
    cases=(Case("full", Is("a", "yes")), Case("short", Is("b", "yes"))),
    otherwise="none",
)


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ({"a": answered("yes"), "b": answered("yes")}, "full"),
        ({"a": answered("no"), "b": answered("yes")}, "short"),
        ({"a": answered("no")}, "none"),
        ({"a": NOT_KNOWN}, "none"),
    ],
)
def test_the_first_case_that_holds_counts(answers, result):
    asked = a_set(a_question("a"), a_question("b"), outcomes=(DUE,))

    assert evaluate(asked, answers).outcomes == {"review": result}


def test_nothing_is_decided_before_the_first_answer():
    asked = a_set(a_question("a"), a_question("b"), a_question("other"), outcomes=(DUE,))

    assert evaluate(asked, {}).outcomes == {"review": None}
    assert evaluate(asked, {"other": answered("yes")}).outcomes == {"review": None}


def test_an_outcome_can_open_a_question_and_a_score_can_too():
    asked = a_set(
        NUMBER,
        a_question("b", shown_when=HasOutcome("level", "high")),
        a_question("c", shown_when=ScoreAtLeast("raw", Decimal(25))),
        a_question("d", shown_when=ScoreBelow("raw", Decimal(25))),
        a_question("e", shown_when=Not(HasOutcome("level", "low"))),
        scores=(ScoreRule("raw"),),
        outcomes=(OutcomeRule("level", "raw", bands=BANDS),),
    )

    assert evaluate(asked, {"a": answered("25")}).visible == ("a", "c", "e")
    assert evaluate(asked, {"a": answered("100")}).visible == ("a", "b", "c", "e")
    assert evaluate(asked, {"a": answered("24")}).visible == ("a", "d")


def test_a_result_knows_what_it_starts_and_what_of_the_law_belongs_to_it():
    banded = OutcomeRule(
        "level", "raw", bands=(Band("low", Decimal(0)), Band("high", Decimal(5), ("law",), "big"))
    )
    cased = OutcomeRule(
        "due",
        cases=(Case("yes", PERSONAL.when, starts="big"),),
        otherwise="no",
        otherwise_facts=("law",),
    )

    assert (banded.started_by("low"), banded.facts_of("low")) == ("", ())
    assert (banded.started_by("high"), banded.facts_of("high")) == ("big", ("law",))
    assert (cased.started_by("yes"), cased.facts_of("yes")) == ("big", ())
    assert (cased.started_by("no"), cased.facts_of("no")) == ("", ("law",))


def test_a_set_whose_results_start_another_leads_to_it():
    rule = OutcomeRule("due", cases=(Case("yes", PERSONAL.when, starts="big"),), otherwise="no")

    assert a_set(a_question("a"), outcomes=(rule,)).leads_to == {"big"}
    assert a_set(a_question("a")).leads_to == frozenset()
