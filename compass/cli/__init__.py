"""The ``compass`` command: its table of contents."""

import click

from compass.cli.groups import Program

_COMMANDS = {
    "answers": ("compass.cli.answers:answers", "Answers files: template, check, evaluate."),
    "backup": ("compass.cli.backup:backup", "Everything of this installation in one archive."),
    "demo": ("compass.cli.demo:demo", "Fill an empty home with made-up reviews."),
    "doctor": ("compass.cli.doctor:doctor", "Say what is wrong with this installation."),
    "dossier": ("compass.cli.dossier:dossier", "Sealed dossiers: issue, verify."),
    "init": ("compass.cli.init:init", "Make the home, the keys and the database."),
    "keys": ("compass.cli.keys:keys", "The keys that seal dossiers."),
    "question-sets": ("compass.cli.question_sets:question_sets", "Make, check, preview, publish."),
    "restore": ("compass.cli.restore:restore", "A home made from a backup."),
    "run": ("compass.cli.run:run", "Serve the web application."),
    "user": ("compass.cli.user:user", "Accounts."),
}


@click.group(cls=Program.of(_COMMANDS), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="compass", prog_name="compass")
def main() -> None:
    """A digital ethical compass for public-sector teams."""
