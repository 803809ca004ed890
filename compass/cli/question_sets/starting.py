"""``compass question-sets new``: the files of a first, small, valid version."""

import re
import shlex
from pathlib import Path

import click

from compass.cli.home import home
from compass.cli.question_sets.scaffold import ENGLISH, structure, texts
from compass.core.documents import IDENTIFIER, MAX_IDENTIFIER
from compass.core.publication import SEMANTIC_VERSION
from compass.core.yaml_writing import write_yaml

_LANGUAGES = re.compile(r"[a-z]{2}(,[a-z]{2})*")


@click.command("new")
@click.argument("set_id", metavar="ID")
@click.option("--languages", default=ENGLISH, show_default=True, help="Such as en,nl.")
@click.option("--version", default="0.1.0", show_default=True)
@click.option(
    "--into", type=click.Path(path_type=Path), help="Default: question_sets/ of the home."
)
def new(set_id: str, languages: str, version: str, into: Path | None) -> None:
    """Make the folder ID/VERSION with files to write over: they are valid as they are."""
    _check_names(set_id, languages, version)
    folder = (into or home() / "question_sets") / set_id / version
    codes = tuple(dict.fromkeys(languages.split(",")))
    files = {"set.yaml": structure(set_id, version, codes)}
    files |= {f"{code}.yaml": texts(code) for code in codes}
    try:
        folder.mkdir(parents=True)
        for name, tree in files.items():
            (folder / name).write_bytes(write_yaml(tree))
    except FileExistsError:
        raise click.ClickException(f"{folder} is there already") from None
    except OSError as error:
        raise click.ClickException(f"{folder}: {error.strerror}") from None
    click.echo(f"write your texts in the files of {folder}, then")
    click.echo(f"  compass question-sets check {shlex.quote(str(folder))}")


def _check_names(set_id: str, languages: str, version: str) -> None:
    if not IDENTIFIER.fullmatch(set_id) or len(set_id) > MAX_IDENTIFIER:
        raise click.UsageError("an id has small letters, digits and single hyphens: our-questions")
    if not _LANGUAGES.fullmatch(languages):
        raise click.UsageError("name languages by two letters, with commas: en,nl")
    if not SEMANTIC_VERSION.fullmatch(version):
        raise click.UsageError("a version looks like 1.0.0")
