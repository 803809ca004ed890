"""The application for commands that need its database: opened once, errors in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy.exc import DatabaseError

from compass.db.engine import db_is_current
from compass.web import create_app
from compass.web.extensions import db
from compass.web.settings import StartupError


@contextmanager
def application() -> Iterator[Flask]:
    try:
        app = create_app()
    except StartupError as error:
        raise click.ClickException(str(error)) from None
    with app.app_context():
        try:
            yield app
        except DatabaseError as error:
            raise click.ClickException(_words(error)) from None
        finally:
            db.session.close()  # a connection still in use would outlive its pool
            db.engine.dispose()


def _words(error: DatabaseError) -> str:
    try:
        if not db_is_current(db.engine):
            return "the database is not up to date: run `compass init`"
    except DatabaseError:
        pass  # then it does not answer at all
    return f"the database does not answer: {error.orig}"
