"""Reading the log. Names are looked up when it is shown: the log itself holds ids only."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.models import Event, Organisation, Project, Review, User
from compass.db.queries.pages import Page, fetch_page


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


def list_events(
    session: Session,
    *,
    organisation_ids: Sequence[uuid.UUID],
    kind: str = "",
    project_id: uuid.UUID | None = None,
    review_id: uuid.UUID | None = None,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    page: int = 1,
) -> Page[EventRow]:
    """Newest first."""
    query = (
        sa.select(
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
        )
        .select_from(Event)
        .outerjoin(User, User.id == Event.actor_id)
        .outerjoin(Organisation, Organisation.id == Event.organisation_id)
        .outerjoin(Project, Project.id == Event.project_id)
        .outerjoin(Review, Review.id == Event.review_id)
        .where(Event.organisation_id.in_(organisation_ids))
        .order_by(Event.id.desc())
    )
    if kind:
        query = query.where(Event.kind == kind)
    if project_id is not None:
        query = query.where(Event.project_id == project_id)
    if review_id is not None:
        query = query.where(Event.review_id == review_id)
    if since is not None:
        query = query.where(Event.at >= since)
    if until is not None:
        query = query.where(Event.at < until)
    return fetch_page(session, query, number=page, make=EventRow)
