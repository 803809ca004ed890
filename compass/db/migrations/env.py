"""Alembic's entry: on the connection that was given, or on COMPASS_DATABASE_URL from the shell."""

import os
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from compass.db import models
from compass.db.engine import foreign_keys_off, make_engine


def main() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    engine = make_engine(os.environ["COMPASS_DATABASE_URL"])
    try:
        with engine.connect() as connection, foreign_keys_off(connection):
            migrate(connection)
    finally:
        engine.dispose()


def migrate(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=models.Review.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def render_item(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Migrations name plain SQL types, so that they outlive our classes."""
    if kind == "type" and type(item).__module__.startswith("compass."):
        return f"sa.{item.impl!r}"
    if kind == "server_default" and isinstance(getattr(item, "arg", None), sa.True_ | sa.False_):
        return "sa.true()" if isinstance(item.arg, sa.True_) else "sa.false()"
    return False


main()
