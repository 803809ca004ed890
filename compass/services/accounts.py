"""Accounts: made by an administrator, never deleted. Who signed in is kept by sessions.py."""

import datetime as dt
import hashlib
import re
import secrets
import uuid

from sqlalchemy.orm import Session

from compass.db.models import PasswordToken, User
from compass.db.queries import accounts as queries
from compass.db.queries.rows import read_again
from compass.services import passwords, texts
from compass.services.actors import Actor
from compass.services.errors import (
    InvalidTextError,
    LastAdministratorError,
    OwnAccountError,
    PasswordLinkError,
    WrongPasswordError,
)
from compass.services.events import EventKind, record
from compass.services.permissions import require_administrator
from compass.services.unique import only_one_has

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LINK_LIFETIME = dt.timedelta(hours=72)


def create_user(
    session: Session,
    *,
    email: str,
    name: str,
    language: str,
    is_administrator: bool = False,
    by: Actor | None,
    now: dt.datetime,
) -> User:
    """``by`` is None for the command line. The account has no password until a link is used."""
    require_administrator(by)
    user = User(
        id=uuid.uuid4(),
        email=_address(email),
        name=texts.line(name, "name"),
        language=language,
        is_administrator=is_administrator,
        created_at=now,
    )
    with only_one_has(session, "email"):
        session.add(user)
    _record(session, EventKind.USER_CREATED, user, by=by, now=now)
    return user


def update_user(
    session: Session,
    user: User,
    *,
    name: str,
    email: str,
    language: str,
    is_administrator: bool,
    by: Actor,
    now: dt.datetime,
) -> None:
    require_administrator(by)
    if user.is_administrator and not is_administrator:
        _keep_an_administrator(session, user)
    user.name = texts.line(name, "name")
    user.language = language
    user.is_administrator = is_administrator
    with only_one_has(session, "email"):
        user.email = _address(email)
    _record(session, EventKind.USER_UPDATED, user, by=by, now=now)


def set_language(session: Session, user: User, language: str) -> None:
    user.language = language
    session.flush()


def deactivate(session: Session, user: User, *, by: Actor, now: dt.datetime) -> None:
    """The rows stay, so that records keep their names; sessions and links end at once."""
    require_administrator(by)
    if user.is_administrator:
        _keep_an_administrator(session, user)
    if user.id == by.id:
        raise OwnAccountError
    user.is_active = False
    session.flush()
    queries.end_sessions(session, user.id)
    queries.drop_password_tokens(session, user.id)
    _record(session, EventKind.USER_DEACTIVATED, user, by=by, now=now)


def reactivate(session: Session, user: User, *, by: Actor, now: dt.datetime) -> None:
    require_administrator(by)
    user.is_active = True
    session.flush()
    _record(session, EventKind.USER_REACTIVATED, user, by=by, now=now)


def authenticate(session: Session, email: str, password: str, now: dt.datetime) -> User | None:
    """The account that these open, or None; unknown, wrong and deactivated look the same."""
    user = queries.get_user_by_email(session, normal_address(email))
    is_right = _is_right(session, user, password)
    if user is None or not is_right or not user.is_active:
        subject = str(user.id) if user else ""
        record(session, EventKind.SIGN_IN_FAILED, at=now, actor_id=None, subject_id=subject)
        return None
    if user.password_hash and passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.hash_password(password)
        session.flush()
    return user


def change_password(
    session: Session, user: User, *, current: str, new: str, now: dt.datetime
) -> None:
    """Ends every session of the account, this one too: open a new one for who is here."""
    if not _is_right(session, user, current):
        raise WrongPasswordError
    set_password(session, user, new)
    record(session, EventKind.PASSWORD_CHANGED, at=now, actor_id=user.id, subject_id=str(user.id))


def _is_right(session: Session, user: User | None, password: str) -> bool:
    """Held until the commit: what ends all sessions, such as another password, comes before this
    or after it. Verifying takes a while, and nobody waits for it."""
    verified = user.password_hash if user else None
    if not passwords.matches(verified, password) or user is None:
        return False
    read_again(session, user, hold=True)
    return user.password_hash == verified


def set_password(session: Session, user: User, password: str) -> None:
    passwords.check_password(password, email=user.email, name=user.name)
    user.password_hash = passwords.hash_password(password)
    session.flush()
    queries.end_sessions(session, user.id)
    queries.drop_password_tokens(session, user.id)


def issue_password_token(
    session: Session, user: User, *, by: Actor | None, now: dt.datetime
) -> str:
    """The secret of a single-use link; earlier links of the account stop working."""
    require_administrator(by)
    queries.drop_password_tokens(session, user.id)
    token = secrets.token_urlsafe(32)
    session.add(
        PasswordToken(
            token_hash=hash_token(token),
            user_id=user.id,
            created_at=now,
            expires_at=now + LINK_LIFETIME,
        )
    )
    session.flush()
    _record(session, EventKind.PASSWORD_LINK_ISSUED, user, by=by, now=now)
    return token


def find_password_token(session: Session, token: str, *, now: dt.datetime) -> User | None:
    """Whose link this is, if it can still be used; for showing the form."""
    found = queries.get_password_token(session, hash_token(token), now=now)
    user = queries.get_user(session, found.user_id) if found else None
    return user if user and user.is_active else None


def redeem_password_token(session: Session, token: str, password: str, *, now: dt.datetime) -> User:
    found = queries.get_password_token(session, hash_token(token), now=now, for_update=True)
    user = queries.get_user(session, found.user_id) if found else None
    if found is None or user is None or not user.is_active:
        raise PasswordLinkError
    passwords.check_password(password, email=user.email, name=user.name)
    found.used_at = now
    set_password(session, user, password)
    record(session, EventKind.PASSWORD_SET, at=now, actor_id=user.id, subject_id=str(user.id))
    return user


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def normal_address(email: str) -> str:
    return email.strip().lower()


def _address(email: str) -> str:
    address = texts.line(normal_address(email), "email", longest=254)
    if not _ADDRESS.fullmatch(address):
        raise InvalidTextError("email", "not-an-address")
    return address


def _keep_an_administrator(session: Session, leaving: User) -> None:
    others = queries.lock_active_administrators(session) - {leaving.id}
    if not others:
        raise LastAdministratorError


def _record(
    session: Session, kind: EventKind, user: User, *, by: Actor | None, now: dt.datetime
) -> None:
    record(session, kind, at=now, actor_id=by.id if by else None, subject_id=str(user.id))
