"""``compass question-sets check``: every fault at once."""

from collections.abc import Sequence
from pathlib import Path

import click

from compass.cli.fault_formats import FORMATS
from compass.cli.home import question_set_roots
from compass.core.faults import Fault, errors_in
from compass.core.loading import STRUCTURE, find_folders
from compass.core.published import check_published, check_published_folder
from compass.core.versions.checking import check_version


@click.command("check")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document: a list of faults.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Default: text.")
def check(folders: tuple[Path, ...], form: str | None, *, as_json: bool) -> None:
    """Check the sets in FOLDERS (<id>/<version>/), or all of them; exit code 1 with any error.

    A folder that holds sets (<id>/<version>/ inside) stands for all of them."""
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} are two formats: choose one")
    faults = _check(folders) if folders else _check_roots(question_set_roots())
    if printed := FORMATS[form or ("json" if as_json else "text")](faults):
        click.echo(printed)
    if errors_in(faults):
        raise click.exceptions.Exit(1)


def _check(folders: Sequence[Path]) -> list[Fault]:
    faults: list[Fault] = []
    for folder in folders:
        is_root = not (folder / STRUCTURE).exists() and find_folders(folder)
        faults += _check_roots([folder]) if is_root else _check_folder(folder)
    return faults


def _check_folder(folder: Path) -> list[Fault]:
    return sorted({*check_version(folder), *check_published_folder(folder)})


def _check_roots(roots: Sequence[Path]) -> list[Fault]:
    found = [
        fault for root in roots for folder in find_folders(root) for fault in check_version(folder)
    ]
    touched = [fault for root in roots for fault in check_published(root)]
    return sorted({*found, *touched})
