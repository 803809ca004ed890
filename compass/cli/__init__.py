"""The ``compass`` command. Each command is imported only when it is used, so that those without a
database stay light and quick."""

from importlib import import_module

import click

_COMMANDS = {
    "answers": ("compass.cli.answers:answers", "Answers files: template, check, evaluate."),
    "backup": ("compass.cli.backup:backup", "Everything of this installation in one archive."),
    "demo": ("compass.cli.demo:demo", "Fill an empty home with made-up reviews."),
    "doctor": ("compass.cli.doctor:doctor", "Say what is wrong with this installation."),
    "dossier": ("compass.cli.dossier:dossier", "Sealed dossiers: issue, verify."),
    "init": ("compass.cli.init:init", "Make the home, the keys and the database."),
    "keys": ("compass.cli.keys:keys", "The keys that seal dossiers."),
    "question-sets": ("compass.cli.question_sets:question_sets", "List, check, publish."),
    "restore": ("compass.cli.restore:restore", "A home made from a backup."),
    "run": ("compass.cli.run:run", "Serve the web application."),
    "user": ("compass.cli.user:user", "Accounts."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from the table: showing help imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="compass", prog_name="compass")
def main() -> None:
    """A digital ethical compass for public-sector teams."""
