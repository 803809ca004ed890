"""The keys of the seal: there, whole, for their owner alone, and valid for long enough."""

import datetime as dt
from collections.abc import Iterator

from cryptography import x509

from compass.cli.checks.findings import Finding, Level
from compass.cli.checks.home import others_may_read
from compass.cli.keys import key_store
from compass.dossier.keys import KeysError, KeyStore
from compass.web.settings import Settings

SOON = dt.timedelta(days=90)


def check_keys(settings: Settings, now: dt.datetime) -> Iterator[Finding]:
    store = key_store()
    yield from _trusted(store)
    secret = [*store.folder.glob("*.key"), *([store.p12] if store.p12 else [])]
    try:
        certificate = store.check_whole()
    except (KeysError, OSError) as error:
        message = f"{error}: put {settings.home / 'keys'} back from a backup"
        yield Finding("keys", Level.PROBLEM, message)
        return
    if is_open := [str(path) for path in secret if path.exists() and others_may_read(path)]:
        message = f"others on this machine can read private keys: chmod 600 {' '.join(is_open)}"
        yield Finding("keys", Level.PROBLEM, message)
    else:
        yield Finding("keys", Level.OK, "readable by their owner alone")
    yield _validity(certificate, now)


def _trusted(store: KeyStore) -> Iterator[Finding]:
    try:
        store.trusted()
    except (KeysError, OSError) as error:
        message = f"{error}: until it is mended or taken away, nothing can be verified"
        yield Finding("trusted", Level.PROBLEM, message)


def _validity(certificate: x509.Certificate, now: dt.datetime) -> Finding:
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now < start:
        message = f"seals are valid from {start:%Y-%m-%d %H:%M} UTC: set the clock right"
        return Finding("seal", Level.PROBLEM, message)
    if now > end:
        message = f"the certificate ended on {end:%Y-%m-%d}: get a new one, keep this in trusted/"
        return Finding("seal", Level.PROBLEM, message)
    if now > end - SOON:
        message = f"the certificate ends on {end:%Y-%m-%d}: get a new one before that"
        return Finding("seal", Level.WARNING, message)
    return Finding("seal", Level.OK, f"valid until {end:%Y-%m-%d}")
