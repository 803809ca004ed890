"""Answers carried over: they stand there, and count for nothing until somebody confirms them."""

import pytest
import sqlalchemy as sa

from compass.db.models import Answer, QuestionSetVersion
from compass.services import answers
from compass.services.comparison import ComparisonFilters, compare
from compass.services.errors import ReviewMovedError
from compass.services.reviews import open_questions


@pytest.fixture
def carried(world, review):
    world.save(review, "channel", "website")
    world.session.execute(sa.update(Answer).values(to_confirm=True, tally=None))
    return review


def test_it_is_there_to_be_read_and_counts_as_unanswered(world, carried):
    comparison = compare(world.session, world.actor("Oda"), ComparisonFilters(), today=world.today)

    assert answers.stored_answer(world.session, carried, "channel").answer.value == "website"
    assert answers.answers_of(world.session, carried) == {}
    assert "channel" in open_questions(world.session, carried)
    assert comparison.rows.rows[0].answers == {}
    assert comparison.totals["channel"] == {"unanswered": 1}


def test_saving_it_as_it_stands_confirms_it(world, carried):
    saved = world.save(carried, "channel", "website")

    assert (saved.version, saved.is_new) == (2, True)
    assert answers.answers_of(world.session, carried)["channel"].value == "website"
    assert not answers.stored_answer(world.session, carried, "channel").to_confirm


def test_a_page_of_the_version_before_saves_nothing(world, carried, every_kind_folder):
    """Somebody moved the review between reading and writing."""
    other = QuestionSetVersion(
        set_id="every-kind", version="2.0.0", digest="0" * 64, origin="uploaded",
        state="published", content=b"", registered_at=world.now, published_at=world.now,
    )  # fmt: skip
    world.session.add(other)
    world.session.flush()
    world.session.execute(sa.text("UPDATE review SET set_version_id = :other"), {"other": other.id})

    with pytest.raises(ReviewMovedError):
        world.save(carried, "channel", "letter")
