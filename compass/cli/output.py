"""What commands print: one JSON document for machines, lines for people, faults for both."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import IO

import click

from compass.core.faults import Fault

INVALID_INPUT = 2


def print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_faults(faults: Sequence[Fault], *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(fault) for fault in faults])
    for fault in faults if not as_json else ():
        click.echo(str(fault))


class FaultsFound(click.ClickException):
    """The input cannot be used."""

    exit_code = INVALID_INPUT

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults

    def show(self, file: IO[str] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


def print_error(error: click.ClickException) -> None:
    """What a machine reads where the command has no result."""
    document: dict[str, object] = {"error": error.format_message()}
    if isinstance(error, FaultsFound):
        document["faults"] = [asdict(fault) for fault in error.faults]
    print_json(document)
