"""Answers to what is asked per item: each item has its own, and none is lost with its item."""

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.db.queries.answers import get_last_change, list_revisions
from compass.services import answers, measures
from compass.services.comparison import ComparisonFilters, compare
from compass.services.errors import InvalidAnswerError, StaleAnswerError
from compass.services.records import draft_record

PARENTS, SCHOOLS = "p1: Parents", "s1: Schools"


@pytest.fixture
def version(world, new_kinds_folder):
    return world.set_version(new_kinds_folder)


@pytest.fixture
def listed(world, review):
    world.save(review, "stakeholders", (PARENTS, SCHOOLS))
    return review


def test_each_item_has_its_own_answer_and_its_own_history(world, listed):
    world.save(listed, "p1/heard", "yes")
    world.save(listed, "s1/heard", "no")
    world.save(listed, "p1/heard", "no", by="Carl")

    stored = answers.stored_answers(world.session, listed)
    assert {where: (one.answer.value, one.version) for where, one in stored.items()} == {
        "stakeholders": ((PARENTS, SCHOOLS), 1),
        "p1/heard": ("no", 2),
        "s1/heard": ("no", 1),
    }
    assert [row.answer.value for row in list_revisions(world.session, listed.id, "p1/heard")] == [
        "no",
        "yes",
    ]
    assert get_last_change(world.session, listed.id, "p1/heard").by_name == "Carl"
    assert get_last_change(world.session, listed.id, "s1/heard").by_name == "Lea"


def test_who_saves_late_at_one_item_is_told_what_stands_there(world, listed):
    world.save(listed, "s1/heard", "yes")
    world.save(listed, "p1/heard", "yes")
    world.save(listed, "p1/heard", "no", by="Carl")

    with pytest.raises(StaleAnswerError) as refused:
        world.save(listed, "p1/heard", "yes", version=1)

    assert (refused.value.current.value, refused.value.current_version) == ("no", 2)


@pytest.mark.parametrize(
    "where", ["heard", "p1/channel", "P1/heard", "a/p1/heard", "/heard", "p1/"]
)
def test_an_item_is_named_exactly_where_one_is_asked_about(world, listed, where):
    with pytest.raises(InvalidAnswerError):
        world.save(listed, where, "yes")
    with pytest.raises(InvalidAnswerError):
        measures.add_action(
            world.session, listed, where, what="Ask", who="", by=world.actor("Lea"), now=world.now
        )


def test_actions_and_evidence_belong_to_the_item(world, listed):
    measures.add_action(
        world.session, listed, "p1/heard", what="Ask", who="", by=world.actor("Lea"), now=world.now
    )

    [of_parents] = measures.list_actions(world.session, listed, "p1/heard")
    assert of_parents.question_id == "p1/heard"
    assert measures.list_actions(world.session, listed, "s1/heard") == []


def test_answers_of_an_item_that_left_the_list_are_kept_and_count_again_when_it_is_back(
    world, listed
):
    world.save(listed, "p1/heard", "yes")
    before = draft_record(world.session, listed)

    world.save(listed, "stakeholders", (SCHOOLS,))
    without = draft_record(world.session, listed)
    kept = answers.answers_of(world.session, listed)["p1/heard"]
    world.save(listed, "stakeholders", (PARENTS, SCHOOLS))

    assert kept == Answer(AnswerStatus.ANSWERED, "yes")
    assert b"p1/heard" not in without
    assert draft_record(world.session, listed) == before


def test_a_new_name_keeps_the_answers_of_the_item(world, listed):
    world.save(listed, "p1/heard", "yes")
    world.save(listed, "stakeholders", ("p1: Mothers and fathers", SCHOOLS))

    assert b'"p1/heard"' in draft_record(world.session, listed)


def compared(world):
    found = compare(world.session, world.actor("Oda"), ComparisonFilters(), today=world.today)
    [row] = found.rows.rows
    return row, found.totals


def test_a_comparison_counts_a_review_once_at_a_question_asked_per_item(world, listed):
    world.save(listed, "p1/heard", "yes")

    row, totals = compared(world)

    assert totals["heard"] == {"unanswered": 1}
    assert row.answers["p1/heard"].value == "yes"
    assert totals["wishes"] == {"unanswered": 1}

    world.save(listed, "s1/heard", "no")
    assert compared(world)[1]["heard"] == {"answered": 1}

    world.save(listed, "s1/heard", "yes")
    assert compared(world)[1]["heard"] == {"yes": 1}

    world.save(listed, "s1/heard", status=AnswerStatus.NOT_KNOWN)
    assert compared(world)[1]["heard"] == {"not-known": 1}


def test_what_is_asked_per_item_is_not_asked_without_items(world, review):
    row, totals = compared(world)

    assert {"heard", "trust", "priorities"} <= row.hidden  # the theme has a condition
    assert totals["heard"] == {"hidden": 1}
