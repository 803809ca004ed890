"""``compass question-sets``: a module for each command."""

import click

from compass.cli.groups import LazyGroup

_HERE = "compass.cli.question_sets"
_COMMANDS = {
    "check": (f"{_HERE}.checking:check", "Every fault at once, with file, line and path."),
    "diff": (f"{_HERE}.comparing:diff", "What changed between two versions."),
    "dry-run": (f"{_HERE}.trying:dry_run_", "What a version would do to the reviews there are."),
    "list": (f"{_HERE}.listing:list_", "The versions that can be used without a database."),
    "new": (f"{_HERE}.starting:new", "The files of a small first version."),
    "preview": (f"{_HERE}.showing:preview", "A folder as a team sees it, on this machine."),
    "publish": (f"{_HERE}.publishing:publish_", "Freeze a version: its digest is written down."),
    "withdraw": (f"{_HERE}.withdrawing:withdraw", "No new review can start with a version."),
}


@click.group("question-sets", cls=LazyGroup.of(_COMMANDS))
def question_sets() -> None:
    """Question sets: make, check, preview, compare, publish, withdraw."""
