"""What was answered, in words: what has none in the set is said by the edge."""

import pytest

from compass.core.answer_labels import is_plain_yes_no
from tests.unit.core.making import a_question

OWN_WORDS = [
    a_question("a", "single-choice", options=("yes", "no")),
    a_question("a", "judgement", scale="trust", levels=("no", "yes")),
]


@pytest.mark.parametrize("question", OWN_WORDS)
@pytest.mark.parametrize("value", ["yes", "no"])
def test_options_and_levels_called_yes_and_no_keep_their_labels(question, value):
    assert not is_plain_yes_no(question, value)


@pytest.mark.parametrize("kind", ["yes-no", "attestation"])
def test_yes_of_a_question_without_labels_is_said_by_the_edge(kind):
    assert is_plain_yes_no(a_question("a", kind), "yes")
