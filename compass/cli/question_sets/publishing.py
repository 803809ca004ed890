"""``compass question-sets publish``: freeze a version in its published.toml."""

from pathlib import Path

import click

from compass.cli.output import FaultsFound
from compass.core.faults import FaultsError, errors_in
from compass.core.loading import load_folder
from compass.core.published import FILE, AlreadyPublishedError, publish
from compass.core.versions.checking import check_version

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class _NotPublished(FaultsFound):
    exit_code = 1


@click.command("publish")
@click.argument("folder", type=_FOLDER)
def publish_(folder: Path) -> None:
    """Freeze the version in FOLDER by writing its digest to published.toml, two folders up."""
    try:
        if errors := errors_in(check_version(folder)):
            raise FaultsError(errors)
        question_set = load_folder(folder)
        is_new = publish(question_set, folder.resolve().parent.parent / FILE)
    except FaultsError as error:
        raise _NotPublished(error.faults) from None
    except (AlreadyPublishedError, OSError) as error:
        raise click.ClickException(str(error)) from None
    outcome = "is published now" if is_new else "was published already"
    click.echo(f"{question_set.id} {question_set.version} {outcome}: {question_set.digest}")
