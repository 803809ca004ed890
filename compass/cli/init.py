"""Make the home ready: keys, database, question sets. Doing it again changes nothing."""

import datetime as dt

import click

from compass.cli.context import application
from compass.cli.home import home
from compass.db.engine import upgrade
from compass.resources import resource
from compass.services.question_sets import register_shipped
from compass.web.extensions import db


@click.command()
def init() -> None:
    """Make the home, the keys and the database, and register the published question sets."""
    with application():
        upgrade(db.engine)
        now = dt.datetime.now(dt.UTC)
        rows = register_shipped(db.session, resource("question_sets"), now=now)
        db.session.commit()
    click.echo(f"{home()}: ready, {len(rows)} question sets")
