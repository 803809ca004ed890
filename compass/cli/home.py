"""Where the state lies, and what commands without the web application read of it."""

import os
import tomllib
from pathlib import Path

import click

from compass.resources import resource

BASE_URL = "http://127.0.0.1:8000"  # as in the settings of the web application


def home() -> Path:
    return Path(os.environ.get("COMPASS_HOME") or "instance")


def question_set_roots() -> tuple[Path, ...]:
    """The shipped sets first: no folder of a home can take the place of a published version."""
    return resource("question_sets"), home() / "question_sets"


def setting(name: str) -> str:
    """A setting of the home as the web application reads it: COMPASS_* before compass.toml."""
    if value := os.environ.get(f"COMPASS_{name.upper()}"):
        return value
    path = home() / "compass.toml"
    if not path.is_file():
        return ""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{path} cannot be read: {error}") from None
    return str(found.get(name, ""))


def verify_url() -> str:
    return f"{setting('base_url') or BASE_URL}/verify"
