"""Reading the log of the own organisations."""

from sqlalchemy.orm import Session

from compass.db.queries import events as queries
from compass.db.queries.events import EventRow, LogFilters
from compass.db.queries.pages import Page
from compass.services.actors import Actor
from compass.services.permissions import Right, organisations_with


def read_log(
    session: Session, actor: Actor, filters: LogFilters, *, page: int = 1
) -> Page[EventRow]:
    own = organisations_with(actor, Right.LOG_VIEW)
    return queries.list_events(session, filters, organisation_ids=own, page=page)
