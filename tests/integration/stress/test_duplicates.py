"""The same thing made twice at the same moment: one of them is there, the others are told so."""

import datetime as dt
from functools import partial

import pytest

from compass.core.workflow import OrganisationRole, TeamRole
from compass.db.models import (
    Action,
    Event,
    Organisation,
    OrganisationMember,
    ProjectMember,
    Review,
    User,
)
from compass.db.queries.rows import GoneError
from compass.services import accounts, measures, organisations, projects, reviews
from compass.services.actors import load_actor

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
AT_ONCE = 6
ONE_WAS_FIRST = ["TakenError"] * (AT_ONCE - 1) + ["done"]


def outcomes(results):
    """How many were first, and what the others were told."""
    return sorted(type(r).__name__ if isinstance(r, Exception) else "done" for r in results)


def add_user(session, email="twin@example.org"):
    return accounts.create_user(
        session, email=email, name="Twin", language="en", by=None, now=NOW
    ).id


def add_organisation(session, name="Twin town"):
    return organisations.create_organisation(session, name=name, by=None, now=NOW).id


@pytest.fixture
def administrator(arena):
    def promote(session):
        session.get_one(User, arena.officers[0]).is_administrator = True

    arena.transaction(promote)()
    return arena.officers[0]


def test_an_address_gets_one_account(arena, at_once):
    results = at_once(*[arena.transaction(add_user)] * AT_ONCE)

    assert outcomes(results) == ONE_WAS_FIRST
    assert arena.count(User, User.email == "twin@example.org") == 1


def test_a_name_gets_one_organisation(arena, at_once):
    results = at_once(*[arena.transaction(add_organisation)] * AT_ONCE)

    assert outcomes(results) == ONE_WAS_FIRST
    assert arena.count(Organisation, Organisation.name == "Twin town") == 1


def test_an_address_changes_for_one_account(arena, at_once, administrator):
    def change(user_id, session):
        accounts.update_user(
            session,
            session.get_one(User, user_id),
            name="Twin",
            email="twin@example.org",
            language="en",
            is_administrator=False,
            by=load_actor(session, administrator),
            now=NOW,
        )

    people = [
        arena.transaction(partial(add_user, email=f"{number}@example.org"))()
        for number in range(AT_ONCE)
    ]

    results = at_once(*[arena.transaction(partial(change, user_id)) for user_id in people])

    assert outcomes(results) == ONE_WAS_FIRST
    assert arena.count(User, User.email == "twin@example.org") == 1


def test_a_name_changes_for_one_organisation(arena, at_once, administrator):
    def rename(organisation_id, session):
        organisations.update_organisation(
            session,
            session.get_one(Organisation, organisation_id),
            name="Twin town",
            is_active=True,
            by=load_actor(session, administrator),
            now=NOW,
        )

    made = [
        arena.transaction(partial(add_organisation, name=f"Town {number}"))()
        for number in range(AT_ONCE)
    ]

    results = at_once(*[arena.transaction(partial(rename, each)) for each in made])

    assert outcomes(results) == ONE_WAS_FIRST
    assert arena.count(Organisation, Organisation.name == "Twin town") == 1


def test_a_role_granted_many_times_is_there_once(arena, at_once):
    user, town = arena.transaction(add_user)(), arena.transaction(add_organisation)()

    def grant(session):
        organisations.set_organisation_roles(
            session,
            session.get_one(User, user),
            session.get_one(Organisation, town),
            roles={OrganisationRole.MEMBER},
            by=None,
            now=NOW,
        )

    results = at_once(*[arena.transaction(grant)] * AT_ONCE)

    assert outcomes(results) == ["done"] * AT_ONCE
    assert arena.count(OrganisationMember, OrganisationMember.user_id == user) == 1
    assert arena.count(Event, Event.kind == "role-granted", Event.organisation_id == town) == 1


def test_somebody_joins_a_team_once(arena, at_once):
    def join(session):
        projects.set_member(
            session,
            reviews.load_review(session, arena.review).project,
            session.get_one(User, arena.officers[0]),
            TeamRole.CONTRIBUTOR,
            by=load_actor(session, arena.lead),
            now=NOW,
        )

    results = at_once(*[arena.transaction(join)] * AT_ONCE)

    assert outcomes(results) == ["done"] * AT_ONCE
    assert arena.count(ProjectMember, ProjectMember.user_id == arena.officers[0]) == 1
    assert arena.count(Event, Event.kind == "member-added") == 1


def test_a_draft_is_deleted_once(arena, at_once):
    def delete(session):
        review = reviews.load_review(session, arena.review)
        if review is None:
            raise GoneError
        reviews.delete_draft(session, review, by=load_actor(session, arena.lead), now=NOW)

    results = at_once(*[arena.transaction(delete)] * AT_ONCE)

    assert outcomes(results) == ["GoneError"] * (AT_ONCE - 1) + ["done"]
    assert arena.count(Review) == 0
    assert arena.count(Event, Event.kind == "draft-deleted") == 1


def test_an_action_is_removed_once_and_changed_no_more(arena, at_once):
    lead = partial(load_actor, user_id=arena.lead)

    def add(session):
        review = reviews.load_review(session, arena.review)
        words = {"what": "Open a counter", "who": "Carl"}
        return measures.add_action(
            session, review, "channel", **words, by=lead(session), now=NOW
        ).id

    action_id = arena.transaction(add)()

    def touch(change, session):
        review = reviews.load_review(session, arena.review)
        action = measures.get_action(session, review, action_id)
        if action is None:
            raise GoneError
        change(session, review, action, by=lead(session), now=NOW)

    facts = {"what": "Open two", "who": "Carl", "due": None, "done_on": None}
    remove = arena.transaction(partial(touch, measures.remove_action))
    change = arena.transaction(partial(touch, partial(measures.update_action, **facts)))

    results = at_once(*[remove] * 3, *[change] * 3)

    assert {type(result) for result in results} == {type(None), GoneError}
    assert results[:3].count(None) == 1
    assert arena.count(Action) == 0
