"""``compass question-sets``: the shipped sets and those of the home, without a database."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import click

from compass.cli.home import question_set_roots
from compass.cli.output import print_faults, print_json, refuse_faults
from compass.core.faults import Fault, FaultsError
from compass.core.loading import STRUCTURE, check_folder, find_folders, load_folder
from compass.core.published import (
    FILE,
    AlreadyPublishedError,
    check_published,
    publish,
    read_published,
)

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class _Row(TypedDict):
    id: str
    version: str
    digest: str
    state: str
    questions: int
    languages: list[str]


@click.group("question-sets")
def question_sets() -> None:
    """Question sets: list, check, publish."""


@question_sets.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_(*, as_json: bool) -> None:
    """List the versions that this installation can use without a database."""
    rows, faults = _rows()
    if as_json:
        print_json(rows)
    for row in rows if not as_json else ():
        languages = " ".join(row["languages"])
        click.echo(
            f"{row['id']} {row['version']}  {row['state']}  {row['questions']} questions  "
            f"{languages}  {row['digest'][:12]}"
        )
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        raise click.exceptions.Exit(1)


@question_sets.command("check")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document: a list of faults.")
def check(folders: tuple[Path, ...], *, as_json: bool) -> None:
    """Check the sets in FOLDERS (<id>/<version>/), or all of them; exit code 1 with any fault.

    A folder that holds sets (<id>/<version>/ inside) stands for all of them."""
    faults = _check(folders) if folders else _check_roots(question_set_roots())
    print_faults(faults, as_json=as_json)
    if faults:
        raise click.exceptions.Exit(1)
    if not as_json:
        click.echo("No faults.")


@question_sets.command("publish")
@click.argument("folder", type=_FOLDER)
def publish_(folder: Path) -> None:
    """Freeze the version in FOLDER by writing its digest to published.toml, two folders up."""
    try:
        question_set = load_folder(folder)
        is_new = publish(question_set, folder.resolve().parent.parent / FILE)
    except FaultsError as error:
        raise _failed(error.faults) from None
    except (AlreadyPublishedError, OSError) as error:
        raise click.ClickException(str(error)) from None
    outcome = "is published now" if is_new else "was published already"
    click.echo(f"{question_set.id} {question_set.version} {outcome}: {question_set.digest}")


def _failed(faults: tuple[Fault, ...]) -> click.exceptions.Exit:
    refuse_faults(faults)
    return click.exceptions.Exit(1)


def _rows() -> tuple[list[_Row], list[Fault]]:
    rows: list[_Row] = []
    faults: list[Fault] = []
    for root in question_set_roots():
        try:
            published = {item.digest for item in read_published(root / FILE)}
        except FaultsError as error:
            faults += error.faults
            published = set()
        for folder in find_folders(root):
            try:
                rows.append(_row(folder, published))
            except FaultsError as error:
                faults += error.faults
    return rows, faults


def _row(folder: Path, published: set[str]) -> _Row:
    question_set = load_folder(folder)
    return {
        "id": question_set.id,
        "version": question_set.version,
        "digest": question_set.digest,
        "state": "published" if question_set.digest in published else "draft",
        "questions": len(question_set.questions),
        "languages": list(question_set.languages),
    }


def _check(folders: Sequence[Path]) -> list[Fault]:
    faults: list[Fault] = []
    for folder in folders:
        is_root = not (folder / STRUCTURE).exists() and find_folders(folder)
        faults += _check_roots([folder]) if is_root else check_folder(folder)
    return faults


def _check_roots(roots: Sequence[Path]) -> list[Fault]:
    found = [
        fault for root in roots for folder in find_folders(root) for fault in check_folder(folder)
    ]
    touched = [fault for root in roots for fault in check_published(root)]
    return sorted({*found, *touched})
