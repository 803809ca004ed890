"""What a move to another version would do to answers and scores."""

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.versions.descent import lineage
from compass.core.versions.effects import Change, Consequence, effects_of

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


ONE = {"id": "one", "kind": "yes-no", "code": "A"}
TWO = {"id": "two", "kind": "yes-no", "code": "B"}
BOTH = {"id": "both", "kind": "yes-no", "code": "C"}
MERGED = {"both": {"class": "merged", "from": ["one", "two"]},
          "one": {"class": "removed", "into": ["both"]},
          "two": {"class": "removed", "into": ["both"]}}  # fmt: skip


@pytest.fixture
def merged(edition):
    """Two questions become one; the numbers of the answers given."""

    def count(one, two):
        versions = [edition("1.0.0", ONE, TWO), edition("2.0.0", BOTH, changes=MERGED)]
        return effects_of(lineage(versions), {"one": one, "two": two}).counts

    return count


YES, NO = Answer(AnswerStatus.ANSWERED, "yes"), Answer(AnswerStatus.ANSWERED, "no")


def test_answers_that_agree_are_one_to_confirm(merged):
    assert merged(YES, YES) == {Consequence.CONFIRM: 1}


def test_answers_of_which_no_value_is_left_are_asked_again(merged):
    assert merged(YES, NO) == {Consequence.ASKED_AGAIN: 1}


def test_what_was_only_written_beside_an_answer_stays_and_waits_for_nobody(merged):
    assert merged(Answer(rationale="We doubt."), Answer()) == {Consequence.KEPT: 1}
