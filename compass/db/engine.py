"""How the product opens its database: options, SQLite's manners, and migrations up to date."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

BUSY_SECONDS = 20
MIGRATIONS = Path(__file__).resolve().parent / "migrations"

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL loses acknowledged commits at a power cut (measured)
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # INSERT OR REPLACE must meet the delete triggers
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
)


def engine_options(url: str) -> dict[str, Any]:  # Any: keyword arguments of create_engine
    """What SQLALCHEMY_ENGINES (and create_engine) needs for this address."""
    if sa.make_url(url).get_backend_name() == "sqlite":
        return {"url": url, "module": sqlite_module(), "connect_args": {"timeout": BUSY_SECONDS}}
    return {"url": url, "pool_pre_ping": True}


def sqlite_module() -> ModuleType:
    """The bundled current SQLite where a wheel exists, otherwise the one Python came with."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ModuleNotFoundError:
        return importlib.import_module("sqlite3.dbapi2")


def make_engine(url: str) -> sa.Engine:
    """An engine outside the web application: command line, tests, migrations."""
    engine = sa.create_engine(**engine_options(url))
    install_sqlite_events(engine)
    return engine


def install_sqlite_events(engine: sa.Engine) -> None:
    """Real transactions, and writers that queue from the start; does nothing on PostgreSQL."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_connection)
        sa.event.listen(engine, "begin", _begin)


def _prepare_connection(connection: Any, _record: object) -> None:  # Any: a driver's own type
    connection.isolation_level = None  # the driver must never emit a BEGIN of its own
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    reads_only = connection.get_execution_options().get("sqlite_read_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def begin_read_only(session: Session) -> None:
    """Start the session's transaction as a reader, which never waits for a writer.

    Call it first; the transaction must not write afterwards (SQLite refuses at once).
    """
    session.connection(execution_options={"sqlite_read_only": True})


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    if engine.dialect.name == "sqlite":
        _keep_private(engine)
    with _for_migrating(engine) as config:
        command.upgrade(config, revision)


def _keep_private(engine: sa.Engine) -> None:
    """For its owner alone, and so what SQLite puts beside it; it would go by the umask."""
    if engine.url.database and not (path := Path(engine.url.database)).exists():
        path.touch(mode=0o600)


def downgrade(engine: sa.Engine, revision: str = "base") -> None:
    with _for_migrating(engine) as config:
        command.downgrade(config, revision)


def db_is_current(engine: sa.Engine) -> bool:
    """Whether the database stands at the newest migration of this release."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection = connection.execution_options(sqlite_read_only=True)
        return MigrationContext.configure(connection).get_current_heads() == _newest_heads()


def migration_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def _for_migrating(engine: sa.Engine) -> Iterator[Config]:
    config = migration_config()
    with engine.connect() as connection, foreign_keys_off(connection):
        config.attributes["connection"] = connection
        yield config


@contextmanager
def foreign_keys_off(connection: sa.Connection) -> Iterator[None]:
    """SQLite rebuilds a table by dropping it: that must not cascade, and is checked afterwards."""
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
    try:
        yield
        if broken := cursor.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"foreign keys broken by a migration: {broken[:5]}")
    finally:
        connection.rollback()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()


@cache
def _newest_heads() -> tuple[str, ...]:
    return tuple(ScriptDirectory.from_config(migration_config()).get_heads())
