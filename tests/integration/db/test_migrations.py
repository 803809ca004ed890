"""The migrations make exactly the tables that the models describe, and take them away again."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from compass.db.engine import db_is_current, downgrade, make_engine, migration_config, upgrade


@pytest.fixture
def empty_engine(make_url, request):
    engine = make_engine(make_url(request.node.name.partition("[")[0]))
    yield engine
    engine.dispose()


def test_migrations_end_where_the_models_are(migrated_engine):
    config = migration_config()

    with migrated_engine.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)  # raises when autogenerate would find a difference


def test_each_migration_goes_down_as_well_as_up(empty_engine):
    steps = [script.revision for script in ScriptDirectory.from_config(migration_config())
             .walk_revisions()]  # fmt: skip

    for revision in reversed(steps):
        upgrade(empty_engine, revision)
        downgrade(empty_engine, "-1")
        upgrade(empty_engine, revision)
    downgrade(empty_engine)

    assert sa.inspect(empty_engine).get_table_names() == ["alembic_version"]


def test_a_database_is_current_only_after_the_newest_migration(empty_engine):
    assert not db_is_current(empty_engine)

    upgrade(empty_engine, "0001")
    assert not db_is_current(empty_engine)

    upgrade(empty_engine)
    assert db_is_current(empty_engine)


def test_there_is_one_newest_migration():
    assert len(ScriptDirectory.from_config(migration_config()).get_heads()) == 1


def test_versions_from_before_publication_had_a_date_keep_their_day(empty_engine):
    upgrade(empty_engine, "0003")
    with empty_engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO question_set_version (set_id, version, digest, origin, state, content,"
                " registered_at) VALUES ('a-set', '1.0.0', 'd', 'shipped', 'published', :content,"
                " '2026-11-01 09:00:00')"
            ),
            {"content": b"{}"},
        )

    upgrade(empty_engine)

    with empty_engine.connect() as connection:
        dates = sa.text("SELECT registered_at, published_at FROM question_set_version")
        [(registered_at, published_at)] = connection.execute(dates)
    assert registered_at == published_at


FACTS = {
    "user_account": {"email": "lea@example.org", "name": "Lea", "language": "en",
                     "is_administrator": False, "is_active": True},
    "organisation": {"name": "City", "is_active": True},
    "project": {"organisation_id": 1, "name": "Parking", "reference": "", "summary": "",
                "phase": "design", "created_by": 1},
    "question_set_version": {"set_id": "a-set", "version": "1.0.0", "digest": "d",
                             "origin": "shipped", "state": "published", "content": b"{}",
                             "note": "", "withdrawal_reason": ""},
}  # fmt: skip
REVIEW = {"project_id": 1, "set_version_id": 1, "title": "Round", "language": "en", "version": 1,
          "message": "", "withdrawal_reason": "", "created_by": 1}  # fmt: skip


def test_of_two_next_rounds_the_first_keeps_the_link_to_the_one_before(empty_engine):
    upgrade(empty_engine, "0006")
    tables = sa.MetaData()
    tables.reflect(empty_engine)
    rounds = ("sealed", 1, None), ("withdrawn", 2, 1), ("draft", 3, 1), ("draft", 4, 1)
    with empty_engine.begin() as connection:
        for name, facts in FACTS.items():
            _insert(connection, tables.tables[name], 1, facts)
        for state, number, previous in rounds:
            facts = REVIEW | {"state": state, "previous_review_id": previous}
            _insert(connection, tables.tables["review"], number, facts)

    upgrade(empty_engine)

    with empty_engine.connect() as connection:
        review = tables.tables["review"].c
        rows = connection.execute(
            sa.select(review.previous_review_id).order_by(review.created_at)
        ).scalars()
        first, withdrawn, second, third = rows
    assert first is None
    assert str(withdrawn) == str(second)
    assert third is None


def _insert(connection, table, number, facts):
    """Numbers stand for ids, of this row and of others; each is a day later than the one before."""
    values = {"id": number, **facts}
    for column in table.c:
        value = values.get(column.name)
        is_id = column.name == "id" or column.foreign_keys
        if is_id and value is not None and not isinstance(column.type, sa.Integer):
            found = uuid.UUID(int=value)
            values[column.name] = found if isinstance(column.type, sa.Uuid) else found.hex
        if column.name in {"created_at", "updated_at", "registered_at", "published_at"}:
            values[column.name] = dt.datetime(2026, 11, number, tzinfo=dt.UTC)
    connection.execute(table.insert().values(values))
