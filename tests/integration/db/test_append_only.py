"""The database itself refuses to change or delete what was written once."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from compass.db.models import Base, Event

APPEND_ONLY = (
    "event",
    "answer_revision",
    "decision",
    "decision_condition",
    "review_record",
    "dossier",
)


@pytest.fixture
def event(session):
    event = Event(at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC), kind="signed-in")
    session.add(event)
    session.flush()
    return event


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Event).values(kind="nothing"),
        sa.update(Event).values(actor_id=uuid.uuid4()),
        sa.delete(Event),
    ],
    ids=["kind", "actor", "delete"],
)
def test_an_event_cannot_be_changed_or_deleted(session, event, statement):
    with pytest.raises(sa.exc.IntegrityError, match="append-only"):
        session.execute(statement.execution_options(synchronize_session=False))


def test_an_event_cannot_be_replaced(session, event):
    if session.get_bind().dialect.name == "postgresql":
        statement = """INSERT INTO event (id, at, kind, subject_id, request_id)
            VALUES (:id, '2026-01-01', 'nothing', '', '')
            ON CONFLICT (id) DO UPDATE SET kind = 'nothing'"""
    else:
        statement = """INSERT OR REPLACE INTO event (id, at, kind, subject_id, request_id)
            VALUES (:id, '2026-01-01', 'nothing', '', '')"""

    with pytest.raises(sa.exc.IntegrityError, match="append-only"):
        session.execute(sa.text(statement), {"id": event.id})


def test_a_plain_connection_is_refused_too(session, event):
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA recursive_triggers=OFF")

    with pytest.raises(sa.exc.IntegrityError, match="append-only"):
        session.execute(sa.text("DELETE FROM event"))


def test_truncate_is_refused(session, event):
    if session.get_bind().dialect.name == "postgresql":
        with pytest.raises(sa.exc.IntegrityError, match="append-only"):
            session.execute(sa.text("TRUNCATE event"))
    else:
        with pytest.raises(sa.exc.OperationalError):  # SQLite knows no such thing
            session.execute(sa.text("TRUNCATE event"))


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_each_of_these_tables_refuses_update_and_delete(session, table):
    names = _triggers(session, table)

    if session.get_bind().dialect.name == "postgresql":
        assert names == {f"{table}_refuse_change", f"{table}_refuse_truncate"}
    else:
        assert names == {f"{table}_refuse_{what}" for what in ("update", "delete", "replace")}


def test_the_tables_exist():
    assert set(APPEND_ONLY) <= set(Base.metadata.tables)


def _triggers(session, table):
    if session.get_bind().dialect.name == "postgresql":
        query = """SELECT tgname FROM pg_trigger
            WHERE tgrelid = CAST(:t AS regclass) AND NOT tgisinternal"""
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"
    return set(session.scalars(sa.text(query), {"t": table}))
