"""Make the home ready: keys, database, question sets. Doing it again changes nothing."""

import datetime as dt

import click

from compass.cli.context import application
from compass.cli.home import home
from compass.cli.output import FaultsFound
from compass.core.faults import FaultsError
from compass.db.engine import upgrade
from compass.resources import resource
from compass.services.errors import QuestionSetError
from compass.services.question_sets import list_published, register_shipped
from compass.web.extensions import db


@click.command()
def init() -> None:
    """Make the home, the keys and the database, and register the published question sets."""
    with application():
        upgrade(db.engine)
        now = dt.datetime.now(dt.UTC)
        try:
            register_shipped(db.session, resource("question_sets"), now=now)
        except FaultsError as error:
            raise FaultsFound(error.faults) from None
        except QuestionSetError as error:
            raise click.ClickException(
                f"{error.set_id} {error.version} is registered here with other contents, and a "
                "published version never changes: put its files back, or give the changed ones "
                "a new version."
            ) from None
        db.session.commit()
        published = list_published(db.session)
    click.echo(f"{home()}: ready, with {len(published)} published versions of question sets")
