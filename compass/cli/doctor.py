"""What is wrong with this installation, and what to do about it."""

import datetime as dt
from dataclasses import asdict

import click

from compass.cli.checks import Level, examine
from compass.cli.home import home
from compass.cli.output import print_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def doctor(as_json: bool) -> None:
    """Look at everything the compass needs; exit code 1 when there is a problem."""
    findings = []
    for finding in examine(home(), dt.datetime.now(dt.UTC)):
        findings.append(finding)
        if not as_json:
            click.echo(f"{finding.level:8} {finding.check}: {finding.message}")
            for item in finding.items:
                click.echo(f"         - {item}")
    if as_json:
        print_json([asdict(finding) for finding in findings])
    if any(finding.level is Level.PROBLEM for finding in findings):
        raise click.exceptions.Exit(1)
