"""The keys that seal dossiers: where they lie and how an auditor recognises them."""

import datetime as dt

import click

from compass.cli.home import home, setting
from compass.dossier.keys import KeysError, KeyStore


@click.group()
def keys() -> None:
    """The keys that seal dossiers."""


@keys.command()
def show() -> None:
    """Print the certificate that auditors need and its fingerprint. Keys are made on first use."""
    store = key_store()
    try:
        store.ensure(dt.datetime.now(dt.UTC))
        click.echo(f"{store.voucher_path}\nSHA-256 {store.fingerprint}")
    except KeysError as error:
        raise click.ClickException(str(error)) from None


def key_store() -> KeyStore:
    """The keys as the home's settings say."""
    p12 = setting("seal_p12")
    return KeyStore(home() / "keys", home() / p12 if p12 else None, setting("seal_passphrase"))
