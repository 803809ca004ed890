"""The log for officers and auditors: who did what in their organisations. Nothing here writes."""

import datetime as dt
import uuid

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from compass.db.queries import accounts as account_queries
from compass.db.queries.events import EventRow, LogFilters
from compass.services.events import EventKind
from compass.services.log import read_log
from compass.services.permissions import Right, may, organisations_with
from compass.web import access
from compass.web.current import actor, services
from compass.web.event_words import EVENTS
from compass.web.extensions import db
from compass.web.searching import page_number

bp = Blueprint("log", __name__)


@bp.get("/log")
@access.requires(Right.LOG_VIEW)
def index() -> ResponseReturnValue:
    filters = _read_filters()
    own = organisations_with(actor(), Right.LOG_VIEW)
    return render_template(
        "log/index.html",
        page=read_log(db.session, actor(), filters, page=page_number()),
        filters=filters,
        organisations=account_queries.organisation_names(db.session, own),
        events=EVENTS,
        may_open=_may_open,
    )


def _read_filters() -> LogFilters:
    """What is not a known value is left aside."""
    kind = request.args.get("kind", type=EventKind)
    return LogFilters(
        organisation_id=request.args.get("organisation", type=uuid.UUID),
        kind=kind.value if kind else "",
        first_day=request.args.get("from", type=dt.date.fromisoformat),
        last_day=request.args.get("to", type=dt.date.fromisoformat),
        zone=services().settings.zone,
    )


def _may_open(row: EventRow) -> bool:
    """Whether the project of this event, and its review, open for the reader."""
    who = actor()
    return row.project_id in who.projects or may(
        who, Right.REVIEW_VIEW, organisation_id=row.organisation_id
    )
