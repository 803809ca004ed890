"""Serve the web application with gunicorn, on this machine only."""

import os
import sys

import click

from compass.cli.context import application
from compass.cli.demo import UNFINISHED, print_accounts
from compass.cli.home import home
from compass.db.engine import db_is_current
from compass.web.current import services
from compass.web.extensions import db
from compass.web.settings import DEFAULT_BASE_URL


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1))
def run(port: int, workers: int) -> None:
    """Serve on 127.0.0.1; put a reverse proxy in front for everybody else."""
    if (home() / UNFINISHED).exists():
        raise click.ClickException(
            "the demonstration here was stopped half-way: run `compass demo` again"
        )
    with application():
        settings = services().settings
        is_current = db_is_current(db.engine)
        db.engine.dispose()
    if not is_current:
        raise click.ClickException("the database is not up to date: run `compass init`")
    address = settings.base_url
    if address == DEFAULT_BASE_URL:  # nothing was set: the address is the one served here
        address = os.environ["COMPASS_BASE_URL"] = f"http://127.0.0.1:{port}"
    if settings.is_demo:
        print_accounts()
    click.echo(f"The compass is at {address}")
    command = ["gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    command += ["--threads", "4", "--no-control-socket", "compass.web:create_app()"]
    os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606  # our own interpreter
