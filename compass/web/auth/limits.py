"""How often somebody may try a password."""

import datetime as dt

from flask import request
from werkzeug.exceptions import TooManyRequests

from compass.services import throttle
from compass.web.extensions import db

ATTEMPTS, WINDOW = 10, dt.timedelta(minutes=15)


def slow_down(purpose: str, account: str, moment: dt.datetime) -> None:
    """Counted for the account and for the place that it comes from, over all processes."""
    keys = (f"{purpose}:{account}", f"{purpose}-from:{request.remote_addr}")
    limits = (ATTEMPTS, 5 * ATTEMPTS)
    is_fine = [
        throttle.hit(db.session, key, limit=limit, window=WINDOW, now=moment)
        for key, limit in zip(keys, limits, strict=True)
    ]
    db.session.commit()
    if not all(is_fine):
        raise TooManyRequests
