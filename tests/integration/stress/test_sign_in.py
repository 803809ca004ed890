"""Signing in while the password changes or the account is closed. On SQLite a sign-in is alone: it
holds the database from its first look at the account on."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.engine import make_engine, upgrade
from compass.db.models import Session as SignIn
from compass.db.models import User
from compass.services import accounts, passwords, sessions
from compass.services.actors import Actor

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
OLD, NEW = "four words nobody guesses", "three green bicycles at noon"
EMAIL = "ann@example.org"


@pytest.fixture
def engine(postgresql: Callable[[str], str]) -> Iterator[sa.Engine]:
    engine = make_engine(postgresql("sign-in"))
    upgrade(engine)
    with Session(engine) as session:
        user = accounts.create_user(
            session, email=EMAIL, name="Ann", language="en", by=None, now=NOW
        )
        accounts.set_password(session, user, OLD)
        session.commit()
    yield engine
    engine.dispose()


def change_password(session: Session, user: User) -> None:
    accounts.set_password(session, user, NEW)


def close_account(session: Session, user: User) -> None:
    by = Actor(uuid.uuid4(), "Admin", "a@example.org", "en", True, {}, {})
    accounts.deactivate(session, user, by=by, now=NOW)


@pytest.mark.parametrize("happens", [change_password, close_account])
def test_an_old_password_opens_no_session_that_outlives_it(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch, happens
) -> None:
    is_right = passwords.matches

    def matches_and_meanwhile(password_hash: str | None, password: str) -> bool:
        found = is_right(password_hash, password)
        with Session(engine) as other:
            happens(other, other.scalar(sa.select(User).where(User.email == EMAIL)))
            other.commit()
        return found

    monkeypatch.setattr(passwords, "matches", matches_and_meanwhile)
    with Session(engine) as session:
        user = accounts.authenticate(session, EMAIL, OLD, NOW)
        if user is not None:
            sessions.open_session(session, user, now=NOW)
        session.commit()

        assert user is None
        assert session.scalar(sa.select(sa.func.count()).select_from(SignIn)) == 0
