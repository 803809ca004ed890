"""What a move to another version would do to scores."""

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.versions.descent import lineage
from compass.core.versions.effects import Change, effects_of

SPENT = {"id": "spent", "kind": "number", "minimum": "0", "maximum": "9", "code": "S",
         "points": {"cost": {"each": "1"}}}  # fmt: skip
WORDS = {"scores": {"cost": {"title": "Cost", "text": "How much."}}}


@pytest.fixture
def moved(edition):
    """The score moves from whole numbers to one place."""

    def change(value):
        one, two = (
            edition(version, SPENT, english=WORDS,
                    scores=[{"id": "cost", "round": {"places": places, "mode": "half-up"}}])
            for version, places in (("1.0.0", "0"), ("1.1.0", "1"))
        )  # fmt: skip
        answers = {"spent": Answer(AnswerStatus.ANSWERED, value)}
        return effects_of(lineage([one, two]), answers).scores

    return change


def test_a_score_that_is_only_written_with_more_places_does_not_move(moved):
    assert moved("3") == ()


def test_a_score_that_is_another_number_moves(moved):
    assert moved("2.5") == (Change("cost", "3", "2.5"),)
