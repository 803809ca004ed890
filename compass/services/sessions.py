"""Sign-ins: rows in the database, so that a copied cookie is dead once its owner signs out."""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.models import Session as SignIn
from compass.db.models import User
from compass.db.queries import accounts as queries
from compass.db.queries.rows import read
from compass.services.accounts import hash_token
from compass.services.events import EventKind, record

IDLE = dt.timedelta(hours=4)
ABSOLUTE = dt.timedelta(hours=12)
TOUCH_AFTER = dt.timedelta(minutes=5)


@dataclass(frozen=True)
class OpenSession:
    user_id: uuid.UUID
    created_at: dt.datetime
    last_seen_at: dt.datetime

    def needs_touch(self, now: dt.datetime) -> bool:
        """Whether touch_session is due; not with every request, and never while reading."""
        return now - self.last_seen_at > TOUCH_AFTER


@dataclass(frozen=True)
class OwnSession:
    created_at: dt.datetime
    last_seen_at: dt.datetime
    is_current: bool


def open_session(session: Session, user: User, *, now: dt.datetime) -> str:
    """The token for the cookie. Rows that have ended are swept on the way."""
    session.execute(sa.delete(SignIn).where(SignIn.expires_at <= now))
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=hash_token(token),
            user_id=user.id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + ABSOLUTE,
        )
    )
    session.flush()
    record(session, EventKind.SIGNED_IN, at=now, actor_id=user.id)
    return token


def find_session(session: Session, token: str, *, now: dt.datetime) -> OpenSession | None:
    """Only reads, so that it can run in a read-only transaction."""
    row = read(session, queries.SIGN_IN, {"token_hash": hash_token(token)}).one_or_none()
    if row is None or row.expires_at <= now or now - row.last_seen_at > IDLE:
        return None
    return OpenSession(row.user_id, row.created_at, row.last_seen_at)


def touch_session(session: Session, token: str, *, now: dt.datetime) -> None:
    session.execute(
        sa.update(SignIn).where(SignIn.token_hash == hash_token(token)).values(last_seen_at=now)
    )


def close_session(session: Session, token: str, *, now: dt.datetime) -> None:
    closed = session.execute(
        sa.delete(SignIn).where(SignIn.token_hash == hash_token(token)).returning(SignIn.user_id)
    ).one_or_none()
    if closed is not None:
        record(session, EventKind.SIGNED_OUT, at=now, actor_id=closed.user_id)


def list_own_sessions(
    session: Session, user_id: uuid.UUID, token: str, *, now: dt.datetime
) -> tuple[OwnSession, ...]:
    """Those that still open something; ``token`` is the one that asks."""
    current = hash_token(token)
    rows = queries.list_sessions(session, user_id, now=now, seen_after=now - IDLE)
    return tuple(
        OwnSession(row.created_at, row.last_seen_at, row.token_hash == current) for row in rows
    )


def close_all_sessions(session: Session, user_id: uuid.UUID, *, now: dt.datetime) -> int:
    closed = queries.end_sessions(session, user_id)
    record(session, EventKind.SIGNED_OUT, at=now, actor_id=user_id)
    return closed
