"""Databases to test on: SQLite in a file, and a private PostgreSQL that nobody else can reach."""

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.engine import make_engine, upgrade

POSTGRESQL_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
ENGINES = ("sqlite", "postgresql")
MakeUrl = Callable[[str], str]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[MakeUrl]:
    """Starts a cluster on a unix socket; gives a function that makes an empty database."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="compass-pg-"))
    data = folder / "data"
    as_owner = _as_owner(folder)
    _run(as_owner, binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
         "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=100"
    start = ("-D", data, "-o", options, "-l", folder / "log", "-w")
    _run(as_owner, binaries / "pg_ctl", "start", *start)
    try:
        yield _maker(folder)
    finally:
        _run(as_owner, binaries / "pg_ctl", "stop", "-D", data, "-m", "immediate")
        shutil.rmtree(folder)


@pytest.fixture(scope="session", params=ENGINES)
def make_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> MakeUrl:
    """Makes an empty database on each engine in turn."""
    if request.param == "postgresql":
        made: MakeUrl = request.getfixturevalue("postgresql")
        return made
    folder = tmp_path_factory.mktemp("sqlite")
    return lambda name: f"sqlite:///{folder / name}.db"


@pytest.fixture(scope="session")
def migrated_engine(make_url: MakeUrl) -> Iterator[sa.Engine]:
    engine = make_engine(make_url("shared"))
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(migrated_engine: sa.Engine) -> Iterator[Session]:
    """A session whose commits are undone when the test is over."""
    with migrated_engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


def _binaries() -> Path:
    if not POSTGRESQL_BINARIES:
        pytest.fail("PostgreSQL's server is not installed: run `make test`, it says how")
    return POSTGRESQL_BINARIES[-1]


def _as_owner(folder: Path) -> tuple[str, ...]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return ()
    shutil.chown(folder, "postgres", "postgres")
    return ("runuser", "-u", "postgres", "--")


def _run(as_owner: tuple[str, ...], *command: object) -> None:
    done = subprocess.run(
        [*as_owner, *map(str, command)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server would keep a pipe open
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]} as {as_owner or getpass.getuser()} failed"


def _maker(socket_folder: Path) -> MakeUrl:
    def url(name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={socket_folder}"

    def make(name: str) -> str:
        admin = sa.create_engine(url("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
        admin.dispose()
        return url(name)

    return make
