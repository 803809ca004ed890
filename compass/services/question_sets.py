"""The question sets of this installation: registered at start, compiled once per process."""

import datetime as dt
import threading
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.faults import FaultsError
from compass.core.loading import load_content, load_folder
from compass.core.publication import PUBLIC_STATES, VersionState
from compass.core.published import FILE, check_published, read_published
from compass.core.question_sets import QuestionSet
from compass.db.models import QuestionSetVersion
from compass.db.queries import question_sets as queries
from compass.db.queries.question_sets import SHIPPED, UPLOADED, VersionRow
from compass.services.errors import QuestionSetError
from compass.services.events import EventKind, record

MOST_COMPILED = 200
MOST_BYTES = 32 * 1024 * 1024  # of their contents; in memory they take some eight times that


class SetLibrary:
    """Compiled question sets by digest. A digest never means anything else, so nothing expires;
    the oldest make room when officers upload draft after draft."""

    def __init__(self) -> None:
        self._compiled: dict[str, QuestionSet] = {}
        self._lock = threading.Lock()

    def get(self, session: Session, key: int | str | QuestionSetVersion) -> QuestionSet:
        """By digest, by row or by the row's id; raises KeyError for one that is not there."""
        digest = self._digest(session, key)
        if (compiled := self._compiled.get(digest)) is not None:
            return compiled
        content = session.execute(queries.CONTENT, {"digest": digest}).scalar_one_or_none()
        if content is None:
            raise KeyError(key)
        with self._lock:
            self._make_room(len(content))
            return self._compiled.setdefault(digest, load_content(content))

    def _make_room(self, size: int) -> None:
        kept = size + sum(len(each.content) for each in self._compiled.values())
        while self._compiled and (len(self._compiled) >= MOST_COMPILED or kept > MOST_BYTES):
            kept -= len(self._compiled.pop(next(iter(self._compiled))).content)

    def _digest(self, session: Session, key: int | str | QuestionSetVersion) -> str:
        if isinstance(key, str):
            return key
        if isinstance(key, QuestionSetVersion):
            return key.digest
        digest = session.execute(queries.DIGEST, {"id": key}).scalar_one_or_none()
        if digest is None:
            raise KeyError(key)
        return digest


library = SetLibrary()  # one per process: what it holds never changes


def register_shipped(session: Session, root: Path, *, now: dt.datetime) -> list[VersionRow]:
    """Put the published versions of ``root`` in the database; gives the ones that are new.

    Raises FaultsError when a published version was touched, and QuestionSetError when the database
    knows it with other contents."""
    if faults := check_published(root):
        raise FaultsError(faults)
    new = []
    for entry in read_published(root / FILE):
        known = queries.get_version(session, entry.id, entry.version)
        if known is None or known.state is VersionState.DRAFT:
            question_set = load_folder(root / entry.id / entry.version)
            new.append(register(session, question_set, origin=SHIPPED, now=now))
        elif known.digest != entry.digest:
            raise QuestionSetError(entry.id, entry.version, "known-with-other-contents")
    return new


def register(
    session: Session, question_set: QuestionSet, *, origin: str = UPLOADED, now: dt.datetime
) -> VersionRow:
    """One more published version, without a person; a draft gives way to it.

    Registering the same one again changes nothing: what was withdrawn stays so."""
    row = queries.get_version(session, question_set.id, question_set.version)
    if row is None or row.state is VersionState.DRAFT:
        return _published(session, row, question_set, origin=origin, now=now)
    if row.digest != question_set.digest:
        raise QuestionSetError(question_set.id, question_set.version, "known-with-other-contents")
    return _as_row(row)


def _published(
    session: Session,
    draft: QuestionSetVersion | None,
    question_set: QuestionSet,
    *,
    origin: str,
    now: dt.datetime,
) -> VersionRow:
    row = draft or QuestionSetVersion(set_id=question_set.id, version=question_set.version)
    row.digest, row.content, row.origin = question_set.digest, question_set.content, origin
    row.state, row.registered_at, row.published_at = VersionState.PUBLISHED, now, now
    row.uploaded_by = None
    if not _insert(session, row):
        return register(session, question_set, origin=origin, now=now)
    record(
        session,
        EventKind.QUESTION_SET_REGISTERED,
        at=now,
        actor_id=None,
        subject_id=question_set.digest,
    )
    return _as_row(row)


def _as_row(row: QuestionSetVersion) -> VersionRow:
    return VersionRow(row.id, row.set_id, row.version, row.digest, row.state)


def _insert(session: Session, row: QuestionSetVersion) -> bool:
    """False when another process that starts at the same moment was first."""
    try:
        with session.begin_nested():
            session.add(row)
    except sa.exc.IntegrityError:
        return False
    return True


def list_published(session: Session) -> tuple[VersionRow, ...]:
    """What a new review can be started with."""
    return queries.list_versions(session)


def get_public_version(session: Session, set_id: str, version: str) -> QuestionSetVersion | None:
    """What anybody may read: published ones, and those withdrawn since; never a draft."""
    row = queries.get_version(session, set_id, version)
    return row if row is not None and row.state in PUBLIC_STATES else None


def get_version(session: Session, set_id: str, version: str) -> QuestionSetVersion | None:
    return queries.get_version(session, set_id, version)
