"""The migrations make exactly the tables that the models describe, and take them away again."""

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
