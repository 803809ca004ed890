"""A decision aid gathers labels along a path and concludes; both change with the answers."""

import pytest

from compass.core.evaluation import evaluate
from compass.core.explaining import why_decided
from tests.unit.core.making import answered

AUTHORITY = {"personal": answered("yes"), "who-are-you": answered("authority")}
ALONE = AUTHORITY | {"why-and-how": answered("we")}
TWO_SIGNS = answered(("profiling", "special"))


def test_nothing_is_concluded_before_the_first_answer(decision_aid):
    assert evaluate(decision_aid, {}).outcomes == {
        "role": None,
        "officer": None,
        "assessment": None,
    }


def test_labels_are_gathered_along_the_path(decision_aid):
    evaluation = evaluate(decision_aid, ALONE | {"signs": TWO_SIGNS})

    assert evaluation.labels == ("in-scope", "authority", "controller", "two-signs")


@pytest.mark.parametrize(
    ("answers", "role", "officer", "assessment"),
    [
        (ALONE, "controller", "due", "not-due"),
        (ALONE | {"signs": TWO_SIGNS}, "controller", "due", "due"),
        (ALONE | {"automatic": answered("yes")}, "controller", "due", "due"),
        (
            AUTHORITY
            | {"why-and-how": answered("together"), "law-names-us": answered("no")}
            | {"signs": TWO_SIGNS},
            "joint-controller",
            "due",
            "shared",
        ),
        (
            {
                "personal": answered("yes"),
                "who-are-you": answered("company"),
                "why-and-how": answered("others"),
                "law-names-us": answered("no"),
                "on-instruction": answered("yes"),
            },
            "processor",
            "free",
            "help",
        ),
    ],
)
def test_each_path_has_its_conclusions(decision_aid, answers, role, officer, assessment):
    assert evaluate(decision_aid, answers).outcomes == {
        "role": role,
        "officer": officer,
        "assessment": assessment,
    }


def test_an_earlier_answer_that_changes_withdraws_all_that_followed(decision_aid):
    answers = ALONE | {"signs": TWO_SIGNS, "automatic": answered("yes")}

    changed = evaluate(decision_aid, answers | {"personal": answered("no")})

    assert changed.labels == ()
    assert changed.visible == ("personal",)
    assert changed.outcomes == {"role": "none", "officer": "free", "assessment": "not-due"}


def test_an_answer_put_back_brings_everything_back(decision_aid):
    answers = ALONE | {"signs": TWO_SIGNS}

    assert evaluate(decision_aid, answers | {"personal": answered("yes")}) == evaluate(
        decision_aid, answers
    )


def test_a_later_question_follows_from_a_conclusion(decision_aid):
    assert "assessment-date" not in evaluate(decision_aid, ALONE).visible
    assert "assessment-date" in evaluate(decision_aid, ALONE | {"signs": TWO_SIGNS}).visible


def test_a_conclusion_carries_the_dated_facts_of_the_law(decision_aid):
    [role, _, assessment] = decision_aid.outcomes

    assert role.cases[0].facts == ("role-duty",)
    assert assessment.cases[0].facts == ("assessment-duty",)


def test_a_conclusion_says_why_in_dutch(decision_aid):
    reasons = why_decided(decision_aid, ALONE | {"signs": TWO_SIGNS}, "assessment", "nl")

    assert [(reason.subject, reason.value) for reason in reasons] == [
        ("Uw rol", "Verantwoordelijke"),
        ("Twee tekens", ""),
    ]
