"""What people see first, and what waits for an officer."""

import datetime as dt

from compass.core.workflow import Outcome, ReviewState
from compass.services import decisions, home, measures


def inbox(world, name):
    return home.inbox_of(world.session, world.actor(name)).page


def seen(world, name):
    return home.home_of(world.session, world.actor(name), today=world.today)


def test_the_inbox_shows_what_was_handed_in_first(world, project, version):
    for title in ("One", "Two", "Three"):
        review = world.review(project, version, title=title)
        if title != "Two":
            world.hand_in(review)
        world.later(hours=1)

    assert [row.title for row in inbox(world, "Oda").rows] == ["One", "Three"]
    assert seen(world, "Oda").inbox == 2
    assert seen(world, "Lea").inbox == 0


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

    assert inbox(world, "Olaf").rows == ()


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


def _action(world, review, *, what="Ask", **facts):
    return measures.add_action(
        world.session,
        review,
        "channel",
        what=what,
        who="Carl",
        by=world.actor("Lea"),
        now=world.now,
        **facts,
    )
