"""Long lists come a page at a time, with the total of all; their filters are built here."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

PAGE_SIZE = 50
Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: tuple[Row, ...]
    number: int  # from 1
    total: int
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        return min(self.number * self.size, self.total)


@dataclass(frozen=True)
class PagedQuery:
    """An ordered query, one page at a time, and the count of all its rows."""

    rows: sa.Select[*tuple[Any, ...]]  # Any: each query has its own columns
    count: sa.Select[int]


def paged(query: sa.Select[*tuple[Any, ...]]) -> PagedQuery:  # Any: as above
    """Make it once where a page is asked for often; its values are bound parameters then."""
    return PagedQuery(
        query.limit(PAGE_SIZE).offset(sa.bindparam("rows_before")),
        query.with_only_columns(sa.func.count(), maintain_column_froms=True).order_by(None),
    )


def fetch_page(
    session: Session,
    query: PagedQuery,
    *,
    number: int,
    make: Callable[..., Row],
    values: Mapping[str, object] = MappingProxyType({}),
) -> Page[Row]:
    """A number past the end gives the last page."""
    total = session.scalar(query.count, values) or 0
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    rows = session.execute(query.rows, {**values, "rows_before": (number - 1) * PAGE_SIZE})
    return Page(tuple(make(*row) for row in rows), number, total)


def containing(text: str) -> str:
    """A LIKE pattern for ``text`` anywhere, with escape character backslash."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def in_period(
    column: InstrumentedAttribute[dt.datetime] | InstrumentedAttribute[dt.datetime | None],
    first: dt.date | None,
    last: dt.date | None,
    zone: dt.tzinfo,
) -> Iterator[sa.ColumnElement[bool]]:
    """From the start of the first day to the end of the last on that clock; either may be open."""
    if first is not None:
        yield column >= _moment(first, dt.time.min, zone)
    if last is not None:
        yield column <= _moment(last, dt.time.max, zone)


def _moment(day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    moment = dt.datetime.combine(day, time, zone)
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:  # at the ends of the calendar
        return moment.replace(tzinfo=dt.UTC)
