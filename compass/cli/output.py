"""What commands print: one JSON document for machines, lines for people, faults for both."""

import json
from collections.abc import Sequence
from dataclasses import asdict

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


def refuse_faults(faults: Sequence[Fault]) -> click.exceptions.Exit:
    """The input cannot be used: the faults on standard error, exit code 2."""
    for fault in faults:
        click.echo(str(fault), err=True)
    return click.exceptions.Exit(INVALID_INPUT)
