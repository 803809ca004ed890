"""Limits on attempts that hold across processes, because the database counts."""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from compass.db.models import RateLimit

KEPT = dt.timedelta(days=1)


def hit(
    session: Session,
    key: str,
    *,
    limit: int,
    window: dt.timedelta,
    now: dt.datetime,
    amount: int = 1,
) -> bool:
    """Count one attempt, or what it cost; False when this window has more than ``limit``.

    Commit also when the attempt is refused, otherwise nothing was counted. The key is kept as a
    digest: no address of anybody stands in the table."""
    count = session.execute(
        _COUNT[session.get_bind().dialect.name],
        {"key": _digest(key), "window": _start(now, window), "count": amount},
    ).scalar_one()
    if count == amount:
        session.execute(sa.delete(RateLimit).where(RateLimit.window < now - KEPT))
    return bool(count <= limit)


def is_spent(
    session: Session, key: str, *, limit: int, window: dt.timedelta, now: dt.datetime
) -> bool:
    """Whether this window has had ``limit`` already; nothing is counted."""
    count = session.scalar(
        sa.select(RateLimit.count).where(
            RateLimit.key == _digest(key), RateLimit.window == _start(now, window)
        )
    )
    return count is not None and count >= limit


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _start(now: dt.datetime, window: dt.timedelta) -> dt.datetime:
    seconds = int(window.total_seconds())
    return dt.datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, dt.UTC)


def _counting(insert: Callable[[type[RateLimit]], Any]) -> Any:  # Any: of either dialect
    rows = insert(RateLimit)
    return rows.on_conflict_do_update(
        index_elements=[RateLimit.key, RateLimit.window],
        set_={"count": RateLimit.count + rows.excluded.count},
    ).returning(RateLimit.count)


_COUNT = {"sqlite": _counting(sqlite.insert), "postgresql": _counting(postgresql.insert)}
