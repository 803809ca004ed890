"""Answers that are given per item move with their item."""

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.evaluation import evaluate
from compass.core.loading import load_folder
from compass.core.versions.descent import lineage
from compass.core.versions.moving import Fate, plan_move

ANSWERED = AnswerStatus.ANSWERED
PEOPLE = {"id": "people", "kind": "items", "code": "P"}
PLACES = {"id": "places", "kind": "items", "code": "L"}
HEARD = {"id": "heard", "kind": "yes-no", "code": "H"}
WORDS = {"groups": {"each": {"title": "Each", "text": "One by one."}}}

ANSWERS = {
    "people": Answer(ANSWERED, ("r1: Residents", "v1: Visitors")),
    "r1/heard": Answer(ANSWERED, "yes"),
    "v1/heard": Answer(ANSWERED, "no"),
    "x9/heard": Answer(ANSWERED, "yes", rationale="Of somebody who is no longer listed."),
}


@pytest.fixture
def grouped(edition):
    """People, perhaps places, and a question asked for each of them."""

    def make(version, over, *others, changes=None, **heard):
        group = {"group": "each", "over": over, "questions": [
            {"code": "H", "principles": ["care"]} | HEARD | heard]}  # fmt: skip
        structures = [
            {"code": other["code"], "principles": ["care"], "id": other["id"], "kind": "items"}
            for other in others
        ]
        themes = [{"id": "all", "questions": [*structures, group]}]
        return edition(version, *others, HEARD, themes=themes, english=WORDS, changes=changes)

    return make


def test_every_answer_of_every_item_is_kept_in_a_set_that_did_not_change(new_kinds_folder):
    same = load_folder(new_kinds_folder)
    answers = {
        "stakeholders": Answer(ANSWERED, ("a1: Ann", "b2: Bo")),
        "a1/heard": Answer(ANSWERED, "yes"),
        "a1/wishes": Answer(ANSWERED, ("A bench", "Light")),
        "b2/trust": Answer(ANSWERED, {"before": "low", "after": "high"}),
        "harm": Answer(ANSWERED, {"severity": "grave", "likelihood": "rare"}),
        "priorities": Answer(ANSWERED, ("warmth", "speed", "clarity")),
        "channel": Answer(ANSWERED, "other: a bus"),
    }

    plan = plan_move(lineage([same, same]), answers)

    assert plan.answers == answers
    assert plan.to_confirm == frozenset()
    assert evaluate(same, plan.answers) == evaluate(same, answers)


def test_a_clarified_question_is_confirmed_item_by_item(grouped):
    one = grouped("1.0.0", "people", PEOPLE)
    changes = {"heard": {"class": "clarified"}}
    two = grouped("1.1.0", "people", PEOPLE, changes=changes, optional="yes")

    plan = plan_move(lineage([one, two]), ANSWERS)

    assert plan.to_confirm == {"r1/heard", "v1/heard", "x9/heard"}
    assert plan.answers == ANSWERS


def test_a_question_asked_per_item_of_another_list_starts_anew(grouped):
    one = grouped("1.0.0", "people", PEOPLE, PLACES)
    two = grouped("2.0.0", "places", PEOPLE, PLACES, changes={"heard": {"class": "meaning"}})

    plan = plan_move(lineage([one, two]), ANSWERS)

    assert plan.answers == {"people": ANSWERS["people"]}
    assert {move.address: move.fate for move in plan.moves if move.origins} == {
        "people": Fate.KEPT,
        "r1/heard": Fate.REMOVED,
        "v1/heard": Fate.REMOVED,
        "x9/heard": Fate.REMOVED,
    }


def test_a_list_under_another_name_takes_the_answers_per_item_along(grouped):
    one = grouped("1.0.0", "people", PEOPLE)
    changes = {
        "places": {"class": "split", "from": ["people"]},
        "people": {"class": "removed", "into": ["places"]},
        "heard": {"class": "meaning"},
    }
    two = grouped("2.0.0", "places", PLACES, changes=changes)

    plan = plan_move(lineage([one, two]), ANSWERS)

    assert plan.answers["places"] == ANSWERS["people"]
    assert plan.answers["r1/heard"] == ANSWERS["r1/heard"]
    assert evaluate(two, plan.answers).visible == ("places", "r1/heard", "v1/heard")
