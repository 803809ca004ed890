"""Databases to test on: SQLite in a file, and PostgreSQL."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.engine import make_engine, upgrade
from tests.postgresql import MakeUrl, postgresql

__all__ = ["postgresql"]  # a fixture

ENGINES = ("sqlite", "postgresql")


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
