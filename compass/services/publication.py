"""The versions that officers upload, publish and withdraw; the rules are in core/publication.py.

Question sets belong to the whole installation. What an officer does with one stands in the log of
each organisation that they are an officer of."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.faults import errors_in
from compass.core.publication import VersionAction, VersionState, next_state
from compass.core.question_sets import QuestionSet
from compass.db.models import QuestionSetVersion
from compass.db.queries import question_sets as queries
from compass.db.queries.question_sets import UPLOADED
from compass.services import texts
from compass.services.actors import COMMAND_LINE, Actor
from compass.services.checking import findings
from compass.services.errors import QuestionSetError
from compass.services.events import EventKind, record
from compass.services.permissions import Right, organisations_with, require
from compass.services.question_sets import library

MAX_SUBJECT = 80  # characters that the log keeps of what an event is about
_OF_DRAFTS = (EventKind.QUESTION_SET_UPLOADED, EventKind.QUESTION_SET_DELETED)


class Arrival(StrEnum):
    NEW = "new"
    REPLACED = "replaced"
    ALREADY_HERE = "already-here"


@dataclass(frozen=True)
class Upload:
    version: QuestionSetVersion
    arrival: Arrival


def upload(session: Session, question_set: QuestionSet, *, by: Actor, now: dt.datetime) -> Upload:
    """A new draft, or new contents for one that is not published yet.

    Raises QuestionSetError "raise-the-version" where the version is published with other contents.
    """
    require(by, Right.LIBRARY)
    found = queries.get_version(session, question_set.id, question_set.version)
    if found is None:
        return _add(session, question_set, by=by, now=now)
    queries.hold_version(session, found)
    if found.digest == question_set.digest:
        return Upload(found, Arrival.ALREADY_HERE)
    if found.state is not VersionState.DRAFT:
        raise QuestionSetError(found.set_id, found.version, "raise-the-version")
    return _replace(session, found, question_set, by=by, now=now)


def publish(
    session: Session,
    version: QuestionSetVersion,
    *,
    digest: str,
    note: str,
    by: Actor,
    now: dt.datetime,
) -> None:
    """From here on its contents are fixed, and every project of the installation can use it.

    ``digest`` is what the officer looked at. Raises QuestionSetError: "changed-meanwhile" where
    somebody replaced the draft since, "has-faults" where a check finds an error, in the version
    itself or in what it declares against the one before."""
    require(by, Right.LIBRARY)
    queries.hold_version(session, version)
    next_state(version.state, VersionAction.PUBLISH)
    if version.digest != digest:
        raise QuestionSetError(version.set_id, version.version, "changed-meanwhile")
    if errors_in(findings(session, library.get(session, version))):
        raise QuestionSetError(version.set_id, version.version, "has-faults")
    _move(version, VersionAction.PUBLISH)
    version.note = texts.lines(note, "note", required=True)
    version.published_at, version.published_by = now, by.id
    session.flush()
    _record(session, EventKind.QUESTION_SET_PUBLISHED, version, by=by, now=now)


def withdraw(
    session: Session,
    version: QuestionSetVersion,
    *,
    reason: str,
    by: Actor | None,
    now: dt.datetime,
) -> None:
    """No new review can start with it. Those that run go on, and dossiers stay valid."""
    if by is not COMMAND_LINE:
        require(by, Right.LIBRARY)
    queries.hold_version(session, version)
    _move(version, VersionAction.WITHDRAW)
    version.withdrawal_reason = texts.lines(reason, "reason", required=True)
    version.withdrawn_at, version.withdrawn_by = now, by.id if by else None
    session.flush()
    _record(session, EventKind.QUESTION_SET_WITHDRAWN, version, by=by, now=now)


def delete_draft(
    session: Session, version: QuestionSetVersion, *, by: Actor, now: dt.datetime
) -> None:
    require(by, Right.LIBRARY)
    queries.hold_version(session, version)
    next_state(version.state, VersionAction.DELETE)
    _record(session, EventKind.QUESTION_SET_DELETED, version, by=by, now=now)
    session.delete(version)
    session.flush()


def _add(session: Session, question_set: QuestionSet, *, by: Actor, now: dt.datetime) -> Upload:
    row = QuestionSetVersion(
        set_id=question_set.id,
        version=question_set.version,
        digest=question_set.digest,
        origin=UPLOADED,
        state=VersionState.DRAFT,
        content=question_set.content,
        registered_at=now,
        uploaded_by=by.id,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except sa.exc.IntegrityError:  # somebody uploaded it at the same moment
        return upload(session, question_set, by=by, now=now)
    _record(session, EventKind.QUESTION_SET_UPLOADED, row, by=by, now=now)
    return Upload(row, Arrival.NEW)


def _replace(
    session: Session,
    row: QuestionSetVersion,
    question_set: QuestionSet,
    *,
    by: Actor,
    now: dt.datetime,
) -> Upload:
    _move(row, VersionAction.REPLACE)
    row.digest, row.content = question_set.digest, question_set.content
    row.registered_at, row.uploaded_by, row.origin = now, by.id, UPLOADED
    session.flush()
    _record(session, EventKind.QUESTION_SET_UPLOADED, row, by=by, now=now)
    return Upload(row, Arrival.REPLACED)


def _move(version: QuestionSetVersion, action: VersionAction) -> None:
    after = next_state(version.state, action)
    if after is not None:
        version.state = after


def _record(
    session: Session,
    kind: EventKind,
    version: QuestionSetVersion,
    *,
    by: Actor | None,
    now: dt.datetime,
) -> None:
    places = organisations_with(by, Right.LIBRARY) if by else (None,)
    for organisation_id in places:
        record(
            session,
            kind,
            at=now,
            actor_id=by.id if by else None,
            organisation_id=organisation_id,
            subject_id=_subject(kind, version),
        )


def _subject(kind: EventKind, version: QuestionSetVersion) -> str:
    """A draft has other contents, or is gone, by the time somebody reads the log."""
    name = f"{version.set_id}/{version.version}"
    return name if kind in _OF_DRAFTS and len(name) <= MAX_SUBJECT else version.digest
