"""How connections behave: durable, with real transactions, and readers that never wait."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.engine import begin_read_only, make_engine, upgrade
from compass.db.models import Organisation

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


@pytest.fixture
def sqlite(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'compass.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
    ],
)
def test_every_sqlite_connection_is_set_up(sqlite, pragma, value):
    with sqlite.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_a_new_database_is_for_its_owner_alone_in_whatever_folder(sqlite, tmp_path):
    with sqlite.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE more (id INTEGER)")
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}

    assert modes == dict.fromkeys(("compass.db", "compass.db-wal", "compass.db-shm"), 0o600)


def test_a_reader_does_not_wait_for_a_writer(sqlite):
    with Session(sqlite) as writer, Session(sqlite) as reader:
        writer.add(_organisation("Written, not committed"))
        writer.flush()
        begin_read_only(reader)

        assert reader.scalars(sa.select(Organisation)).all() == []


def test_what_is_rolled_back_with_a_savepoint_inside_is_gone(session):
    with session.begin_nested():
        session.add(_organisation("Released savepoint"))
    session.rollback()

    assert session.scalars(sa.select(Organisation)).all() == []


def test_a_row_cannot_point_to_nothing(session):
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(
            sa.text("INSERT INTO organisation_member VALUES (:user, :organisation, 'member')"),
            {"user": uuid.uuid4().hex, "organisation": uuid.uuid4().hex},
        )


def test_times_come_back_in_utc(session):
    brussels = dt.timezone(dt.timedelta(hours=1))
    organisation = _organisation("City", created_at=NOW.astimezone(brussels))
    session.add(organisation)
    session.flush()
    session.expire(organisation)

    assert organisation.created_at == NOW
    assert organisation.created_at.tzinfo is dt.UTC


def test_a_time_without_zone_is_refused(session):
    session.add(_organisation("City", created_at=NOW.replace(tzinfo=None)))

    with pytest.raises(sa.exc.StatementError, match="without a zone"):
        session.flush()


def _organisation(name, created_at=NOW):
    return Organisation(id=uuid.uuid4(), name=name, created_at=created_at)
