"""The second edition of the compass: legal floor, stakeholders, and what changed since 1.0.0."""

import pytest

from compass.core.evaluation import evaluate
from compass.core.loading import load_folder
from compass.core.versions.changes import ChangeClass
from compass.core.versions.checking import check_version
from compass.core.versions.diff import diff_sets
from compass.resources import resource
from tests.unit.core.making import NOT_APPLICABLE, NOT_KNOWN, answered

ROOT = resource("question_sets") / "digital-ethics-compass"
MET = {
    "data-permission": "met",
    "dpia-status": "finished",
    "automation-rights": "met",
    "fria-status": "not-due",
}


@pytest.fixture(scope="module")
def first():
    return load_folder(ROOT / "1.0.0")


@pytest.fixture(scope="module")
def second():
    return load_folder(ROOT / "2.0.0")


@pytest.fixture
def floor(second):
    def outcome(answers):
        given = {
            question: value if value in (NOT_KNOWN, NOT_APPLICABLE) else answered(value)
            for question, value in answers.items()
        }
        return evaluate(second, given).outcomes["legal-floor"]

    return outcome


def test_what_changed_is_declared_in_full():
    assert check_version(ROOT / "2.0.0") == []


def test_no_question_of_the_first_edition_is_gone_and_codes_stay(first, second):
    codes = {question.id: question.code for question in second.questions}

    assert {question.id: codes[question.id] for question in first.questions} == {
        question.id: question.code for question in first.questions
    }


def test_only_the_legal_questions_changed_their_meaning(second):
    declared = second.changes.questions
    changed = {name for name, one in declared.items() if one.change is ChangeClass.MEANING}

    assert changed == {"data-permission", "automation-rights"}


def test_a_question_that_gave_a_part_away_no_longer_counts_as_the_same(second):
    declared = second.changes.questions
    gave_a_part = {
        origin
        for one in declared.values()
        if one.change is ChangeClass.SPLIT
        for origin in one.origins
    }

    assert gave_a_part == {"data-permission", "automation-security"}
    assert {declared[origin].change for origin in gave_a_part} == {
        ChangeClass.MEANING,
        ChangeClass.SPLIT,
    }


def test_what_was_carried_over_has_the_same_words_in_every_language(first, second):
    reworded = {
        question.id
        for question in diff_sets(first, second).questions
        if any(difference.language for difference in question.differences)
    }

    assert reworded == {
        "data-permission",
        "automation-rights",
        "automation-risk",
        "automation-security",
    }


def test_it_has_no_score(second):
    assert second.scores == ()


def test_legal_questions_are_met_or_not_met(second):
    [legal] = [theme for theme in second.themes if theme.id == "legal"]

    assert [question.id for question in legal.questions] == list(MET)
    assert second.question("automation-rights").levels == ("not-met", "met")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (MET, "shown"),
        (MET | {"data-permission": "not-met"}, "not-met"),
        (MET | {"automation-rights": "not-met"}, "not-met"),
        (MET | {"dpia-status": "due-not-started"}, "not-met"),
        (MET | {"fria-status": "due-not-started"}, "not-met"),
        (MET | {"dpia-status": "under-way"}, "open"),
        (MET | {"automation-rights": NOT_KNOWN}, "open"),
        (MET | {"automation-rights": NOT_APPLICABLE}, "open"),
        ({"data-permission": "met"}, "open"),
        ({}, None),
    ],
)
def test_the_legal_floor_is_met_not_met_or_not_shown_yet(floor, answers, expected):
    assert floor(answers) == expected


def test_each_stakeholder_has_its_own_questions(second):
    answers = {
        "stakeholders": answered(("a: Parents", "b: Children in care")),
        "a/stakeholder-voice": answered("asked"),
        "b/stakeholder-voice": answered("no-voice"),
    }

    evaluation = evaluate(second, answers)

    assert "a/stakeholder-view" in evaluation.visible
    assert "a/stakeholder-plan" not in evaluation.visible
    assert "b/stakeholder-plan" in evaluation.visible
    assert evaluation.labels == ("no-voice",)


def test_much_risk_without_gain_is_seen_and_asks_for_a_plan(second):
    answers = {
        "stakeholders": answered(("a: Neighbours",)),
        "a/stakeholder-gain": answered("none"),
        "a/stakeholder-risk": answered("much"),
        "a/stakeholder-voice": answered("spoken-for"),
    }

    evaluation = evaluate(second, answers)

    assert "a/stakeholder-plan" in evaluation.visible
    assert evaluation.labels == ("risk-without-gain",)


def test_texts_use_more_than_25_glossary_terms(second):
    assert len(second.glossary) >= 25
