"""``compass question-sets withdraw``: no new review can start with a version any more."""

import datetime as dt

import click

from compass.cli.context import application
from compass.core.workflow import TransitionError
from compass.services.actors import COMMAND_LINE
from compass.services.errors import InvalidTextError
from compass.services.publication import withdraw as withdraw_version
from compass.services.question_sets import get_version
from compass.web.extensions import db


@click.command("withdraw")
@click.argument("set_id", metavar="SET")
@click.argument("version")
@click.option("--reason", required=True, help="Everybody can read it in the handbook.")
def withdraw(set_id: str, version: str, reason: str) -> None:
    """Take VERSION of SET out of use: running reviews go on, dossiers stay valid."""
    now = dt.datetime.now(dt.UTC)
    with application():
        row = get_version(db.session, set_id, version)
        if row is None:
            raise click.ClickException(f"there is no question set {set_id} {version} here")
        try:
            withdraw_version(db.session, row, reason=reason, by=COMMAND_LINE, now=now)
        except TransitionError:
            raise click.ClickException(f"{set_id} {version} is {row.state}") from None
        except InvalidTextError as error:
            raise click.ClickException(f"the reason is not accepted: {error.code}") from None
        db.session.commit()
    click.echo(f"{set_id} {version} is withdrawn")
