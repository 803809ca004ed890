"""What holds for every set of answers that moves."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compass.core.answers import Answer, AnswerStatus, answer_fault, split_address
from compass.core.evaluation import evaluate
from compass.core.question_sets import QuestionSet
from compass.core.versions.descent import Lineage, lineage
from compass.core.versions.moving import plan_move

GATE = {"id": "gate", "kind": "yes-no", "code": "G"}
CHOICE = {"id": "choice", "kind": "single-choice", "options": ["one", "two"], "code": "C"}
MANY = {"id": "many", "kind": "multiple-choice", "options": ["one", "two"], "code": "M"}
LEVEL = {"id": "level", "kind": "judgement", "code": "L"}
SIZE = {"id": "size", "kind": "number", "code": "S"}
PROSE = {"id": "prose", "kind": "long-text", "code": "P"}
MORE = {"id": "more", "kind": "long-text", "code": "R"}
SECRET = {"id": "secret", "kind": "yes-no", "code": "H", "shown_when": {"is": {"gate": "yes"}}}
GONE = {"id": "gone", "kind": "date", "code": "O"}

BEFORE = [GATE, CHOICE, MANY, LEVEL, SIZE, PROSE, MORE, SECRET, GONE]
AFTER = [
    GATE,
    CHOICE | {"options": ["one", "three"]},
    MANY | {"text": "Which ones?"},
    LEVEL | {"shown_when": {"answered": "gate"}},
    SIZE | {"minimum": "5"},
    {"id": "story", "kind": "long-text", "code": "T", "shown_when": {"includes": {"many": "one"}}},
    SECRET | {"text": "Who?"},
    SECRET | {"id": "secret-too", "code": "H2"},
    {"id": "fresh", "kind": "yes-no", "code": "F"},
]
CHANGES = {
    "choice": {"class": "meaning"},
    "many": {"class": "wording"},
    "level": {"class": "clarified"},
    "size": {"class": "meaning"},
    "story": {"class": "merged", "from": ["prose", "more"]},
    "secret": {"class": "split", "from": ["secret"]},
    "secret-too": {"class": "split", "from": ["secret"]},
    "fresh": {"class": "new"},
    "prose": {"class": "removed", "into": ["story"]},
    "more": {"class": "removed", "into": ["story"]},
    "gone": {"class": "removed"},
}

_VALUES = {
    "gate": st.sampled_from(["yes", "no"]),
    "choice": st.sampled_from(["one", "two"]),
    "many": st.sampled_from([("one",), ("two",), ("one", "two"), ("two", "one")]),
    "level": st.sampled_from(["low", "high"]),
    "size": st.sampled_from(["0", "4.9", "5", "70"]),
    "prose": st.sampled_from(["Ann.", "Bo and Cy."]),
    "more": st.sampled_from(["Ann.", "Dee."]),
    "secret": st.sampled_from(["yes", "no"]),
    "gone": st.sampled_from(["2026-11-25"]),
}
_TEXTS = st.sampled_from(["", "Because.", "So they say.\n\nTwice."])


def _answers(question: str) -> st.SearchStrategy[Answer]:
    return st.builds(
        Answer,
        st.sampled_from([None, *AnswerStatus]),
        st.none() | _VALUES[question],
        reason=_TEXTS,
        rationale=_TEXTS,
    )


ANSWERS = st.fixed_dictionaries({}, optional={name: _answers(name) for name in _VALUES})


@pytest.fixture(scope="module")
def both(edition) -> tuple[QuestionSet, QuestionSet]:
    return edition("1.0.0", *BEFORE), edition("2.0.0", *AFTER, changes=CHANGES)


@pytest.fixture(scope="module")
def way(both) -> Lineage:
    return lineage(both)


def test_a_set_that_did_not_change_keeps_every_answer(both):
    same = lineage([both[0], both[0]])

    @settings(max_examples=200)
    @given(ANSWERS)
    def law(answers):
        plan = plan_move(same, answers)

        assert plan.answers == {key: each for key, each in answers.items() if each != Answer()}
        assert plan.to_confirm == frozenset()

    law()


def test_a_moved_review_computes_what_a_new_one_with_the_same_answers_does(way):
    """Also with what nobody sees in the new version left out, and written in any order."""
    after = way.after

    @settings(max_examples=200)
    @given(ANSWERS, st.randoms())
    def law(answers, chance: random.Random):
        moved = plan_move(way, answers).answers
        expected = evaluate(after, moved)
        names = list(moved)
        chance.shuffle(names)

        new = {name: moved[name] for name in names if name in expected.visible}

        assert evaluate(after, new) == expected

    law()


def test_the_order_of_answering_never_matters(way):
    @settings(max_examples=200)
    @given(ANSWERS)
    def law(answers):
        backwards = dict(reversed(answers.items()))

        assert plan_move(way, backwards).moves == plan_move(way, answers).moves

    law()


def test_what_moves_can_be_stored_and_stands_at_questions_that_are_there(way):
    @settings(max_examples=200)
    @given(ANSWERS)
    def law(answers):
        plan = plan_move(way, answers)

        for where, answer in plan.answers.items():
            question = way.after.question(split_address(where)[1])
            assert answer_fault(question, answer) is None
        assert plan.to_confirm <= plan.answers.keys()

    law()


def test_no_text_that_somebody_wrote_is_lost_in_silence(way):
    """It stands at a question of the new version, or at one that is told as removed."""

    @settings(max_examples=200)
    @given(ANSWERS)
    def law(answers):
        plan = plan_move(way, answers)
        told = "\n".join(
            f"{move.answer.value}\n{move.answer.reason}\n{move.answer.rationale}"
            for move in plan.moves
            if move.answer
        )

        for answer in answers.values():
            assert answer.rationale in told
            assert answer.reason in told

    law()
