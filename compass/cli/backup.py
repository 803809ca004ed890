"""One archive of everything that this installation keeps."""

import datetime as dt
import signal
from importlib.metadata import version
from pathlib import Path

import click

from compass.cli.home import home
from compass.cli.output import print_json
from compass.db.copies import CopyError
from compass.services.backups import BackupError, Manifest, back_up
from compass.web.settings import StartupError, read_settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def backup(file: Path, as_json: bool) -> None:
    """Write database, keys, dossiers and settings into FILE (.tar.gz), while people work."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped: leave nothing half
    if not home().is_dir():
        raise click.ClickException(f"there is no home at {home()}: set COMPASS_HOME")
    if not file.name.endswith(".tar.gz"):
        raise click.ClickException("the name of a backup ends in .tar.gz")
    try:
        settings = read_settings()
        manifest = back_up(
            settings.home,
            file.absolute(),
            database_url=settings.database_url,
            seal_p12=settings.seal_p12,
            compass=version("compass"),
            now=dt.datetime.now(dt.UTC),
        )
    except (BackupError, CopyError, StartupError, OSError) as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        print_json(summary(file, manifest))
        return
    click.echo(f"{file}: {len(manifest.files)} files of {home()}, schema {manifest.schema}")
    click.echo("It contains private keys: whoever has it can seal dossiers. Keep it locked away.")


def summary(file: Path, manifest: Manifest) -> dict[str, object]:
    return {
        "file": str(file),
        "compass": manifest.compass,
        "schema": manifest.schema,
        "created": manifest.created,
        "database": manifest.database,
        "files": len(manifest.files),
        "bytes": manifest.size,
        "contains_private_keys": True,
    }
