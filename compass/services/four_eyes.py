"""Four eyes: who had a hand in a review, or ever was in its team, does not judge it."""

from enum import StrEnum

from sqlalchemy.orm import Session

from compass.db.models import Review
from compass.db.queries import reviews as queries
from compass.db.queries.review_facts import AnyReview
from compass.services.actors import Actor
from compass.services.errors import FourEyesError, NotAllowedError
from compass.services.permissions import Right, may


class FourEyes(StrEnum):
    """Why somebody may not judge this review."""

    NOT_AN_OFFICER = "not-an-officer"
    WAS_IN_TEAM = "was-in-team"
    WROTE_ANSWERS = "wrote-answers"
    STARTED_REVIEW = "started-review"


def may_decide(session: Session, review: AnyReview, actor: Actor) -> FourEyes | None:
    """None when nothing stands in the way."""
    if not may(actor, Right.DECIDE, project=review.project):
        return FourEyes.NOT_AN_OFFICER
    if actor.id in {review.created_by, review.project.created_by}:
        return FourEyes.STARTED_REVIEW
    if queries.was_ever_in_team(session, review.project_id, actor.id):
        return FourEyes.WAS_IN_TEAM
    if actor.id in queries.list_authors(session, review.id):
        return FourEyes.WROTE_ANSWERS
    return None


def require_four_eyes(session: Session, review: Review, actor: Actor) -> None:
    reason = may_decide(session, review, actor)
    if reason is FourEyes.NOT_AN_OFFICER:
        raise NotAllowedError(Right.DECIDE)
    if reason is not None:
        raise FourEyesError(reason)
