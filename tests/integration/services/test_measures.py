"""Actions and evidence."""

import datetime as dt

import pytest

from compass.services import measures
from compass.services.errors import (
    InvalidAnswerError,
    InvalidTextError,
    NotAllowedError,
    ReviewClosedError,
)


def act(world, review, *, by="Lea", question_id="channel", **facts):
    facts = {"what": "Open a counter", "who": "Carl", **facts}
    return measures.add_action(
        world.session, review, question_id, **facts, by=world.actor(by), now=world.now
    )


def show(world, review, url, *, by="Lea", sha256=""):
    return measures.add_evidence(
        world.session,
        review,
        "channel",
        title="Study of counters",
        url=url,
        sha256=sha256,
        by=world.actor(by),
        now=world.now,
    )


def test_several_actions_hang_on_one_question(world, review):
    act(world, review, what="One")
    world.later(minutes=1)
    act(world, review, what="Two", due=dt.date(2027, 1, 1))

    listed = measures.list_actions(world.session, review, "channel")

    assert [(action.what, action.due) for action in listed] == [
        ("One", None),
        ("Two", dt.date(2027, 1, 1)),
    ]
    assert measures.list_actions(world.session, review, "groups") == []


def test_an_action_is_changed_and_taken_away_while_answering(world, review):
    action = act(world, review)

    measures.update_action(
        world.session,
        review,
        action,
        what="Open two",
        who="",
        due=None,
        done_on=world.today,
        by=world.actor("Carl"),
        now=world.now,
    )
    assert (action.what, action.who, action.done_on) == ("Open two", "", world.today)

    measures.remove_action(world.session, review, action, by=world.actor("Lea"), now=world.now)
    assert measures.list_actions(world.session, review) == []


def test_a_review_under_judgement_stands_still(world, review):
    action = act(world, review)
    world.hand_in(review)

    with pytest.raises(ReviewClosedError):
        act(world, review)
    with pytest.raises(ReviewClosedError):
        measures.mark_done(
            world.session, review, action, done_on=world.today, by=world.actor("Lea"), now=world.now
        )


def test_an_action_says_what(world, review):
    with pytest.raises(InvalidTextError):
        act(world, review, what="  ")


@pytest.mark.parametrize("question_id", ["introduction", "no-such-question"])
def test_an_action_belongs_to_a_question_that_takes_an_answer(world, review, question_id):
    with pytest.raises(InvalidAnswerError):
        act(world, review, question_id=question_id)


@pytest.mark.parametrize("name", ["Vera", "Oda", "Hilde"])
def test_only_writers_plan_and_show(world, harbour, review, name):
    with pytest.raises(NotAllowedError):
        act(world, review, by=name)
    with pytest.raises(NotAllowedError):
        show(world, review, "https://example.org/", by=name)


def test_evidence_keeps_address_and_digest(world, review):
    evidence = show(world, review, " https://example.org/study?x=1 ", sha256="AB" * 32)

    [listed] = measures.list_evidence(world.session, review)
    assert (listed.id, listed.url) == (evidence.id, "https://example.org/study?x=1")
    assert listed.sha256 == evidence.sha256 == "ab" * 32


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "//example.org/",
        "example.org",
        "https://",
        "https://[broken/",
        "https://example.org/a b",
        "https://example.org/\u202egnp.exe",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_only_addresses_that_open_as_a_page_are_kept(world, review, url):
    with pytest.raises(InvalidTextError) as refused:
        show(world, review, url)

    assert refused.value.field == "url"


def test_a_digest_has_sixty_four_digits(world, review):
    with pytest.raises(InvalidTextError) as refused:
        show(world, review, "https://example.org/", sha256="abc")

    assert refused.value.field == "sha256"


def test_actions_of_another_review_are_not_found(world, project, version, review):
    action = act(world, review)
    other = world.review(project, version, title="Other")

    assert measures.get_action(world.session, review, action.id) is action
    assert measures.get_action(world.session, other, action.id) is None
