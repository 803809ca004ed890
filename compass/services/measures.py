"""Actions and evidence beside the answers: written while answering; actions are followed after."""

import datetime as dt
import re
import uuid
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from compass.core.entries_reading import MAX_URL
from compass.core.workflow import CLOSED_STATES
from compass.db.models import Action, Evidence, Review
from compass.db.queries import answers as queries
from compass.db.queries import reviews as review_queries
from compass.db.queries.answers import ActionRow, EvidenceRow
from compass.db.queries.review_facts import AnyReview
from compass.db.queries.rows import read_again
from compass.services import texts
from compass.services.actors import Actor
from compass.services.answers import hold_for_writing, question_at
from compass.services.errors import InvalidAnswerError, InvalidTextError
from compass.services.events import EventKind, record_review
from compass.services.permissions import Right, require

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SCHEMES = ("https", "http")


def list_actions(session: Session, review: AnyReview, where: str | None = None) -> list[ActionRow]:
    return queries.list_actions(session, review.id, where)


def list_evidence(
    session: Session, review: AnyReview, where: str | None = None
) -> list[EvidenceRow]:
    return queries.list_evidence(session, review.id, where)


def add_action(
    session: Session,
    review: AnyReview,
    where: str,
    *,
    what: str,
    who: str,
    due: dt.date | None = None,
    done_on: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
) -> Action:
    _open_for(session, review, where, by=by, now=now)
    action = Action(
        id=uuid.uuid4(),
        review_id=review.id,
        question_id=where,
        what=texts.lines(what, "what", required=True),
        who=texts.line(who, "who", required=False),
        due=due,
        done_on=done_on,
        created_at=now,
        created_by=by.id,
    )
    session.add(action)
    session.flush()
    return action


def update_action(
    session: Session,
    review: AnyReview,
    action: Action,
    *,
    what: str,
    who: str,
    due: dt.date | None,
    done_on: dt.date | None,
    by: Actor,
    now: dt.datetime,
) -> None:
    _open_for(session, review, action.question_id, by=by, now=now)
    read_again(session, action)
    action.what = texts.lines(what, "what", required=True)
    action.who = texts.line(who, "who", required=False)
    action.due, action.done_on = due, done_on
    session.flush()


def mark_done(
    session: Session,
    review: Review,
    action: Action,
    *,
    done_on: dt.date | None,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Also after the decision: the record stays as it was, the action itself goes on."""
    require(by, Right.ANSWER, project=review.project)
    review_queries.lock_review(session, review)
    if review.state not in CLOSED_STATES:
        hold_for_writing(session, review, now=now)
    read_again(session, action)
    action.done_on = done_on
    session.flush()
    record_review(
        session,
        EventKind.ACTION_DONE,
        review,
        at=now,
        actor_id=by.id,
        subject_id=str(action.id),
    )


def remove_action(
    session: Session, review: AnyReview, action: Action, *, by: Actor, now: dt.datetime
) -> None:
    _open_for(session, review, action.question_id, by=by, now=now)
    read_again(session, action)
    session.delete(action)
    session.flush()


def add_evidence(
    session: Session,
    review: AnyReview,
    where: str,
    *,
    title: str,
    url: str,
    sha256: str = "",
    by: Actor,
    now: dt.datetime,
) -> Evidence:
    _open_for(session, review, where, by=by, now=now)
    evidence = Evidence(
        id=uuid.uuid4(),
        review_id=review.id,
        question_id=where,
        title=texts.line(title, "title"),
        url=_address(url),
        sha256=_digest(sha256),
        added_at=now,
        added_by=by.id,
    )
    session.add(evidence)
    session.flush()
    return evidence


def remove_evidence(
    session: Session, review: AnyReview, evidence: Evidence, *, by: Actor, now: dt.datetime
) -> None:
    _open_for(session, review, evidence.question_id, by=by, now=now)
    read_again(session, evidence)
    session.delete(evidence)
    session.flush()


def get_action(session: Session, review: AnyReview, action_id: uuid.UUID) -> Action | None:
    return queries.get_action(session, review.id, action_id)


def get_evidence(session: Session, review: AnyReview, evidence_id: uuid.UUID) -> Evidence | None:
    return queries.get_evidence(session, review.id, evidence_id)


def is_web_address(address: str) -> bool:
    """A link that a browser opens as a page, and never runs."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.hostname) and " " not in address


def _open_for(
    session: Session, review: AnyReview, where: str, *, by: Actor, now: dt.datetime
) -> None:
    require(by, Right.ANSWER, project=review.project)
    if not question_at(session, review, where).takes_answer:
        raise InvalidAnswerError("question", "unknown-question")
    hold_for_writing(session, review, now=now)


def _address(url: str) -> str:
    address = texts.line(url, "url", longest=MAX_URL)
    if not is_web_address(address):
        raise InvalidTextError("url", "not-an-address")
    return address


def _digest(sha256: str) -> str:
    digest = sha256.strip().lower()
    if digest and not _SHA256.fullmatch(digest):
        raise InvalidTextError("sha256", "not-a-digest")
    return digest
