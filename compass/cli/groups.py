"""Groups of commands, each imported only when it is used: those without a database stay light."""

import io
import sys
from collections.abc import Mapping
from importlib import import_module

import click

from compass.cli.output import print_error


class LazyGroup(click.Group):
    """``table``: for each name where it is (``module:attribute``) and one line about it."""

    table: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, table: Mapping[str, tuple[str, str]]) -> type["LazyGroup"]:
        return type("LazyGroup", (cls,), {"table": table})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from the table: showing help imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.table[name][1]) for name in self.list_commands(ctx)])


_FOR_MACHINES = "compass.for-machines"


class Program(LazyGroup):
    """What goes wrong is said in words, and to a machine in one JSON document."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _print_everything()
        ctx.meta[_FOR_MACHINES] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # nobody reads on: click ends quietly
        except OSError as error:
            problem = click.ClickException(_words(error))
        except click.ClickException as error:
            problem = error
        if ctx.meta[_FOR_MACHINES]:
            print_error(problem)
        raise problem


def _print_everything() -> None:
    """UTF-8 on any terminal; a file name that is none is shown with escapes, in JSON too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _words(error: OSError) -> str:
    """Such as a full disk, or a home of somebody else."""
    what = error.strerror or str(error)
    return f"{error.filename}: {what}" if error.filename else what
