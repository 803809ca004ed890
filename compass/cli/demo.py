"""A home full of made-up reviews, to look around in."""

import datetime as dt
import shutil
import signal

import click

from compass.cli.context import application
from compass.cli.home import home
from compass.db.engine import upgrade
from compass.db.models import QuestionSetVersion
from compass.db.queries.accounts import list_users
from compass.files import keep_private
from compass.resources import resource
from compass.services.demo import PASSWORD, build_demo, read_people
from compass.services.question_sets import get_version, register_shipped
from compass.web.current import services
from compass.web.extensions import db

SETS = (
    ("digital-ethics-compass", "1.0.0"),
    ("digital-ethics-compass", "2.0.0"),
    ("compass-prescan", "1.0.0"),
)
UNFINISHED = "demo.unfinished"  # what a killed demonstration leaves, to be made anew
SETTINGS = "# A demonstration: every page and every dossier says so.\nis_demo = true\n"


@click.command()
@click.option("--accounts", is_flag=True, help="Only print the accounts of the demonstration.")
def demo(accounts: bool) -> None:
    """Fill an empty home with made-up organisations, projects and reviews."""
    if accounts:
        print_accounts()
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped: leave nothing half
    _claim_home()
    try:
        _fill(dt.datetime.now(dt.UTC))
    except BaseException:
        _empty_home()
        raise
    (home() / UNFINISHED).unlink()
    print_accounts()


def _fill(now: dt.datetime) -> None:
    with application():
        upgrade(db.engine)
        if list_users(db.session).total:
            raise click.ClickException("the database is in use: name an empty one, or none")
        register_shipped(db.session, resource("question_sets"), now=now)
        db.session.commit()
        build_demo(
            db.session,
            set_versions={each: _version(*each) for each in SETS},
            press=services().press,
            storage=services().storage,
            verify_url=services().settings.verify_url,
            now=now,
        )
        services().press.close()


def _version(set_id: str, version: str) -> QuestionSetVersion:
    found = get_version(db.session, set_id, version)
    if found is None:
        raise click.ClickException(f"{set_id} {version} is not published here")
    return found


def _claim_home() -> None:
    """A demonstration never mixes with the work of real people."""
    if (home() / UNFINISHED).exists():
        _empty_home()
    if home().exists() and any(home().iterdir()):
        raise click.ClickException(
            f"{home()} is in use: name an empty folder with COMPASS_HOME for the demonstration"
        )
    home().mkdir(parents=True, exist_ok=True, mode=0o700)
    (home() / UNFINISHED).touch()
    keep_private(home() / "compass.toml", SETTINGS.encode())


def _empty_home() -> None:
    """Half a demonstration is no use to anybody, and the home would count as used."""
    for path in home().iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def print_accounts() -> None:
    click.echo(f"Accounts of the demonstration; the password of each is {PASSWORD}")
    for person in read_people():
        roles = sorted({role.value for roles in person.roles.values() for role in roles})
        shown = ", ".join(["administrator"] if person.is_administrator else roles)
        click.echo(f"  {person.email:40} {person.language}  {shown}")
