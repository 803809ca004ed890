"""Accounts, passwords, links and sign-ins."""

import datetime as dt

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from compass.db.models import Event, PasswordToken, User
from compass.db.models import Session as SignIn
from compass.db.queries import accounts as queries
from compass.services import accounts, passwords, sessions, throttle
from compass.services.actors import load_actor
from compass.services.errors import (
    LastAdministratorError,
    NotAllowedError,
    PasswordError,
    PasswordLinkError,
    TakenError,
    WrongPasswordError,
)

GOOD = "a long walk by the river"
OTHER = "three green bicycles"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(1, 8, 1))


@pytest.fixture
def nora(world):
    user = world.user("Nora", None)
    accounts.set_password(world.session, user, GOOD)
    return user


@pytest.fixture
def admin(world):
    accounts.create_user(
        world.session,
        email="ann@example.org",
        name="Ann",
        language="nl",
        is_administrator=True,
        by=None,
        now=world.now,
    )
    user = queries.get_user_by_email(world.session, "ann@example.org")
    return load_actor(world.session, user.id)


def kinds(world):
    return world.session.scalars(sa.select(Event.kind).order_by(Event.id)).all()


def sign_in(world, email="nora@example.org", password=GOOD):
    return accounts.authenticate(world.session, email, password, world.now)


def test_the_right_password_opens_the_account(world, nora):
    assert sign_in(world) is nora
    assert sign_in(world, email="  Nora@Example.ORG ") is nora


@pytest.mark.parametrize(
    ("email", "password"),
    [("nora@example.org", OTHER), ("nobody@example.org", GOOD), ("nora@example.org", "")],
)
def test_anything_else_does_not_and_is_logged(world, nora, email, password):
    assert sign_in(world, email=email, password=password) is None
    assert kinds(world)[-1] == "sign-in-failed"


def test_an_account_without_password_cannot_sign_in(world):
    world.user("Nils", None)

    assert sign_in(world, email="nils@example.org", password="nobody has this password") is None


def test_a_deactivated_account_is_shut_at_once(world, nora, admin):
    token = sessions.open_session(world.session, nora, now=world.now)

    accounts.deactivate(world.session, nora, by=admin, now=world.now)

    assert sign_in(world) is None
    assert sessions.find_session(world.session, token, now=world.now) is None
    assert load_actor(world.session, nora.id) is None


def test_an_old_hash_is_renewed_when_its_owner_signs_in(world, nora, monkeypatch):
    before = nora.password_hash
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(2, 8, 1))

    sign_in(world)

    assert nora.password_hash != before
    assert sign_in(world) is nora


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "too-short"),
        ("x" * 201, "too-long"),
        ("Password1234", "too-common"),
        ("aaaaaaaaaaaabb", "too-common"),
        ("nora@example.org", "same-as-account"),
    ],
)
def test_weak_passwords_are_refused(world, nora, password, code):
    with pytest.raises(PasswordError) as refused:
        accounts.set_password(world.session, nora, password)

    assert refused.value.code == code


def test_the_same_password_typed_on_another_keyboard_opens_too(world, nora):
    accounts.set_password(world.session, nora, "caf\u00e9 au lait le matin")

    assert sign_in(world, password="cafe\u0301 au lait le matin") is nora


def test_changing_the_password_needs_the_current_one_and_ends_every_session(world, nora):
    token = sessions.open_session(world.session, nora, now=world.now)

    with pytest.raises(WrongPasswordError):
        accounts.change_password(
            world.session, nora, current=OTHER, new="something else", now=world.now
        )
    accounts.change_password(world.session, nora, current=GOOD, new=OTHER, now=world.now)

    assert sessions.find_session(world.session, token, now=world.now) is None
    assert sign_in(world, password=OTHER) is nora


def test_a_link_sets_the_password_once(world, nora, admin):
    token = accounts.issue_password_token(world.session, nora, by=admin, now=world.now)
    assert accounts.find_password_token(world.session, token, now=world.now) is nora

    accounts.redeem_password_token(world.session, token, OTHER, now=world.now)

    assert sign_in(world, password=OTHER) is nora
    with pytest.raises(PasswordLinkError):
        accounts.redeem_password_token(world.session, token, GOOD, now=world.now)


def test_a_link_dies_after_three_days(world, nora, admin):
    token = accounts.issue_password_token(world.session, nora, by=admin, now=world.now)
    world.later(hours=72)

    assert accounts.find_password_token(world.session, token, now=world.now) is None
    with pytest.raises(PasswordLinkError):
        accounts.redeem_password_token(world.session, token, OTHER, now=world.now)


def test_a_new_link_replaces_the_one_before(world, nora, admin):
    first = accounts.issue_password_token(world.session, nora, by=admin, now=world.now)
    accounts.issue_password_token(world.session, nora, by=admin, now=world.now)

    assert accounts.find_password_token(world.session, first, now=world.now) is None


def test_a_weak_password_does_not_use_up_the_link(world, nora, admin):
    token = accounts.issue_password_token(world.session, nora, by=admin, now=world.now)

    with pytest.raises(PasswordError):
        accounts.redeem_password_token(world.session, token, "short", now=world.now)

    assert accounts.find_password_token(world.session, token, now=world.now) is nora


def test_secrets_are_kept_as_digests_only(world, nora, admin):
    link = accounts.issue_password_token(world.session, nora, by=admin, now=world.now)
    cookie = sessions.open_session(world.session, nora, now=world.now)

    kept = world.session.scalars(
        sa.union_all(sa.select(PasswordToken.token_hash), sa.select(SignIn.token_hash))
    ).all()
    assert len(kept) == 2
    assert not {link, cookie} & set(kept)


def test_a_copied_cookie_is_dead_after_sign_out(world, nora):
    token = sessions.open_session(world.session, nora, now=world.now)
    assert sessions.find_session(world.session, token, now=world.now).user_id == nora.id

    sessions.close_session(world.session, token, now=world.now)

    assert sessions.find_session(world.session, token, now=world.now) is None
    assert kinds(world)[-2:] == ["signed-in", "signed-out"]


def test_a_session_ends_when_nobody_uses_it(world, nora):
    token = sessions.open_session(world.session, nora, now=world.now)

    world.later(hours=3)
    sessions.touch_session(world.session, token, now=world.now)
    world.later(hours=3)
    assert sessions.find_session(world.session, token, now=world.now) is not None
    world.later(hours=4, seconds=1)
    assert sessions.find_session(world.session, token, now=world.now) is None


def test_no_session_lives_longer_than_a_working_day(world, nora):
    token = sessions.open_session(world.session, nora, now=world.now)

    for _ in range(12):
        world.later(hours=1)
        sessions.touch_session(world.session, token, now=world.now)

    assert sessions.find_session(world.session, token, now=world.now) is None


def test_a_session_is_touched_now_and_then_only(world, nora):
    token = sessions.open_session(world.session, nora, now=world.now)
    found = sessions.find_session(world.session, token, now=world.now)

    assert not found.needs_touch(world.now + dt.timedelta(minutes=5))
    assert found.needs_touch(world.now + dt.timedelta(minutes=6))


def test_an_address_belongs_to_one_account(world, nora):
    with pytest.raises(TakenError):
        accounts.create_user(
            world.session,
            email="NORA@example.org",
            name="Two",
            language="en",
            by=None,
            now=world.now,
        )


def test_only_administrators_make_accounts(world, city):
    with pytest.raises(NotAllowedError):
        accounts.create_user(
            world.session,
            email="new@example.org",
            name="New",
            language="en",
            by=world.actor("Oda"),
            now=world.now,
        )


def test_the_last_administrator_stays(world, admin):
    ann = world.session.get_one(User, admin.id)

    with pytest.raises(LastAdministratorError):
        accounts.deactivate(world.session, ann, by=admin, now=world.now)
    with pytest.raises(LastAdministratorError):
        accounts.update_user(
            world.session,
            ann,
            name="Ann",
            email=ann.email,
            language="nl",
            is_administrator=False,
            by=admin,
            now=world.now,
        )


def test_attempts_are_counted_per_window(world):
    minute = dt.timedelta(minutes=1)

    def attempt(key="nora"):
        return throttle.hit(world.session, key, limit=2, window=minute, now=world.now)

    assert [attempt(), attempt(), attempt()] == [True, True, False]
    assert attempt("somebody else")
    world.later(minutes=1)
    assert attempt()


def test_what_an_attempt_costs_is_counted_and_asked_for_without_counting(world):
    minute = dt.timedelta(minutes=1)
    asked = {"limit": 60, "window": minute}

    def pay(amount):
        return throttle.hit(world.session, "nora", now=world.now, amount=amount, **asked)

    def is_spent():
        return throttle.is_spent(world.session, "nora", now=world.now, **asked)

    assert (is_spent(), pay(40), is_spent()) == (False, True, False)
    assert (pay(40), is_spent(), is_spent()) == (False, True, True)
    world.later(minutes=1)
    assert not is_spent()
