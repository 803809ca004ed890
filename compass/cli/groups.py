"""A group of commands, each imported only when it is used: those without a database stay light."""

from collections.abc import Mapping
from importlib import import_module

import click


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
