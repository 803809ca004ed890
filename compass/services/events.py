"""The append-only table of who did what: ids only, no names, no free text."""

import datetime as dt
import uuid
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.models import Event, Project
from compass.db.queries.review_facts import AnyReview


class EventKind(StrEnum):
    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGNED_OUT = "signed-out"
    PASSWORD_LINK_ISSUED = "password-link-issued"  # noqa: S105  # a kind of event
    PASSWORD_SET = "password-set"  # noqa: S105  # a kind of event
    PASSWORD_CHANGED = "password-changed"  # noqa: S105  # a kind of event
    USER_CREATED = "user-created"
    USER_UPDATED = "user-updated"
    USER_DEACTIVATED = "user-deactivated"
    USER_REACTIVATED = "user-reactivated"
    ORGANISATION_CREATED = "organisation-created"
    ORGANISATION_UPDATED = "organisation-updated"
    ROLE_GRANTED = "role-granted"
    ROLE_REVOKED = "role-revoked"
    QUESTION_SET_REGISTERED = "question-set-registered"
    QUESTION_SET_UPLOADED = "question-set-uploaded"
    QUESTION_SET_PUBLISHED = "question-set-published"
    QUESTION_SET_WITHDRAWN = "question-set-withdrawn"
    QUESTION_SET_DELETED = "question-set-deleted"
    PROJECT_CREATED = "project-created"
    PROJECT_UPDATED = "project-updated"
    MEMBER_ADDED = "member-added"
    MEMBER_CHANGED = "member-changed"
    MEMBER_REMOVED = "member-removed"
    REVIEW_STARTED = "review-started"
    DRAFT_DELETED = "draft-deleted"
    REVIEW_CARRIED_OVER = "review-carried-over"
    REVIEW_MOVED = "review-moved"
    REVIEW_MOVE_UNDONE = "review-move-undone"
    REVIEW_HANDED_IN = "review-handed-in"
    REVIEW_RECALLED = "review-recalled"
    REVIEW_HANDED_BACK = "review-handed-back"
    REVIEW_ESCALATED = "review-escalated"
    REVIEW_DECIDED = "review-decided"
    REVIEW_SEALED = "review-sealed"
    REVIEW_SUPERSEDED = "review-superseded"
    REVIEW_WITHDRAWN = "review-withdrawn"
    ACTION_DONE = "action-done"
    DOSSIER_ISSUED = "dossier-issued"
    DOSSIER_DOWNLOADED = "dossier-downloaded"
    COMPARISON_EXPORTED = "comparison-exported"


_INSERT = sa.insert(Event)


def record(
    session: Session,
    kind: EventKind,
    *,
    at: dt.datetime,
    actor_id: uuid.UUID | None,
    organisation_id: uuid.UUID | None = None,
    project_id: uuid.UUID | None = None,
    review_id: uuid.UUID | None = None,
    subject_id: str = "",
    request_id: str = "",
) -> None:
    """The web layer leaves its request id in ``session.info``; others may pass one."""
    session.execute(
        _INSERT,
        {
            "kind": kind.value,
            "at": at,
            "actor_id": actor_id,
            "organisation_id": organisation_id,
            "project_id": project_id,
            "review_id": review_id,
            "subject_id": subject_id,
            "request_id": request_id or str(session.info.get("request_id", "")),
        },
    )


def record_project(
    session: Session,
    kind: EventKind,
    project: Project,
    *,
    at: dt.datetime,
    actor_id: uuid.UUID | None,
    subject_id: str = "",
) -> None:
    record(
        session,
        kind,
        at=at,
        actor_id=actor_id,
        organisation_id=project.organisation_id,
        project_id=project.id,
        subject_id=subject_id,
    )


def record_review(
    session: Session,
    kind: EventKind,
    review: AnyReview,
    *,
    at: dt.datetime,
    actor_id: uuid.UUID | None,
    subject_id: str = "",
) -> None:
    """The review must have its project loaded."""
    record(
        session,
        kind,
        at=at,
        actor_id=actor_id,
        organisation_id=review.project.organisation_id,
        project_id=review.project_id,
        review_id=review.id,
        subject_id=subject_id,
    )
