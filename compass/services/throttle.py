"""Limits on attempts that hold across processes, because the database counts."""

import datetime as dt
import hashlib

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from compass.db.models import RateLimit

KEPT = dt.timedelta(days=1)


def hit(session: Session, key: str, *, limit: int, window: dt.timedelta, now: dt.datetime) -> bool:
    """Count one attempt; False when there were more than ``limit`` in this window.

    Commit also when the attempt is refused, otherwise nothing was counted. The key is kept as a
    digest: no address of anybody stands in the table."""
    start = _start(now, window)
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    count = session.execute(
        _COUNT[session.get_bind().dialect.name], {"key": digest, "window": start, "count": 1}
    ).scalar_one()
    if count == 1:
        session.execute(sa.delete(RateLimit).where(RateLimit.window < now - KEPT))
    return count <= limit


def _start(now: dt.datetime, window: dt.timedelta) -> dt.datetime:
    seconds = int(window.total_seconds())
    return dt.datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, dt.UTC)


_COUNT = {
    name: insert(RateLimit)
    .on_conflict_do_update(
        index_elements=[RateLimit.key, RateLimit.window], set_={"count": RateLimit.count + 1}
    )
    .returning(RateLimit.count)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
