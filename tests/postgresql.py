"""A private PostgreSQL that nobody else can reach, for whichever tests need one."""

import getpass
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

POSTGRESQL_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
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

    numbers = itertools.count(1)

    def make(name: str) -> str:
        name = f"{name}-{next(numbers)}"
        admin = sa.create_engine(url("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
        admin.dispose()
        return url(name)

    return make
