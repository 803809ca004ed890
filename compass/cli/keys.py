"""The keys that seal dossiers: where they lie and how an auditor recognises them."""

import datetime as dt

import click

from compass.cli.home import home
from compass.dossier.keys import KeyStore


@click.group()
def keys() -> None:
    """The keys that seal dossiers."""


@keys.command()
def show() -> None:
    """Print the CA's path and fingerprint; the keys are made on first use."""
    store = KeyStore(home() / "keys")
    store.ensure(dt.datetime.now(dt.UTC))
    click.echo(f"{store.ca_path}\nSHA-256 {store.ca_fingerprint}")
