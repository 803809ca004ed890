"""``compass question-sets list``: the shipped sets and those of the home, without a database."""

from pathlib import Path
from typing import TypedDict

import click

from compass.cli.home import question_set_roots
from compass.cli.output import print_json
from compass.core.faults import Fault, FaultsError
from compass.core.loading import find_folders
from compass.core.published import FILE, load_guarded, read_published


class _Row(TypedDict):
    id: str
    version: str
    digest: str
    state: str
    questions: int
    languages: list[str]


@click.command("list")
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
    question_set = load_guarded(folder)
    return {
        "id": question_set.id,
        "version": question_set.version,
        "digest": question_set.digest,
        "state": "published" if question_set.digest in published else "draft",
        "questions": len(question_set.questions),
        "languages": list(question_set.languages),
    }
