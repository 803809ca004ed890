"""What a comparison counts of one answer."""

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.services.answers import tally_of


@pytest.mark.parametrize(
    ("question", "value", "tally"),
    [
        ("channel", "website", "website"),
        ("channel", "other: a bus that drives round", "other"),
        ("heard", "yes", "yes"),
        ("signed", "yes", "yes"),
        ("devices", ("phone", "other: a tablet"), "answered"),
        ("trust", {"before": "low", "after": "high"}, "answered"),
        ("trust", {"before": "low"}, None),
    ],
)
def test_people_s_own_words_are_not_counted_one_by_one(new_kinds, question, value, tally):
    answer = Answer(AnswerStatus.ANSWERED, value)

    assert tally_of(new_kinds.question(question), answer) == tally
