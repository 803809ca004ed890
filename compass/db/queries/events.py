"""Reading the log. Names are looked up when it is shown: the log itself holds ids only."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.models import Event, Organisation, Project, QuestionSetVersion, Review, User
from compass.db.queries.pages import Page, fetch_page, in_period, paged


@dataclass(frozen=True)
class EventRow:
    id: int
    at: dt.datetime
    kind: str
    actor_id: uuid.UUID | None
    actor_name: str | None
    organisation_id: uuid.UUID | None
    organisation_name: str | None
    project_id: uuid.UUID | None
    project_name: str | None
    review_id: uuid.UUID | None
    review_title: str | None
    subject_id: str
    request_id: str
    set_id: str | None  # of the version that the event is about
    set_version: str | None

    @property
    def about_set(self) -> str:
        """The version that it is about; of a draft it is what the event itself says."""
        if self.set_id:
            return f"{self.set_id} {self.set_version}"
        name, slash, version = self.subject_id.partition("/")
        return f"{name} {version}" if slash else ""


@dataclass(frozen=True)
class LogFilters:
    """Days count whole, on the clock of ``zone``."""

    organisation_id: uuid.UUID | None = None
    project_id: uuid.UUID | None = None
    review_id: uuid.UUID | None = None
    kind: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    zone: dt.tzinfo = field(default=dt.UTC, compare=False)


def list_events(
    session: Session, filters: LogFilters, *, organisation_ids: Sequence[uuid.UUID], page: int
) -> Page[EventRow]:
    """Newest first."""
    query = (
        sa.select(*_COLUMNS)
        .select_from(Event)
        .outerjoin(User, User.id == Event.actor_id)
        .outerjoin(Organisation, Organisation.id == Event.organisation_id)
        .outerjoin(Project, Project.id == Event.project_id)
        .outerjoin(Review, Review.id == Event.review_id)
        .outerjoin(QuestionSetVersion, QuestionSetVersion.digest == Event.subject_id)
        .where(Event.organisation_id.in_(organisation_ids), *_wanted(filters))
        .order_by(Event.id.desc())
    )
    return fetch_page(session, paged(query), number=page, make=EventRow)


def _wanted(filters: LogFilters) -> Iterator[sa.ColumnElement[bool]]:
    if filters.organisation_id is not None:
        yield Event.organisation_id == filters.organisation_id
    if filters.kind:
        yield Event.kind == filters.kind
    if filters.project_id is not None:
        yield Event.project_id == filters.project_id
    if filters.review_id is not None:
        yield Event.review_id == filters.review_id
    yield from in_period(Event.at, filters.first_day, filters.last_day, filters.zone)


# in the order of EventRow
_COLUMNS = (
    Event.id,
    Event.at,
    Event.kind,
    Event.actor_id,
    User.name,
    Event.organisation_id,
    Organisation.name,
    Event.project_id,
    Project.name,
    Event.review_id,
    Review.title,
    Event.subject_id,
    Event.request_id,
    QuestionSetVersion.set_id,
    QuestionSetVersion.version,
)
