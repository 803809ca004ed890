"""A home made from a backup."""

import os
import signal
from pathlib import Path

import click

from compass.cli.backup import summary
from compass.cli.home import home
from compass.cli.output import print_json
from compass.db.copies import CopyError
from compass.services.backups import BackupError
from compass.services.backups import restore as restore_backup
from compass.web.settings import StartupError, read_settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--home", "target", type=click.Path(path_type=Path), help="Default: COMPASS_HOME.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def restore(file: Path, target: Path | None, as_json: bool) -> None:
    """Make a home from FILE. The home must be new or empty, and so must a PostgreSQL database."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped: leave nothing half
    target = target or home()
    try:
        manifest = restore_backup(file, target, find_url=_database_url)
    except (BackupError, CopyError, StartupError, OSError) as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        print_json({**summary(file, manifest), "home": str(target)})
        return
    click.echo(f"{target}: {len(manifest.files)} files of the backup of {manifest.created}")
    click.echo("Everybody signs in again; links for setting a password no longer work.")
    click.echo("Now look at it with `compass doctor`.")


def _database_url(folder: Path) -> str:
    return read_settings({**os.environ, "COMPASS_HOME": str(folder)}).database_url
