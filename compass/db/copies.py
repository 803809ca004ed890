"""A consistent copy of the whole database, made while people work, and a copy put back."""

import os
import shutil
import subprocess
from pathlib import Path

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.conninfo import make_conninfo

from compass.db.engine import make_engine, migration_config

BY_HAND = {
    "pg_dump": "or dump by hand with `pg_dump --format=custom` and copy the home",
    "pg_restore": "and try again",
}


class CopyError(Exception):
    """The database cannot be copied or put back; the message says what to do."""


def kind_of(url: str) -> str:
    """sqlite or postgresql."""
    return sa.make_url(url).get_backend_name()


def sqlite_path(url: str) -> Path:
    return Path(sa.make_url(url).database or "").resolve()


def copy_database(url: str, target: Path) -> str:
    """Everything committed so far, in a new file; gives the migration at which it stands."""
    if kind_of(url) == "sqlite" and not sqlite_path(url).is_file():
        raise CopyError(f"there is no database at {sqlite_path(url)}")
    engine = make_engine(url)
    try:
        revision = _revision(engine)
        if kind_of(url) == "sqlite":
            _vacuum_into(engine, target)
        else:
            _run("pg_dump", url, "--format=custom", f"--file={target}")
    except sa.exc.SQLAlchemyError as error:
        raise CopyError(f"the database cannot be read: {_cause(error)}") from None
    finally:
        engine.dispose()
    if revision is None:
        raise CopyError("the database has no tables yet: run `compass init`")
    return revision


def put_back(url: str, source: Path) -> None:
    """Into a database without a single table: nothing is ever overwritten."""
    if kind_of(url) == "sqlite":
        source.replace(sqlite_path(url))
        return
    engine = make_engine(url)
    try:
        if sa.inspect(engine).get_table_names():
            raise CopyError("the PostgreSQL database is not empty: make a new one for the restore")
    except sa.exc.SQLAlchemyError as error:
        raise CopyError(f"the database cannot be reached: {_cause(error)}") from None
    finally:
        engine.dispose()
    _run("pg_restore", url, "--single-transaction", "--exit-on-error", str(source))


def is_known_revision(revision: str) -> bool:
    """Whether this release has the migration: one from a newer release is not known."""
    scripts = ScriptDirectory.from_config(migration_config()).walk_revisions()
    return revision in {script.revision for script in scripts}


def _revision(engine: sa.Engine) -> str | None:
    with engine.connect().execution_options(sqlite_read_only=True) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _vacuum_into(engine: sa.Engine, target: Path) -> None:
    """A reader of SQLite: writers go on meanwhile, and the copy is of one moment."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(target),))
    except Exception as error:  # the driver is one of two, each with its own class
        raise CopyError(f"the database cannot be copied: {error}") from None
    finally:
        connection.close()


def _run(program: str, url: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise CopyError(
            f"{program} is not installed: install postgresql-client, {BY_HAND[program]}"
        )
    address = sa.make_url(url)
    facts = address.get_dialect()().create_connect_args(address)[1]
    environment = dict(os.environ)
    if password := facts.pop("password", None):
        environment["PGPASSWORD"] = password  # on the command line everybody reads it
    done = subprocess.run(  # noqa: S603  # a fixed program; the address is a setting
        [found, "--no-owner", "--no-privileges", f"--dbname={make_conninfo(**facts)}", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CopyError(f"{program} failed: {done.stderr.strip()}")


def _cause(error: sa.exc.SQLAlchemyError) -> str:
    return str(getattr(error, "orig", error)).strip()
