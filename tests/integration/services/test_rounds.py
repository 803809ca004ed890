"""A new round takes over the answers of a finished review."""

import datetime as dt

import pytest
import sqlalchemy as sa

from compass.core.record_reading import parse_record
from compass.core.versions.moving import Fate
from compass.core.workflow import Outcome, ReviewState
from compass.db.models import Answer, Event
from compass.db.queries.answers import list_revisions
from compass.services import (
    answers,
    decisions,
    measures,
    moves,
    question_sets,
    records,
    reviews,
)
from compass.services.errors import (
    DraftNotEmptyError,
    NotAllowedError,
    QuestionSetError,
    ReviewOpenError,
    RoundStartedError,
)
from compass.services.four_eyes import FourEyes, may_decide
from compass.services.home import home_of

KEEP = {"id": "keep", "kind": "yes-no", "code": "K"}
MORE = {"id": "more", "kind": "long-text", "code": "M"}


@pytest.fixture
def versions(world, edition):
    def row(question_set):
        found = question_sets.register(world.session, question_set, now=world.now)
        return question_sets.get_version(world.session, found.set_id, found.version)

    changes = {"more": {"class": "clarified"}}
    return (
        row(edition("1.0.0", KEEP, MORE)),
        row(edition("1.1.0", KEEP, MORE | {"text": "What more?"}, changes=changes)),
    )


@pytest.fixture
def finished(world, project, versions):
    review = world.review(project, versions[0])
    world.save(review, "keep", "yes")
    world.save(review, "more", "Residents.", by="Carl")
    review.state = ReviewState.SEALED
    world.session.flush()
    return review


def carry_over(world, previous, target, by="Lea"):
    return moves.carry_over(
        world.session, previous, target, title="Second round", by=world.actor(by), now=world.now
    )


def test_the_new_round_has_every_answer_and_each_is_to_be_confirmed(world, finished, versions):
    review = carry_over(world, finished, versions[0])

    waiting = moves.answers_to_confirm(world.session, review)
    assert {name: row.answer for name, row in waiting.items()} == answers.answers_of(
        world.session, finished
    )
    assert answers.answers_of(world.session, review) == {}
    assert (review.state, review.language) == (ReviewState.DRAFT, finished.language)
    assert moves.previous_round(world.session, review).id == finished.id


def test_the_finished_review_stays_as_it_was(world, finished, versions):
    before = answers.stored_answers(world.session, finished)

    carry_over(world, finished, versions[1])

    assert answers.stored_answers(world.session, finished) == before
    assert finished.state is ReviewState.SEALED
    assert finished.set_version_id == versions[0].id


def test_carrying_over_is_recorded(world, finished, versions):
    review = carry_over(world, finished, versions[0])

    rows = world.session.execute(
        sa.select(Event.kind, Event.subject_id)
        .where(Event.review_id == review.id)
        .order_by(Event.id)
    ).all()
    assert rows == [("review-started", ""), ("review-carried-over", str(finished.id))]


def test_what_changed_since_is_told_question_by_question(world, finished, versions):
    review = carry_over(world, finished, versions[1])
    world.save(review, "keep", "no")

    since = {change.question: change for change in moves.changes_since(world.session, review)}

    assert (since["keep"].fate, since["keep"].is_changed) == (Fate.KEPT, True)
    assert (since["keep"].before["keep"].value, since["keep"].now.value) == ("yes", "no")
    assert (since["more"].fate, since["more"].reasons) == (Fate.KEPT_CONFIRM, ("clarified",))
    assert (since["more"].is_changed, since["more"].is_open) == (False, True)


def test_a_first_round_has_nothing_to_compare_with(world, finished):
    assert moves.changes_since(world.session, finished) == ()


def test_who_wrote_in_the_round_before_does_not_decide_the_next(world, city, finished, versions):
    """Olaf was in no team; what he wrote before stands in the new round."""
    world.session.execute(
        sa.text("INSERT INTO evidence (id, review_id, question_id, title, url, sha256, added_at,"
                " added_by) SELECT :id, review_id, question_id, 'Note', 'https://example.org', '',"
                " written_at, :olaf FROM answer_revision WHERE review_id = :review AND"
                " question_id = 'keep'"),
        {"id": finished.project_id.hex, "olaf": world.actor("Olaf").id.hex,
         "review": finished.id.hex},
    )  # fmt: skip
    second = carry_over(world, finished, versions[0])
    second.state = ReviewState.SEALED
    third = carry_over(world, second, versions[0])

    assert may_decide(world.session, third, world.actor("Olaf")) is FourEyes.WROTE_ANSWERS
    assert may_decide(world.session, third, world.actor("Oda")) is None


@pytest.mark.parametrize("state", ["draft", "submitted", "changes-requested"])
def test_only_a_finished_review_is_carried_over(world, finished, versions, state):
    finished.state = ReviewState(state)
    world.session.flush()

    with pytest.raises(ReviewOpenError):
        carry_over(world, finished, versions[0])


def test_a_new_round_never_goes_back_to_an_older_version(world, finished, versions):
    second = carry_over(world, finished, versions[1])
    second.state = ReviewState.DECIDED

    with pytest.raises(QuestionSetError) as refused:
        carry_over(world, second, versions[0])

    assert refused.value.code == "older"


@pytest.mark.parametrize("name", ["Carl", "Vera", "Oda", "Hilde"])
def test_only_a_lead_carries_over(world, harbour, finished, versions, name):
    with pytest.raises(NotAllowedError):
        carry_over(world, finished, versions[0], by=name)


def test_what_no_longer_fits_is_asked_again_beside_what_was_answered_then(world, project, edition):
    option = {"id": "option", "kind": "single-choice", "options": ["one", "two"], "code": "O"}
    changes = {"option": {"class": "meaning"}}
    one = edition("1.0.0", option)
    two = edition("2.0.0", option | {"options": ["one", "three"]}, changes=changes)
    first, second = (
        question_sets.get_version(
            world.session,
            "small",
            question_sets.register(world.session, each, now=world.now).version,
        )
        for each in (one, two)
    )
    finished = world.review(project, first)
    world.save(finished, "option", "two", rationale="We had no choice.")
    finished.state = ReviewState.DECIDED

    review = carry_over(world, finished, second)

    [change] = moves.changes_since(world.session, review)
    assert (change.fate, change.is_changed, change.is_open) == (Fate.ASKED_AGAIN, True, False)
    assert change.before["option"].value == "two"
    assert change.now == answers.stored_answer(world.session, review, "option").answer
    assert change.now.rationale == "We had no choice."
    assert moves.answers_to_confirm(world.session, review) == {}


def decide(world, review):
    world.hand_in(review)
    decisions.decide(
        world.session, review, outcome=Outcome.GO, reason="Well thought through.",
        by=world.actor("Oda"), now=world.now,
    )  # fmt: skip


def test_the_record_of_a_later_round_names_the_one_before(world, project, versions):
    first = world.review(project, versions[0], title="First round")
    world.save(first, "keep", "yes")
    decide(world, first)
    world.later(days=300)
    second = carry_over(world, first, versions[1])
    decide(world, second)

    before, after = (records.frozen_record(world.session, review) for review in (first, second))

    assert parse_record(before.content).previous is None
    previous = parse_record(after.content).previous
    assert (previous.id, previous.title, previous.set_version) == (
        str(first.id), "First round", "1.0.0",
    )  # fmt: skip
    assert (previous.digest, previous.decided) == (before.digest, first.decided_at.date())


def test_a_review_has_one_next_round(world, finished, versions):
    second = carry_over(world, finished, versions[0])

    with pytest.raises(RoundStartedError) as refused:
        carry_over(world, finished, versions[1])

    assert refused.value.review_id == second.id
    assert [each.id for each in moves.next_rounds(world.session, finished)] == [second.id]


def test_a_next_round_that_was_withdrawn_makes_room_for_another(world, finished, versions):
    second = carry_over(world, finished, versions[0])
    second.state = ReviewState.WITHDRAWN
    world.later(days=1)

    third = carry_over(world, finished, versions[1])

    assert [each.id for each in moves.next_rounds(world.session, finished)] == [second.id, third.id]


def test_the_database_itself_refuses_a_second_next_round(world, project, finished, versions):
    carry_over(world, finished, versions[0])
    other = world.review(project, versions[0], title="Of another way in")
    other.previous_review_id = finished.id

    with pytest.raises(sa.exc.IntegrityError), world.session.begin_nested():
        world.session.flush()


@pytest.fixture
def with_measures(world, project, edition):
    """A finished review on 1.0.0 with measures at each question, and 2.0.0 in which one question
    lives on in two others and one is gone."""
    old = {"id": "old", "kind": "yes-no", "code": "O"}
    gone = {"id": "gone", "kind": "yes-no", "code": "G"}
    changes = {
        "heir": {"class": "split", "from": ["old"]},
        "other": {"class": "split", "from": ["old"]},
        "old": {"class": "removed", "into": ["heir", "other"]},
        "gone": {"class": "removed"},
    }
    one = edition("1.0.0", KEEP, old, gone)
    heirs = (old | {"id": name, "code": name[0].upper()} for name in ("heir", "other"))
    two = edition("2.0.0", KEEP, *heirs, changes=changes)
    first, second = (
        question_sets.get_version(
            world.session,
            "small",
            question_sets.register(world.session, each, now=world.now).version,
        )
        for each in (one, two)
    )
    review = world.review(project, first)
    lea = world.actor("Lea")
    late = world.today + dt.timedelta(days=30)
    for where, what, done in (
        ("keep", "Ask residents", None),
        ("old", "Write it down", None),
        ("keep", "Tell the board", world.today),
        ("gone", "Stop it", None),
    ):
        measures.add_action(
            world.session, review, where, what=what, who="Tom Claes", due=late, done_on=done,
            by=lea, now=world.now,
        )  # fmt: skip
    for where in ("old", "gone"):
        measures.add_evidence(
            world.session, review, where, title=f"Note on {where}", url="https://example.org/note",
            sha256="ab" * 32, by=lea, now=world.now,
        )  # fmt: skip
    review.state = ReviewState.SEALED
    world.session.flush()
    world.later(days=200)
    return review, second, late


def test_open_actions_go_on_at_their_questions_with_who_and_when_and_done_ones_stay(
    world, with_measures
):
    finished, target, late = with_measures

    review = carry_over(world, finished, target)

    found = measures.list_actions(world.session, review)
    found.sort(key=lambda row: row.what)
    assert [(row.question_id, row.what, row.who, row.due, row.done_on) for row in found] == [
        ("keep", "Ask residents", "Tom Claes", late, None),
        ("heir", "Write it down", "Tom Claes", late, None),
    ]
    assert len(measures.list_actions(world.session, finished)) == 4


def test_evidence_goes_on_with_its_own_date(world, with_measures):
    finished, target, _late = with_measures

    review = carry_over(world, finished, target)

    [proof] = measures.list_evidence(world.session, review)
    [old] = measures.list_evidence(world.session, finished, "old")
    assert proof._replace(id=old.id, question_id="old") == old
    assert proof.question_id == "heir"


def test_what_comes_along_and_what_stays_is_said_before_and_after(world, with_measures):
    finished, target, _late = with_measures
    plan = moves.preview_carry_over(world.session, finished, target, by=world.actor("Lea"))

    before = moves.measures_to_take(world.session, finished, plan)
    review = carry_over(world, finished, target)
    after = moves.came_along(world.session, review, today=world.today)

    assert (len(before.actions), len(before.evidence), before.left) == (2, 1, 2)
    assert (after.actions, after.late, after.evidence) == (2, 2, 1)
    assert moves.came_along(world.session, finished, today=world.today) is None
    assert moves.actions_that_go_on(world.session, finished) == set(before.actions)


def test_an_action_that_goes_on_is_late_in_the_new_round_alone(world, with_measures):
    finished, target, _late = with_measures
    lea = world.actor("Lea")
    assert len(home_of(world.session, lea, today=world.today).late_actions) == 3

    review = carry_over(world, finished, target)

    found = home_of(world.session, lea, today=world.today).late_actions
    assert sorted((row.what, row.review_id) for row in found) == [
        ("Ask residents", review.id), ("Stop it", finished.id), ("Write it down", review.id),
    ]  # fmt: skip


def delete(world, review):
    world.later(hours=1)
    reviews.delete_draft(world.session, review, by=world.actor("Lea"), now=world.now)


def test_a_round_in_which_nobody_did_anything_is_deleted_and_makes_room(world, with_measures):
    finished, target, _late = with_measures
    review = carry_over(world, finished, target)

    delete(world, review)

    assert moves.next_rounds(world.session, finished) == []
    assert moves.actions_that_go_on(world.session, finished) == set()
    again = carry_over(world, finished, target)
    assert len(measures.list_actions(world.session, again)) == 2


def test_a_round_with_answers_that_wait_is_deleted_with_them(world, finished, versions):
    review = carry_over(world, finished, versions[0])
    where = review.id

    delete(world, review)

    left = sa.select(sa.func.count()).select_from(Answer).where(Answer.review_id == where)
    assert world.session.scalar(left) == 0
    assert len(answers.answers_of(world.session, finished)) == 2


def confirm(world, review):
    moves.confirm_answers(
        world.session, review, {"keep": 1}, by=world.actor("Lea"), now=world.now
    )  # fmt: skip


def write(world, review):
    world.save(review, "more", "Something else.")


def plan_and_drop(world, review):
    facts = {"by": world.actor("Lea"), "now": world.now}
    action = measures.add_action(
        world.session, review, "keep", what="Ask", who="", due=None, **facts
    )
    measures.remove_action(world.session, review, action, **facts)


@pytest.mark.parametrize("doing", [confirm, write, plan_and_drop])
def test_a_round_in_which_somebody_did_anything_stays(world, finished, versions, doing):
    review = carry_over(world, finished, versions[0])
    world.later(minutes=5)
    doing(world, review)

    with pytest.raises(DraftNotEmptyError):
        delete(world, review)


def test_the_history_of_an_answer_begins_in_the_round_that_it_comes_from(world, finished, versions):
    review = carry_over(world, finished, versions[0])
    world.later(days=1)
    confirm(world, review)

    found = list_revisions(world.session, review.id, "keep")

    assert [(row.number, row.answer.value) for row in found] == [(2, "yes"), (1, "yes")]
