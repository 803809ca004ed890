"""What a person sees first: the own reviews, what waits for a decision, what is late."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from compass.core.workflow import ReviewState
from compass.db.queries import home as queries
from compass.db.queries import reviews as review_queries
from compass.db.queries.home import LateAction
from compass.db.queries.pages import Page
from compass.db.queries.reviews import ReviewRow
from compass.services.actors import Actor
from compass.services.catalogue import newer_versions
from compass.services.permissions import Right, organisations_with

_RUNNING = (
    ReviewState.DRAFT,
    ReviewState.SUBMITTED,
    ReviewState.CHANGES_REQUESTED,
    ReviewState.DECIDED,
)


@dataclass(frozen=True)
class Home:
    reviews: Page[ReviewRow]  # of the own teams, not finished yet
    late_actions: tuple[LateAction, ...]
    inbox: int  # reviews that wait for an officer
    newer: Mapping[uuid.UUID, str]  # of reviews being filled in: the version that came since


def home_of(session: Session, actor: Actor, *, today: dt.date) -> Home:
    officer_in = organisations_with(actor, Right.DECIDE)
    reviews = review_queries.list_reviews(session, team_of=actor.id, states=_RUNNING)
    return Home(
        reviews=reviews,
        late_actions=queries.list_late_actions(session, actor.id, today=today),
        inbox=review_queries.count_reviews(
            session, organisation_ids=officer_in, state=ReviewState.SUBMITTED
        ),
        newer=newer_versions(session, reviews.rows),
    )


@dataclass(frozen=True)
class Inbox:
    page: Page[ReviewRow]
    escalated: frozenset[uuid.UUID]


def inbox_of(session: Session, actor: Actor, *, page: int = 1) -> Inbox:
    """What waits for a decision; handed in first, shown first."""
    found = review_queries.list_reviews(
        session,
        organisation_ids=organisations_with(actor, Right.DECIDE),
        states=(ReviewState.SUBMITTED,),
        oldest_hand_in_first=True,
        page=page,
    )
    return Inbox(found, queries.list_escalated(session, [row.id for row in found.rows]))
