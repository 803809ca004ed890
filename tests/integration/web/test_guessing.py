"""Guessing passwords: counted for the account however it is written, and for the place first."""

import itertools

import pytest

from compass.services import throttle
from compass.web.current import now
from compass.web.extensions import db
from compass.web.limits import ATTEMPTS, WINDOW

NUMBERS = itertools.count()
PASSWORD = "four words nobody guesses"


@pytest.fixture
def somewhere(site):
    """A browser at a place of its own."""
    client = site.client()
    client.environ_base["REMOTE_ADDR"] = f"192.0.2.{next(NUMBERS) + 1}"
    return client


@pytest.fixture
def address() -> str:
    """Of nobody, and of no other test."""
    return f"nobody{next(NUMBERS)}@compass.example"


def test_spaces_around_an_address_are_no_new_account_to_guess_at(post, somewhere, address) -> None:
    written = [" " * number + address for number in range(ATTEMPTS + 1)]

    answers = [
        post(somewhere, "/sign-in", {"email": each, "password": "a guess"}).status_code
        for each in written
    ]

    assert answers == [422] * ATTEMPTS + [429]


def test_a_place_that_is_stopped_keeps_nobody_else_out(site, post, somewhere, address) -> None:
    place = somewhere.environ_base["REMOTE_ADDR"]
    with site.app.app_context():
        throttle.hit(
            db.session, f"sign-in-from:{place}", limit=0, window=WINDOW, now=now(), amount=1_000
        )
        db.session.commit()

    stopped = [
        post(somewhere, "/sign-in", {"email": address, "password": "a guess"}).status_code
        for _ in range(ATTEMPTS + 1)
    ]
    from_elsewhere = post(site.client(), "/sign-in", {"email": address, "password": "a guess"})

    assert stopped == [429] * (ATTEMPTS + 1)
    assert from_elsewhere.status_code == 422
