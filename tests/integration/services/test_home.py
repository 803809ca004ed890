"""What people see first, and what waits for an officer."""

import datetime as dt

import pytest

from compass.core.workflow import Outcome, ReviewState, TeamRole
from compass.db.models import ProjectMember
from compass.services import decisions, home, measures


def inbox(world, name):
    return home.inbox_of(world.session, world.actor(name))


def seen(world, name):
    return home.home_of(world.session, world.actor(name), today=world.today)


def test_the_inbox_shows_what_was_handed_in_first(world, project, version):
    for title in ("One", "Two", "Three"):
        review = world.review(project, version, title=title)
        if title != "Two":
            world.hand_in(review)
        world.later(hours=1)

    assert [row.title for row in inbox(world, "Oda").reviews.rows] == ["One", "Three"]
    assert seen(world, "Oda").inbox == 2
    assert seen(world, "Lea").inbox == 0


def in_team_before(world, review):
    world.join(review.project, "Oda", TeamRole.VIEWER)
    world.leave(review.project, "Oda")


def wrote(world, review):
    world.join(review.project, "Oda", TeamRole.CONTRIBUTOR)
    world.save(review, "channel", "website", by="Oda")
    _forget_membership(world, review, "Oda")


def planned(world, review):
    world.join(review.project, "Oda", TeamRole.CONTRIBUTOR)
    _action(world, review, by="Oda")
    _forget_membership(world, review, "Oda")


def showed_evidence(world, review):
    world.join(review.project, "Oda", TeamRole.CONTRIBUTOR)
    measures.add_evidence(
        world.session,
        review,
        "channel",
        title="Study",
        url="https://example.org/",
        by=world.actor("Oda"),
        now=world.now,
    )
    _forget_membership(world, review, "Oda")


@pytest.mark.parametrize("hand", [in_team_before, wrote, planned, showed_evidence])
def test_the_inbox_and_the_four_eyes_agree(world, review, hand):
    hand(world, review)
    world.hand_in(review)

    assert inbox(world, "Oda").not_mine == {review.id}
    assert decisions.may_decide(world.session, review, world.actor("Oda")) is not None
    assert inbox(world, "Olaf").not_mine == frozenset()
    assert decisions.may_decide(world.session, review, world.actor("Olaf")) is None


def test_a_decided_review_leaves_the_inbox(world, review):
    world.hand_in(review)
    decisions.decide(
        world.session,
        review,
        outcome=Outcome.GO,
        reason="Fine.",
        by=world.actor("Oda"),
        now=world.now,
    )

    assert inbox(world, "Olaf").reviews.rows == ()


def test_a_team_sees_its_running_reviews(world, project, version):
    world.review(project, version, title="Running")
    over = world.review(project, version, title="Over")
    over.state = ReviewState.SUPERSEDED
    world.session.flush()

    assert [row.title for row in seen(world, "Vera").reviews.rows] == ["Running"]
    assert seen(world, "Oda").reviews.rows == ()


def test_late_actions_are_those_of_the_team_that_are_not_done(world, review):
    _action(world, review, due=dt.date(2026, 11, 23), what="Late")
    _action(world, review, due=dt.date(2026, 11, 24), what="Today")
    _action(world, review, due=dt.date(2026, 1, 1), what="Done", done_on=dt.date(2026, 1, 2))
    _action(world, review, what="Some day")

    assert [action.what for action in seen(world, "Carl").late_actions] == ["Late"]
    assert seen(world, "Oda").late_actions == ()


def _action(world, review, *, by="Lea", what="Ask", **facts):
    return measures.add_action(
        world.session,
        review,
        "channel",
        what=what,
        who="Carl",
        by=world.actor(by),
        now=world.now,
        **facts,
    )


def _forget_membership(world, review, name):
    """As if the row of the team were lost: what was written must still count."""
    member = world.session.get_one(ProjectMember, (review.project_id, world.actor(name).id))
    world.session.delete(member)
    world.session.flush()
