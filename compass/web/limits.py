"""How often somebody may try a password, and how long a place may keep the press busy."""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address, ip_network

from flask import request
from werkzeug.exceptions import TooManyRequests

from compass.services import throttle
from compass.web.current import now
from compass.web.extensions import db

ATTEMPTS, WINDOW = 10, dt.timedelta(minutes=15)
SECONDS = 60  # of the press in a window; what takes less than one is free
HOUSEHOLD = 64  # bits of an IPv6 address: the rest is free to choose for whoever has one


def place() -> str:
    """Where a request comes from, as the proxies in front say it that the settings count."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return str(request.remote_addr)
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, HOUSEHOLD), strict=False))


def slow_down(purpose: str, account: str, moment: dt.datetime) -> None:
    """Counted for the place that it comes from, then for the account, over all processes. A place
    that is stopped counts for no account any more: it could keep everybody out."""
    counted = {f"{purpose}-from:{place()}": 5 * ATTEMPTS, f"{purpose}:{account}": ATTEMPTS}
    is_fine = all(
        throttle.hit(db.session, key, limit=limit, window=WINDOW, now=moment)
        for key, limit in counted.items()
    )
    db.session.commit()
    if not is_fine:
        raise TooManyRequests


@contextmanager
def paid_by_place(purpose: str) -> Iterator[None]:
    """The seconds that this takes are on the account of the place that asks."""
    key = f"{purpose}-from:{place()}"
    is_spent = throttle.is_spent(db.session, key, limit=SECONDS, window=WINDOW, now=now())
    db.session.rollback()  # no lock is held meanwhile
    if is_spent:
        raise TooManyRequests
    started = time.monotonic()
    try:
        yield
    finally:
        if seconds := int(time.monotonic() - started):
            throttle.hit(db.session, key, limit=SECONDS, window=WINDOW, now=now(), amount=seconds)
            db.session.commit()
