"""What machines get of an evaluation."""

import json
from decimal import Decimal

from compass.core.conditions import Is
from compass.core.evaluation import evaluate
from compass.core.evaluation_data import evaluation_as_data
from compass.core.question_sets import Group
from compass.core.rules import Case, LabelRule, Measure, OutcomeRule, ScoreRule
from tests.unit.core.making import a_question, a_set, answered

ASKED = a_set(
    a_question("people", "items"),
    a_question("harmed", group="each", over="people", points={"raw": {"yes": "1", "no": "0"}}),
    a_question(
        "after-harm", points={"rest": {"yes": "1", "no": "0"}}, shown_when=Is("harm", "yes")
    ),
    a_question("harm"),
    groups=(Group("each", "theme", over="people"),),
    labels=(LabelRule("harmful", Is("harm", "yes")),),
    scores=(ScoreRule("raw"), ScoreRule("rest", measure=Measure.SHARE)),
    outcomes=(OutcomeRule("due", cases=(Case("yes", Is("harm", "yes")),), otherwise="no"),),
)


def test_numbers_are_decimal_texts_and_what_is_not_known_is_null():
    answers = {
        "people": answered(("a: Parents", "b: Teachers", "c: Pupils")),
        "a/harmed": answered("yes"),
    }

    data = evaluation_as_data(evaluate(ASKED, answers))

    assert data["items"] == {
        "people": [
            {"id": "a", "name": "Parents"},
            {"id": "b", "name": "Teachers"},
            {"id": "c", "name": "Pupils"},
        ]
    }
    assert data["scores"]["raw"] == {
        "value": "1",
        "maximum": "3",
        "share": "33.33",
        "explanation": {
            "contributions": [
                {"source": "a/harmed", "points": "1", "maximum": "1"},
                {"source": "b/harmed", "points": "0", "maximum": "1"},
                {"source": "c/harmed", "points": "0", "maximum": "1"},
            ],
            "adjustments": [],
        },
    }
    assert data["scores"]["rest"]["value"] is None
    assert data["outcomes"] == {"due": None}
    assert json.loads(json.dumps(data)) == data


def test_labels_and_outcomes_are_named_by_their_ids():
    data = evaluation_as_data(evaluate(ASKED, {"harm": answered("yes")}))

    assert data["labels"] == ["harmful"]
    assert data["outcomes"] == {"due": "yes"}
    assert data["unanswered"] == ["people", "after-harm"]
    assert Decimal(data["scores"]["rest"]["maximum"]) == 100
