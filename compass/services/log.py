"""Reading the log of the own organisations."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from compass.db.queries import events as queries
from compass.db.queries.events import EventRow
from compass.db.queries.pages import Page
from compass.services.actors import Actor
from compass.services.permissions import Right, organisations_with


@dataclass(frozen=True)
class LogFilters:
    organisation_id: uuid.UUID | None = None
    project_id: uuid.UUID | None = None
    review_id: uuid.UUID | None = None
    kind: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def read_log(
    session: Session, actor: Actor, filters: LogFilters, *, page: int = 1
) -> Page[EventRow]:
    own = organisations_with(actor, Right.LOG_VIEW)
    if filters.organisation_id is not None:
        own = tuple(place for place in own if place == filters.organisation_id)
    return queries.list_events(
        session,
        organisation_ids=own,
        kind=filters.kind,
        project_id=filters.project_id,
        review_id=filters.review_id,
        since=filters.since,
        until=filters.until,
        page=page,
    )
