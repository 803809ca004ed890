"""The database: reachable, up to date, its dossiers on the disk, its last event in the past."""

import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.cli.checks.findings import Finding, Level
from compass.core.faults import FaultsError
from compass.core.published import FILE, read_published
from compass.db.copies import kind_of, sqlite_path
from compass.db.engine import begin_read_only, db_is_current, make_engine
from compass.db.queries.operations import last_event_at, list_dossier_files
from compass.dossier.storage import DossierMissingError, DossierStorage
from compass.resources import resource
from compass.services.question_sets import get_version
from compass.web.settings import Settings

CLOCKS_DIFFER = dt.timedelta(minutes=5)


def check_database(settings: Settings, now: dt.datetime) -> Iterator[Finding]:
    url = settings.database_url
    if kind_of(url) == "sqlite" and not sqlite_path(url).is_file():
        message = f"{sqlite_path(url)} is not there: run `compass init`, or restore a backup"
        yield Finding("database", Level.PROBLEM, message)
        return
    engine = make_engine(url)
    try:
        yield from _check(engine, settings, now)
    except sa.exc.DBAPIError as error:
        message = f"the database cannot be read: {str(error.orig).strip().splitlines()[0]}"
        yield Finding("database", Level.PROBLEM, message)
    finally:
        engine.dispose()


def _check(engine: sa.Engine, settings: Settings, now: dt.datetime) -> Iterator[Finding]:
    if not db_is_current(engine):
        message = "the database is of another release: run `compass init` of the newest one"
        yield Finding("database", Level.PROBLEM, message)
        return
    with Session(engine) as session:
        begin_read_only(session)
        yield _whole(session)
        yield _registered(session)
        yield _dossiers(session, DossierStorage(settings.home / "dossiers"))
        yield _clock(session, now)


def _whole(session: Session) -> Finding:
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        if found != ["ok"]:
            message = "the database is damaged: stop the server and restore a backup"
            return Finding("database", Level.PROBLEM, message, tuple(map(str, found)))
    return Finding("database", Level.OK, f"{connection.dialect.name}, up to date")


def _registered(session: Session) -> Finding:
    try:
        published = read_published(resource("question_sets") / FILE)
    except FaultsError as error:
        return Finding("registered sets", Level.PROBLEM, str(error.faults[0]))
    rows = [(entry, get_version(session, entry.id, entry.version)) for entry in published]
    if changed := tuple(
        f"{at.id} {at.version}" for at, row in rows if row and row.digest != at.digest
    ):
        message = "the database knows these versions with other contents: install the right release"
        return Finding("registered sets", Level.PROBLEM, message, changed)
    if new := tuple(f"{at.id} {at.version}" for at, row in rows if row is None):
        message = "not in the database yet: run `compass init`"
        return Finding("registered sets", Level.WARNING, message, new)
    return Finding("registered sets", Level.OK, f"{len(rows)} published versions")


def _dossiers(session: Session, storage: DossierStorage) -> Finding:
    names = list_dossier_files(session)
    lost = tuple(str(storage.path(name)) for name in names if not _is_whole(storage, name))
    if lost:
        message = f"{len(lost)} of {len(names)} are missing or changed: take them from a backup"
        return Finding("dossiers", Level.PROBLEM, message, lost)
    return Finding("dossiers", Level.OK, f"{len(names)} files, each as it was sealed")


def _is_whole(storage: DossierStorage, sha256: str) -> bool:
    try:
        storage.read(sha256)
    except (DossierMissingError, OSError):
        return False
    return True


def _clock(session: Session, now: dt.datetime) -> Finding:
    last = last_event_at(session)
    if last is not None and now < last - CLOCKS_DIFFER:
        message = f"the log goes on until {last:%Y-%m-%d %H:%M} UTC, later than now: set the clock"
        return Finding("clock", Level.PROBLEM, message)
    return Finding("clock", Level.OK, f"{now:%Y-%m-%d %H:%M} UTC")
