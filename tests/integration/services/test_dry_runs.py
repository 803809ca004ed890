"""What a version would do to all reviews, before anything changes."""

import pytest
import sqlalchemy as sa

from compass.core.versions.effects import Change, Consequence
from compass.core.versions.moving import Fate
from compass.core.workflow import ReviewState
from compass.db.models import Answer
from compass.db.queries import moves, stored_reviews
from compass.services import question_sets
from compass.services.dry_runs import Totals, dry_run
from compass.services.errors import NotAllowedError
from compass.services.moves import move_review, undo_move

KEEP = {"id": "keep", "kind": "yes-no", "code": "K", "points": {"risk": {"yes": "3"}}}
OPTION = {"id": "option", "kind": "single-choice", "options": ["one", "two"], "code": "O",
          "points": {"risk": {"one": "1", "two": "2"}}}  # fmt: skip
GONE = {"id": "gone", "kind": "long-text", "code": "G"}
FRESH = {"id": "fresh", "kind": "yes-no", "code": "F"}

SCORES = {
    "scores": [{"id": "risk"}],
    "outcomes": [{"id": "level", "score": "risk",
                  "bands": [{"id": "low", "from": "0"}, {"id": "high", "from": "4"}]}],
}  # fmt: skip
WORDS = {
    "scores": {"risk": {"title": "Risk", "text": "How much."}},
    "outcomes": {"level": {"title": "Level", "text": "Which.", "results": {
        "low": {"label": "Low", "text": "Little."}, "high": {"label": "High", "text": "Much."}}}},
}  # fmt: skip


@pytest.fixture
def one(world, edition):
    found = edition("1.0.0", KEEP, OPTION, GONE, english=WORDS, **SCORES)
    row = question_sets.register(world.session, found, now=world.now)
    return question_sets.get_version(world.session, row.set_id, row.version)


@pytest.fixture
def draft(edition):
    """Not in the database: it is tried before anybody uploads it."""
    narrower = OPTION | {
        "options": ["one", "three"],
        "points": {"risk": {"one": "1", "three": "5"}},
    }
    changes = {"option": {"class": "meaning"}, "gone": {"class": "removed"},
               "fresh": {"class": "new"}}  # fmt: skip
    return edition("2.0.0", KEEP, narrower, FRESH, english=WORDS, changes=changes, **SCORES)


@pytest.fixture
def reviews(world, project, one):
    first, second = world.review(project, one), world.review(project, one, title="Two")
    for review, option in ((first, "one"), (second, "two")):
        world.save(review, "keep", "yes")
        world.save(review, "option", option)
    world.save(second, "gone", "Something.")
    second.state = ReviewState.SEALED
    world.session.flush()
    return first, second


def run(world, draft, name=None):
    by = world.actor(name) if name else None
    return {found.review.title: found for found in dry_run(world.session, draft, by=by)}


def test_what_waits_to_be_confirmed_counts_as_it_does_in_a_move(world, reviews, draft):
    moves.mark_to_confirm(world.session, reviews[0].id, ["keep", "option"])

    effects = run(world, draft)["One"].effects

    assert effects.fates == {"keep": Fate.KEPT, "option": Fate.KEPT_CONFIRM}
    assert effects.scores == ()


def test_what_was_answered_before_a_move_was_taken_back_is_not_called_new(world, reviews, draft):
    lead, (review, _) = world.actor("Lea"), reviews
    question_sets.register(world.session, draft, now=world.now)
    target = question_sets.get_version(world.session, draft.id, draft.version)
    move_review(world.session, review, target, by=lead, now=world.later(minutes=1))
    world.save(review, "fresh", "yes")
    undo_move(world.session, review, by=lead, now=world.later(minutes=2))

    effects = run(world, draft)["One"].effects

    assert effects.new == ()
    assert effects.fates["fresh"] is Fate.ANSWERED_BEFORE
    assert effects.consequences["fresh"] is Consequence.CONFIRM


def total(world, draft):
    totals = Totals()
    for found in dry_run(world.session, draft, by=None):
        totals.add(found)
    return totals


def test_each_review_says_what_would_become_of_its_answers(world, reviews, draft):
    found = run(world, draft)

    assert found["One"].effects.fates == {"keep": Fate.KEPT, "option": Fate.KEPT_CONFIRM}
    assert found["Two"].effects.fates == {
        "keep": Fate.KEPT, "option": Fate.ASKED_AGAIN, "gone": Fate.REMOVED,
    }  # fmt: skip
    assert found["One"].effects.new == ("fresh",)
    assert (found["One"].can_move, found["Two"].can_move) == (True, False)


def test_scores_and_outcomes_that_would_move_are_told(world, reviews, draft):
    found = run(world, draft)

    assert found["One"].effects.scores == ()
    assert found["Two"].effects.scores == (Change("risk", "5", "3"),)
    assert found["Two"].effects.outcomes == (Change("level", "high", "low"),)


def test_the_sum_counts_answers_by_fate_and_by_question(world, reviews, draft):
    totals = total(world, draft)

    assert (totals.reviews, totals.can_move, totals.new) == (2, 1, 2)
    assert totals.answers == {
        Consequence.KEPT: 2, Consequence.CONFIRM: 1, Consequence.ASKED_AGAIN: 1,
        Consequence.LOST: 1,
    }  # fmt: skip
    assert totals.questions["option"] == {Fate.KEPT_CONFIRM: 1, Fate.ASKED_AGAIN: 1}
    assert (totals.scores, totals.outcomes) == ({"risk": 1}, {"level": 1})


def test_nothing_is_written(world, reviews, draft):
    rows = sa.select(Answer.question_id, Answer.version, Answer.to_confirm)
    before = world.session.execute(rows).all()

    run(world, draft)

    assert world.session.execute(rows).all() == before
    assert not world.session.dirty
    assert not world.session.new


def test_reviews_are_read_a_few_at_a_time_and_each_once(world, project, one, draft, monkeypatch):
    monkeypatch.setattr(stored_reviews, "REVIEWS_AT_ONCE", 2)
    for number in range(5):
        world.save(world.review(project, one, title=str(number)), "keep", "yes")

    assert sorted(run(world, draft)) == ["0", "1", "2", "3", "4"]
    assert total(world, draft).answers == {Consequence.KEPT: 5}


def test_reviews_of_a_newer_version_are_left_alone(world, reviews, edition):
    older = edition("0.9.0", KEEP, OPTION, GONE, english=WORDS, **SCORES)

    assert run(world, older) == {}


def test_officers_see_the_reviews_of_their_own_organisation(world, reviews, harbour, draft):
    assert len(run(world, draft, "Oda")) == 2
    assert run(world, draft, "Hugo") == {}


@pytest.mark.parametrize("name", ["Lea", "Aldo"])
def test_nobody_else_tries_a_version_out(world, reviews, draft, name):
    with pytest.raises(NotAllowedError):
        run(world, draft, name)
