"""What `compass doctor` looks at, in the order in which it says so."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from compass.cli.checks.database import check_database
from compass.cli.checks.findings import Finding, Level
from compass.cli.checks.home import check_address, check_disk, check_home
from compass.cli.checks.keys import check_keys
from compass.cli.checks.program import PROGRAM_CHECKS
from compass.web.settings import Settings, StartupError, read_settings

__all__ = ["Finding", "Level", "examine"]


def examine(home: Path, now: dt.datetime) -> Iterator[Finding]:
    """Changes nothing in the home: one that is not there is not made."""
    for check in PROGRAM_CHECKS:
        yield check()
    if not home.is_dir():
        yield Finding(
            "home", Level.PROBLEM, f"{home} is not there: set COMPASS_HOME, or run `compass init`"
        )
        return
    yield check_home(home)
    yield check_disk(home)
    try:
        settings = _settings(home)
    except (StartupError, OSError) as error:
        yield Finding("settings", Level.PROBLEM, str(error))
        return
    yield Finding("settings", Level.OK, "read")
    yield check_address(settings)
    yield from check_keys(settings, now)
    yield from check_database(settings, now)


def _settings(home: Path) -> Settings:
    """Reading makes a missing secret key; a stand-in keeps the home as it is."""
    environment = dict(os.environ)
    if not (home / "secret.key").is_file():
        environment.setdefault("COMPASS_SECRET_KEY", "not made yet, the server makes one at start")
    return read_settings(environment)
