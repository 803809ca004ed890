"""Accounts from the shell: the first administrator is made here."""

import datetime as dt

import click

from compass.cli.context import application
from compass.services.accounts import create_user, issue_password_token
from compass.services.actors import COMMAND_LINE
from compass.services.errors import InvalidTextError, TakenError
from compass.web.current import services
from compass.web.extensions import db
from compass.web.settings import LANGUAGES


@click.group()
def user() -> None:
    """Accounts."""


@user.command()
@click.argument("email")
@click.argument("name")
@click.option("--language", type=click.Choice(LANGUAGES), default="en")
@click.option("--administrator", is_flag=True)
def add(email: str, name: str, language: str, administrator: bool) -> None:
    """Make an account and print the link with which its owner sets a password, once."""
    now = dt.datetime.now(dt.UTC)
    with application():
        try:
            made = create_user(
                db.session,
                email=email,
                name=name,
                language=language,
                is_administrator=administrator,
                by=COMMAND_LINE,
                now=now,
            )
        except TakenError:
            raise click.ClickException(f"there is an account with {email} already") from None
        except InvalidTextError as error:
            raise click.ClickException(f"{error.field}: {error.code}") from None
        token = issue_password_token(db.session, made, by=COMMAND_LINE, now=now)
        db.session.commit()
        click.echo(f"{services().settings.base_url}/set-password/{token}")
