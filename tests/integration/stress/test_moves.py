"""A review moves to another version while people write in it, or twice at the same moment."""

import datetime as dt
import shutil
import threading

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.answers import Answer, AnswerStatus
from compass.core.loading import load_folder
from compass.core.workflow import ReviewState
from compass.db.models import AnswerRevision, Review, ReviewMove
from compass.services import moves, question_sets, reviews
from compass.services.actors import load_actor
from compass.services.answers import save_answer, stored_answer
from compass.services.errors import (
    DraftNotEmptyError,
    QuestionSetError,
    ReviewMovedError,
    RoundStartedError,
    StaleAnswerError,
)

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
CHANGES = "against: 1.0.0\nquestions:\n  channel:\n    class: clarified\n"
SAVES = 30
LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def later(arena, tmp_path, every_kind_folder) -> int:
    """The id of 1.1.0, in which the question about the channel may stay open."""
    folder = tmp_path / "every-kind" / "1.1.0"
    shutil.copytree(every_kind_folder, folder)
    text = (folder / "set.yaml").read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0")
    text = text.replace("        code: S2\n", '        code: S2\n        optional: "yes"\n')
    (folder / "set.yaml").write_text(text, "utf-8")
    (folder / "changes.yaml").write_text(CHANGES, "utf-8")
    with Session(arena.engine) as session:
        row = question_sets.register(session, load_folder(folder), now=NOW)
        session.commit()
        return row.id


def move(arena):
    def work(session):
        target = question_sets.get_version(session, "every-kind", "1.1.0")
        lead = load_actor(session, arena.lead)
        review = reviews.load_review(session, arena.review)
        moves.move_review(session, review, target, by=lead, now=NOW)

    return arena.transaction(work)


def save(arena, number):
    def work(session):
        review = reviews.load_review(session, arena.review)
        stored = stored_answer(session, review, "channel")
        answer = Answer(AnswerStatus.ANSWERED, "letter", rationale=f"{number}")
        save_answer(
            session, review, "channel", answer, is_flagged=False,
            expected_version=stored.version, by=load_actor(session, arena.lead), now=NOW,
        )  # fmt: skip

    return arena.transaction(work)


def test_every_save_stands_on_the_version_that_it_was_made_for(arena, at_once, later):
    midway = threading.Event()

    def write():
        number = 0
        while number < SAVES:
            try:
                save(arena, number)()
            except (ReviewMovedError, StaleAnswerError):
                continue  # the page is read again
            number += 1
            if number == SAVES // 3:
                midway.set()

    def move_midway():
        midway.wait(timeout=30)
        move(arena)()

    assert at_once(write, move_midway) == [None, None]

    with Session(arena.engine) as session:
        versions = session.scalars(
            sa.select(AnswerRevision.set_version_id).order_by(AnswerRevision.number)
        ).all()
        review = reviews.load_review(session, arena.review)
    assert len(versions) == SAVES + 1  # the move itself writes one
    assert versions == sorted(versions, key=lambda version: version == later)
    assert review.set_version_id == later


def test_two_leads_move_it_once(arena, at_once, later):
    save(arena, 0)()

    results = at_once(move(arena), move(arena))

    assert sorted(type(result) for result in results if result) == [QuestionSetError]
    assert arena.count(ReviewMove) == 1
    assert arena.count(AnswerRevision) == 2


def _finish(session, arena):
    reviews.load_review(session, arena.review).state = ReviewState.SEALED


def _carry_over(session, arena):
    return moves.carry_over(
        session, reviews.load_review(session, arena.review),
        question_sets.get_version(session, "every-kind", "1.1.0"), title="Second round",
        by=load_actor(session, arena.lead), now=NOW,
    ).id  # fmt: skip


def test_two_leads_start_one_next_round(arena, at_once, later):
    save(arena, 0)()
    arena.transaction(lambda session: _finish(session, arena))()

    results = at_once(*[arena.transaction(lambda session: _carry_over(session, arena))] * 3)

    refused = [result for result in results if isinstance(result, Exception)]
    assert [type(result) for result in refused] == [RoundStartedError] * 2
    assert arena.count(Review, Review.previous_review_id == arena.review) == 1


def test_a_round_is_deleted_or_written_in_but_never_both(arena, at_once, later):
    """Deleted while somebody confirms an answer in it: one of the two was first."""
    save(arena, 0)()
    arena.transaction(lambda session: _finish(session, arena))()
    round_ = arena.transaction(lambda session: _carry_over(session, arena))()

    def confirm(session):
        review, lead = reviews.load_review(session, round_), load_actor(session, arena.lead)
        moves.confirm_answers(session, review, {"channel": 1}, by=lead, now=LATER)

    def delete(session):
        review, lead = reviews.load_review(session, round_), load_actor(session, arena.lead)
        reviews.delete_draft(session, review, by=lead, now=LATER)

    confirmed, deleted = at_once(arena.transaction(confirm), arena.transaction(delete))

    is_there = arena.count(Review, Review.id == round_) == 1
    assert isinstance(deleted, DraftNotEmptyError) == is_there
    assert (confirmed is None) == is_there
    assert arena.count(AnswerRevision, AnswerRevision.review_id == round_) == is_there
