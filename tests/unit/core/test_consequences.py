"""What follows from the answers: outcomes with why, what is still needed, and the next step."""

import pytest

from compass.core.consequences import consequences
from compass.core.evaluation import evaluate
from compass.core.loading import load_folder
from compass.resources import resource
from tests.unit.core.making import NOT_KNOWN, answered

EFFECT, COMPUTER, DATA, AI = "effect", "computer-does", "personal-data", "ai-system"


@pytest.fixture(scope="module")
def prescan():
    return load_folder(resource("question_sets") / "compass-prescan" / "1.0.0")


@pytest.fixture
def follows(prescan):
    def follow(language="en", **values):
        answers = {name.replace("_", "-"): answered(value) for name, value in values.items()}
        return consequences(prescan, answers, evaluate(prescan, answers), language)

    return follow


def test_before_the_first_answer_nothing_is_decided_and_every_question_is_needed(follows):
    found = follows()

    assert [finding.result for finding in found.findings] == [None, None, None]
    assert found.findings[0].result_text is None
    assert found.open == (EFFECT, COMPUTER, DATA, AI)
    assert (found.labels, found.starts) == ((), ())


def test_a_decided_outcome_says_what_is_to_be_done_why_and_what_comes_next(follows):
    compass = follows(effect="serious").findings[0]

    assert compass.result == "due"
    assert len(compass.result_text.obligations) == 4
    assert [(reason.subject, reason.is_negated) for reason in compass.reasons] == [
        ("Serious effect", False)
    ]
    assert compass.starts == "digital-ethics-compass"


def test_what_of_the_law_belongs_to_a_result_comes_with_its_source(follows):
    found = follows(
        personal_data="yes", high_risk_uses=("sensitive-many",), risk_signs=("none-of-these",)
    )

    dpia = found.findings[1]
    assert dpia.result == "due"
    assert "gdpr-35-3" in {each.fact.id for each in dpia.facts}
    assert all(each.url.startswith("http") and each.source.title for each in dpia.facts)


def test_everything_is_in_the_language_that_was_asked_for(follows):
    english, dutch = follows("en", effect="serious"), follows("nl", effect="serious")

    assert english.findings[0].result == dutch.findings[0].result
    assert english.findings[0].title != dutch.findings[0].title
    assert english.labels != dutch.labels


def test_an_answer_that_is_not_known_is_no_open_question(prescan):
    answers = {EFFECT: NOT_KNOWN}

    found = consequences(prescan, answers, evaluate(prescan, answers), "en")

    assert EFFECT not in found.findings[0].open


def test_while_questions_are_open_nothing_explains_why_no_case_holds(follows):
    begun = follows(effect="small").findings[0]
    finished = follows(
        effect="small", computer_does=("shows",), personal_data="no", ai_system="no"
    ).findings[0]

    assert (begun.result, begun.reasons) == ("unfinished", ())
    assert finished.result == "not-due"
    assert finished.reasons


def test_a_banded_outcome_names_its_score(explained_folder):
    asked = load_folder(explained_folder)

    found = consequences(asked, {}, evaluate(asked, {}), "en")

    level = next(finding for finding in found.findings if finding.id == "level")
    assert level.score == "Final risk"
    assert [account.id for account in found.scores] == [rule.id for rule in asked.scores]


def test_a_set_without_rules_has_no_consequences():
    compass = load_folder(resource("question_sets") / "digital-ethics-compass" / "1.0.0")

    found = consequences(compass, {}, evaluate(compass, {}), "en")

    assert not compass.has_rules
    assert (found.findings, found.labels, found.scores) == ((), (), ())
