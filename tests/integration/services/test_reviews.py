"""The life of a review, and who may move it on."""

import datetime as dt

import pytest
import sqlalchemy as sa

from compass.core.workflow import Outcome, ReviewState, TransitionError
from compass.db.models import Event
from compass.db.queries import reviews as review_queries
from compass.services import decisions, reviews
from compass.services.errors import (
    DraftNotEmptyError,
    FourEyesError,
    InvalidTextError,
    NotAllowedError,
    QuestionSetError,
    ReviewIncompleteError,
)


def events_of(world, review):
    query = sa.select(Event.kind).where(Event.review_id == review.id).order_by(Event.id)
    return world.session.scalars(query).all()


def test_a_review_starts_as_a_draft(world, review):
    assert review.state is ReviewState.DRAFT
    assert events_of(world, review) == ["review-started"]


@pytest.mark.parametrize("name", ["Carl", "Vera", "Oda", "Aldo", "Hilde"])
def test_only_a_lead_starts_a_review(world, harbour, project, version, name):
    with pytest.raises(NotAllowedError):
        world.review(project, version, by=name)


def test_a_review_is_in_a_language_of_its_set(world, project, version):
    with pytest.raises(QuestionSetError):
        reviews.start_review(
            world.session,
            project,
            set_version=version,
            title="One",
            language="pl",
            by=world.actor("Lea"),
            now=world.now,
        )


def test_a_review_needs_a_title(world, project, version):
    with pytest.raises(InvalidTextError) as refused:
        world.review(project, version, title="  ")

    assert (refused.value.field, refused.value.code) == ("title", "empty")


def test_hand_in_with_open_questions_must_be_confirmed(world, review):
    world.save(review, "channel", "website")

    with pytest.raises(ReviewIncompleteError) as refused:
        reviews.hand_in(
            world.session, review, confirmed_open=False, by=world.actor("Lea"), now=world.now
        )

    assert "uses-automation" in refused.value.open_questions
    assert "channel" not in refused.value.open_questions
    assert review.state is ReviewState.DRAFT


def test_hand_in_confirmed_goes_to_the_officer(world, review):
    world.hand_in(review)

    assert review.state is ReviewState.SUBMITTED
    assert review.submitted_at == world.now
    assert events_of(world, review)[-1] == "review-handed-in"


@pytest.mark.parametrize("name", ["Carl", "Vera", "Oda"])
def test_only_a_lead_hands_in(world, review, name):
    with pytest.raises(NotAllowedError):
        reviews.hand_in(
            world.session, review, confirmed_open=True, by=world.actor(name), now=world.now
        )


def test_the_lead_recalls_until_it_is_decided(world, review):
    world.hand_in(review)
    reviews.recall(world.session, review, by=world.actor("Lea"), now=world.now)
    assert review.state is ReviewState.DRAFT

    world.hand_in(review)
    decide(world, review)
    with pytest.raises(TransitionError):
        reviews.recall(world.session, review, by=world.actor("Lea"), now=world.now)


def test_the_officer_hands_back_with_a_message(world, review):
    world.hand_in(review)

    reviews.hand_back(
        world.session,
        review,
        message="Please say who is affected.",
        by=world.actor("Oda"),
        now=world.now,
    )

    assert review.state is ReviewState.CHANGES_REQUESTED
    assert review.message == "Please say who is affected."
    assert world.save(review, "channel", "website").version == 1


def test_handing_in_again_clears_the_message(world, review):
    world.hand_in(review)
    reviews.hand_back(world.session, review, message="More.", by=world.actor("Oda"), now=world.now)

    world.hand_in(review)

    assert review.message == ""


def test_an_officer_of_the_team_does_not_hand_back(world, city, version):
    project = world.project(city, "Oda")
    world.join(project, "Lea", "lead", by="Oda")
    review = world.review(project, version)
    world.hand_in(review)

    with pytest.raises(FourEyesError):
        reviews.hand_back(
            world.session, review, message="No.", by=world.actor("Oda"), now=world.now
        )


def test_who_joins_while_handing_back_waits_its_turn_does_not_hand_back(world, review, monkeypatch):
    world.hand_in(review)
    lock = review_queries.lock_review

    def join_and_lock(session, waiting_for):
        world.join(review.project, "Oda", "contributor", by="Lea")
        lock(session, waiting_for)

    monkeypatch.setattr(review_queries, "lock_review", join_and_lock)

    with pytest.raises(FourEyesError):
        reviews.hand_back(
            world.session, review, message="No.", by=world.actor("Oda"), now=world.now
        )


def test_an_empty_draft_can_be_deleted(world, review):
    review_id = review.id

    reviews.delete_draft(world.session, review, by=world.actor("Lea"), now=world.now)

    assert reviews.load_review(world.session, review_id) is None


def test_a_draft_in_which_somebody_wrote_stays(world, review):
    world.save(review, "channel", "website")

    with pytest.raises(DraftNotEmptyError):
        reviews.delete_draft(world.session, review, by=world.actor("Lea"), now=world.now)


def test_a_sealed_review_expires_by_itself(world, review):
    review.state, review.valid_until = ReviewState.SEALED, dt.date(2027, 1, 1)

    assert reviews.effective_state(review, dt.date(2027, 1, 1)) is ReviewState.SEALED
    assert reviews.effective_state(review, dt.date(2027, 1, 2)) is ReviewState.EXPIRED


def test_a_sealed_review_is_withdrawn_with_a_reason(world, review):
    review.state = ReviewState.SEALED

    reviews.withdraw(
        world.session, review, reason="The supplier changed.", by=world.actor("Oda"), now=world.now
    )

    assert review.state is ReviewState.WITHDRAWN
    assert review.withdrawal_reason == "The supplier changed."


@pytest.mark.parametrize("state", [state for state in ReviewState if state != ReviewState.SEALED])
def test_only_a_sealed_review_is_withdrawn(world, review, state):
    review.state = state

    with pytest.raises(TransitionError):
        reviews.withdraw(
            world.session, review, reason="Late.", by=world.actor("Oda"), now=world.now
        )


def decide(world, review):
    decisions.decide(
        world.session,
        review,
        outcome=Outcome.GO,
        reason="Well thought through.",
        by=world.actor("Oda"),
        now=world.now,
    )
