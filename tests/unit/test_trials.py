"""What a preview carries along is what it reads again, and nothing else."""

import datetime as dt

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.items import Item
from compass.web.library.preview.carrying import (
    MAX_CARRIED,
    TrialError,
    carried,
    fitted,
    is_full,
    read_trial,
)
from compass.web.library.preview.trial import Trial


def answered(value) -> Answer:
    return Answer(AnswerStatus.ANSWERED, value)


def listed(trial: Trial, *texts: str) -> Trial:
    return trial.answered("stakeholders", answered(texts), is_flagged=False)


@pytest.fixture
def trial(new_kinds) -> Trial:
    return Trial(new_kinds, "nl")


def test_a_trial_is_read_as_it_was_carried(new_kinds, trial):
    whole = listed(trial, "p1: Parents", "s1: “Schools” <b>")
    whole = whole.answered("p1/heard", Answer(AnswerStatus.NOT_KNOWN), is_flagged=True)
    whole = listed(whole, "s1: “Schools” <b>")
    whole = whole.with_evidence("channel", title="Brief", url="https://example.org/a?b=c&d")
    whole = whole.with_action("s1/heard", what="Praten\nen luisteren", who="Els", due=None)
    whole = whole.with_action("data", what="Tellen", who="Tom", due=dt.date(2027, 3, 1))

    again = read_trial(new_kinds, carried(whole), "nl")

    assert again == whole


def test_an_item_without_answers_leaves_nothing_behind(trial):
    before = listed(trial, "p1: Parents", "s1: Schools")

    after = listed(before, "s1: Schools")

    assert after.left == {"stakeholders": ()}


def test_an_item_that_left_keeps_the_name_it_had_last_until_it_is_back(trial):
    named = listed(trial, "p1: Parents").answered("p1/heard", answered("yes"), is_flagged=False)

    gone = listed(listed(named, "p1: Mothers and fathers"), "s1: Schools")
    back = listed(gone, "s1: Schools", "p1: Mothers and fathers")

    assert gone.left == {"stakeholders": (Item("p1", "Mothers and fathers"),)}
    assert back.left == {"stakeholders": ()}


def test_what_a_trial_may_carry_has_an_end(new_kinds, trial):
    text = "x" * 2_000
    for _ in range(MAX_CARRIED // 2_000):
        trial = trial.with_action("channel", what=text, who="Els", due=None)

    assert is_full(trial)
    with pytest.raises(TrialError):
        read_trial(new_kinds, carried(trial), "nl")


def test_an_answer_that_nothing_rests_on_leaves_none_behind(trial):
    first = trial.answered("reach", answered("10/20"), is_flagged=False)

    second = first.answered("reach", answered("20/30"), is_flagged=False)

    assert second.former == {}


def test_what_stood_there_before_gives_way_to_what_stands_there_now(trial):
    full = listed(listed(trial, "p1: Parents"), "s1: Schools")
    while not is_full(full):
        full = full.with_action("data", what="x" * 3_000, who="Els", due=None)

    assert full.former
    assert fitted(full).former == {}
    assert fitted(trial) == trial
