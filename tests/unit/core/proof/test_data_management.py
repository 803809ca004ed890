"""A data management plan asks about each data set by itself, and keeps the names of its model."""

from decimal import Decimal

import pytest

from compass.core.evaluation import evaluate
from tests.unit.core.making import NOT_APPLICABLE, answered

TWO = {"data-sets": answered(("air: Air quality", "people: Visitors"))}
CLASSES = TWO | {
    "air/data-class": answered("public"),
    "people/data-class": answered("personal"),
}


def test_every_question_of_the_group_is_asked_for_each_set(data_management):
    visible = evaluate(data_management, TWO).visible

    for item in ("air", "people"):
        assert f"{item}/data-class" in visible
        assert f"{item}/size" in visible


def test_what_is_asked_of_a_set_depends_on_its_own_class(data_management):
    visible = evaluate(data_management, CLASSES).visible

    assert "air/licence" in visible
    assert "people/licence" not in visible
    assert "people/legal-ground" in visible
    assert "air/legal-ground" not in visible


def test_one_set_about_people_opens_a_page_and_closing_it_takes_the_page_away(data_management):
    opened = evaluate(data_management, CLASSES)
    closed = evaluate(data_management, CLASSES | {"people/data-class": answered("internal")})

    assert opened.labels == ("has-personal-data",)
    assert "consent" in opened.visible
    assert closed.labels == ()
    assert "consent" not in closed.visible


@pytest.mark.parametrize(
    ("classes", "is_shown"),
    [(("public", "public"), True), (("public", "internal"), False), (("public", None), False)],
)
def test_a_text_stands_there_when_every_set_is_public(data_management, classes, is_shown):
    answers = TWO | {
        f"{item}/data-class": answered(name)
        for item, name in zip(("air", "people"), classes, strict=True)
        if name
    }

    assert ("all-open" in evaluate(data_management, answers).visible) is is_shown


def test_without_a_set_nothing_holds_for_every_one(data_management):
    evaluation = evaluate(data_management, {"data-sets": NOT_APPLICABLE})

    assert "all-open" not in evaluation.visible
    assert evaluation.labels == ()


def test_a_second_set_asks_for_agreed_names(data_management):
    one = {"data-sets": answered(("air: Air quality",))}

    assert "naming" not in evaluate(data_management, one).visible
    assert "naming" in evaluate(data_management, TWO).visible


@pytest.mark.parametrize(("size", "is_asked"), [("99.5", False), ("100", True)])
def test_a_large_set_asks_for_a_large_store(data_management, size, is_asked):
    answers = TWO | {"air/size": answered(size)}

    visible = evaluate(data_management, answers).visible

    assert ("air/large-store" in visible) is is_asked
    assert "people/large-store" not in visible


def test_a_size_off_the_grid_is_no_answer(data_management):
    answers = TWO | {"air/size": answered("99.7")}

    assert "air/size" in evaluate(data_management, answers).unanswered


def test_the_score_is_a_share_over_all_sets_rounded_as_stated(data_management):
    evaluation = evaluate(data_management, CLASSES | {"air/licence": answered("cc-by")})

    openness = evaluation.scores["openness"]

    assert (openness.value, openness.maximum) == (Decimal("50.0"), 100)  # 4 of 8
    assert evaluation.outcomes == {"sharing": "mixed"}
    assert [part.source for part in openness.contributions] == [
        "air/data-class", "people/data-class", "air/licence", "people/names-removed",
    ]  # fmt: skip


def test_a_set_that_is_taken_away_no_longer_counts_and_comes_back_as_it_was(data_management):
    one = CLASSES | {"data-sets": answered(("people: Visitors",))}

    alone = evaluate(data_management, one)

    assert alone.scores["volume"].value == 1
    assert alone.scores["openness"].value == 0
    assert evaluate(data_management, one | TWO) == evaluate(data_management, CLASSES)


def test_a_set_with_another_name_keeps_its_answers(data_management):
    renamed = CLASSES | {"data-sets": answered(("air: Air in the city", "people: Visitors"))}

    assert evaluate(data_management, renamed).scores == evaluate(data_management, CLASSES).scores


def test_names_of_another_instrument_are_kept_letter_by_letter(data_management):
    by_id = {question.id: question.references for question in data_management.questions}

    assert by_id["coordinator"] == ("1.1", "RDMO project/coordination/name")
    assert by_id["data-sets"] == (
        "1.10", "urn:example:dmp:dataset", "RDMO project/dataset/id",
    )  # fmt: skip


def test_questions_share_a_list_of_options_and_its_labels(data_management):
    assert data_management.question("data-class").options == (
        data_management.question("places").options
    )
    german = data_management.texts["de"].questions
    assert german["data-class"].options["personal"] == "Personenbezogen"
