"""Saving: nothing that was acknowledged is lost, nothing is overwritten unseen."""

import random

import pytest
import sqlalchemy as sa

from compass.core.answers import Answer, AnswerStatus
from compass.db.models import AnswerRevision
from compass.db.queries.answers import UPDATE, list_revisions
from compass.services import answers, reviews
from compass.services.errors import (
    InvalidAnswerError,
    NotAllowedError,
    ReviewClosedError,
    StaleAnswerError,
)


def test_a_first_answer_is_version_one(world, review):
    saved = world.save(review, "channel", "website", rationale="Most people have one.")

    assert saved == answers.SavedAnswer(1, is_new=True)
    assert answers.answers_of(world.session, review) == {
        "channel": Answer(AnswerStatus.ANSWERED, "website", rationale="Most people have one.")
    }


def test_every_save_is_kept_as_a_revision(world, review):
    world.save(review, "channel", "website")
    world.save(review, "channel", "letter", by="Carl")

    history = list_revisions(world.session, review.id, "channel")
    assert [(row.number, row.answer.value, row.written_by_name) for row in history] == [
        (2, "letter", "Carl"),
        (1, "website", "Lea"),
    ]


def test_a_stale_save_is_refused_with_what_stands_there(world, review):
    world.save(review, "channel", "website")
    world.save(review, "channel", "letter", by="Carl")

    with pytest.raises(StaleAnswerError) as refused:
        world.save(review, "channel", "counter", version=1)

    assert refused.value.current.value == "letter"
    assert refused.value.current_version == 2
    assert refused.value.changed_by == world.actor("Carl").id
    assert refused.value.changed_by_name == "Carl"
    assert refused.value.changed_at == world.now


def test_two_first_answers_do_not_overwrite_each_other(world, review):
    world.save(review, "channel", "website", version=0)

    with pytest.raises(StaleAnswerError) as refused:
        world.save(review, "channel", "counter", by="Carl", version=0)

    assert refused.value.current.value == "website"


def test_a_version_from_nowhere_is_refused(world, review):
    with pytest.raises(StaleAnswerError) as refused:
        world.save(review, "channel", "website", version=7)

    assert refused.value.current_version == 0


def test_saving_the_same_again_writes_nothing(world, review):
    world.save(review, "channel", "website")

    again = world.save(review, "channel", "website", version=0)  # the reply had got lost

    assert again == answers.SavedAnswer(1, is_new=False)
    count = sa.select(sa.func.count()).select_from(AnswerRevision)
    assert world.session.scalar(count) == 1


def test_line_ends_of_a_browser_are_no_change(world, review):
    world.save(review, "channel", "website", rationale="One.\nTwo.")

    again = world.save(review, "channel", "website", rationale="One.\r\nTwo.\r\n")

    assert not again.is_new


@pytest.mark.parametrize(
    ("question_id", "value", "fault"),
    [
        ("channel", "pigeon", ("value", "unknown-option")),
        ("groups", ("children", "martians"), ("value", "unknown-option")),
        ("no-such-question", "yes", ("question", "unknown-question")),
        ("introduction", "yes", ("status", "takes-no-answer")),
        ("oversight-how", "hidden \u202e text", ("value", "forbidden-character")),
    ],
)
def test_a_wrong_answer_is_not_stored(world, review, question_id, value, fault):
    with pytest.raises(InvalidAnswerError) as refused:
        world.save(review, question_id, value)

    assert (refused.value.field, refused.value.code) == fault
    assert answers.answers_of(world.session, review) == {}


def test_a_character_that_databases_refuse_is_a_wrong_answer(world, review):
    with pytest.raises(InvalidAnswerError) as refused:
        world.save(review, "channel", "website", rationale="nul \x00 byte")

    assert (refused.value.field, refused.value.code) == ("rationale", "forbidden-character")


def test_not_applicable_without_a_reason_is_saved_but_stays_open(world, review):
    world.save(review, "channel", status=AnswerStatus.NOT_APPLICABLE)

    assert "channel" in answers.answers_of(world.session, review)
    assert "channel" in reviews.open_questions(world.session, review)


def test_several_options_come_back_as_they_were_chosen(world, review):
    world.save(review, "groups", ("older-people", "children"))

    assert answers.answers_of(world.session, review)["groups"].value == ("older-people", "children")


@pytest.mark.parametrize("name", ["Vera", "Oda", "Aldo", "Hilde"])
def test_only_writers_of_the_team_answer(world, harbour, review, name):
    with pytest.raises(NotAllowedError):
        world.save(review, "channel", "website", by=name)


def test_a_review_that_is_handed_in_takes_no_answers(world, review):
    world.hand_in(review)

    with pytest.raises(ReviewClosedError) as refused:
        world.save(review, "channel", "website")

    assert refused.value.state == "submitted"


def test_who_left_the_team_writes_no_more(world, review):
    world.leave(review.project, "Carl")

    with pytest.raises(NotAllowedError):
        world.save(review, "channel", "website", by="Carl")


def test_an_answer_can_be_taken_back_without_losing_its_history(world, review):
    world.save(review, "channel", "website")

    answers.save_answer(
        world.session,
        review,
        "channel",
        Answer(),
        is_flagged=True,
        expected_version=1,
        by=world.actor("Lea"),
        now=world.now,
    )

    stored = answers.stored_answer(world.session, review, "channel")
    assert (stored.answer, stored.is_flagged, stored.version) == (Answer(), True, 2)
    assert len(list_revisions(world.session, review.id, "channel")) == 2


def test_the_statement_itself_refuses_a_version_that_is_gone(world, review):
    """The second line of defence: even without the lock on the review nothing is overwritten."""
    world.save(review, "channel", "website")
    row = {
        "the_review": review.id,
        "the_item": "",
        "the_question": "channel",
        "expected_version": 7,
        "version": 8,
        "status": "answered",
        "value": '"letter"',
        "reason": "",
        "rationale": "",
        "expected": None,
        "is_flagged": False,
        "tally": "letter",
        "updated_at": world.now,
        "updated_by": world.actor("Lea").id,
    }

    assert world.session.execute(UPDATE, row).rowcount == 0


def test_a_text_as_long_as_allowed_is_stored(world, review):
    """Random, so that no database can make it small enough for an index."""
    chance = random.Random(1)  # noqa: S311  # a text, no secret
    text = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=10_000))

    world.save(review, "oversight-how", text)

    assert answers.answers_of(world.session, review)["oversight-how"].value == text
