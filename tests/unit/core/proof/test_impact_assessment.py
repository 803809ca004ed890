"""An impact assessment of a hundred questions, with mitigation and four levels, is data alone."""

from decimal import Decimal

import pytest

from compass.core.evaluation import evaluate
from compass.core.score_accounts import account_for_scores
from tests.unit.core.making import answered
from tests.unit.core.proof.assessing import mitigated, raw

EXACTLY = 9  # so many measures left out: exactly 80 % of their points were earned
TOO_MANY = 10


def _evaluate(question_set, points, *, without):
    return evaluate(
        question_set, mitigated(question_set, raw(question_set, points), without=without)
    )


def test_it_has_a_hundred_questions_over_many_themes_in_two_languages(impact_assessment):
    assert len(impact_assessment.questions) == 100
    assert len(impact_assessment.themes) == 16
    assert impact_assessment.languages == ("en", "fr")


@pytest.mark.parametrize(
    ("points", "final", "level"),
    [
        ("54", 54, "level-1"),
        ("54.5", 55, "level-2"),  # rounded half up to 55: exactly 25 % of 220
        ("109", 109, "level-2"),
        ("110", 110, "level-3"),
        ("164", 164, "level-3"),
        ("165", 165, "level-4"),
    ],
)
def test_the_level_changes_exactly_at_its_share(impact_assessment, points, final, level):
    evaluation = _evaluate(impact_assessment, points, without=TOO_MANY)

    assert evaluation.scores["final"].value == final
    assert evaluation.scores["final"].maximum == 220
    assert evaluation.outcomes == {"impact-level": level}


@pytest.mark.parametrize(
    ("without", "share", "final"),
    [(0, "100.00", 43), (EXACTLY, "80.00", 43), (TOO_MANY, "77.78", 50)],
)
def test_measures_of_at_least_80_percent_take_15_percent_off(
    impact_assessment, without, share, final
):
    scores = _evaluate(impact_assessment, "50", without=without).scores

    assert scores["mitigation"].share == Decimal(share)
    assert scores["final"].value == final  # 50 × 0.85 = 42.5, rounded half up


@pytest.mark.parametrize(
    ("points", "final", "level"),
    [("64", 54, "level-1"), ("64.5", 55, "level-2"), ("65", 55, "level-2")],
)
def test_the_level_is_that_of_what_remains_after_measures(impact_assessment, points, final, level):
    evaluation = _evaluate(impact_assessment, points, without=EXACTLY)

    assert evaluation.scores["final"].value == final
    assert evaluation.outcomes == {"impact-level": level}


def test_a_hidden_branch_counts_neither_as_points_nor_in_the_maximum(impact_assessment):
    answers = raw(impact_assessment, "55") | {"supplier-abroad": answered("yes")}

    closed = evaluate(impact_assessment, answers).scores["raw"]
    opened = evaluate(impact_assessment, answers | {"bought": answered("yes")}).scores["raw"]

    assert (closed.value, closed.maximum) == (55, 220)
    assert (opened.value, opened.maximum) == (59, 222)


def test_a_theme_of_measures_disappears_with_its_reason(impact_assessment):
    answers = mitigated(impact_assessment, raw(impact_assessment, "55"), without=0)

    without_people = evaluate(impact_assessment, answers | {"uses-personal": answered("no")})

    assert "dpia-done" not in without_people.visible
    assert without_people.scores["mitigation"].maximum == 78


@pytest.mark.parametrize(("points", "is_asked"), [("109", False), ("110", True), ("165", True)])
def test_the_council_is_asked_from_the_third_level_on(impact_assessment, points, is_asked):
    answers = raw(impact_assessment, points) | {"project-name": answered("Sorting letters")}

    assert ("council-date" in evaluate(impact_assessment, answers).visible) is is_asked


def test_each_level_has_its_obligations_in_both_languages(impact_assessment):
    for language in impact_assessment.languages:
        results = impact_assessment.texts[language].outcomes["impact-level"].results

        assert [len(results[f"level-{n}"].obligations) for n in (1, 2, 3, 4)] == [1, 2, 3, 3]
    assert results["level-4"].label == "Niveau IV"


def test_the_score_accounts_for_the_measures_in_the_language_of_the_reader(impact_assessment):
    answers = mitigated(impact_assessment, raw(impact_assessment, "50"), without=EXACTLY)
    evaluation = evaluate(impact_assessment, answers)

    final = account_for_scores(impact_assessment, answers, evaluation, "fr")[-1]

    assert final.title == "Impact final"
    assert [line.title for line in final.lines] == ["Impact brut"]
    assert final.adjustments[0].text.startswith("Au moins 80 %")
    assert (final.adjustments[0].before, final.adjustments[0].after) == (50, Decimal("42.5"))
