"""Settings: safe defaults, then compass.toml of the home, then COMPASS_* variables."""

import datetime as dt
import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa

from compass.files import keep_private

LANGUAGES = ("en", "nl", "fr", "de")
DATABASES = {"sqlite", "postgresql", "postgresql+psycopg"}
_YES_OR_NO = {
    **dict.fromkeys(("1", "true", "yes"), True),
    **dict.fromkeys(("", "0", "false", "no"), False),
}
_SMALL_NUMBER = re.compile("[0-9]")
DEFAULT_BASE_URL = "http://127.0.0.1:8000"


class StartupError(Exception):
    """The app refuses to start; the message says what to do."""


@dataclass(frozen=True)
class Settings:
    home: Path
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)  # often with a password
    base_url: str = DEFAULT_BASE_URL
    is_demo: bool = False
    seal_p12: str = ""
    seal_passphrase: str = field(default="", repr=False)
    time_zone: str = "UTC"
    proxies: str = "0"

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def zone(self) -> dt.tzinfo:
        return dt.UTC if self.time_zone == "UTC" else ZoneInfo(self.time_zone)

    @property
    def proxy_count(self) -> int:
        """How many reverse proxies of our own stand in front, each adding who asked it."""
        return int(self.proxies)

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    @property
    def verify_url(self) -> str:
        return f"{self.base_url}/verify"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises StartupError on an unknown key, a bad value or an unreadable file."""
    home = Path(environment.get("COMPASS_HOME") or "instance").resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    found: dict[str, object] = dict(_file(home / "compass.toml"))
    known = {each.name for each in fields(Settings)} - {"home"}
    for key in known:
        if value := environment.get(f"COMPASS_{key.upper()}"):
            found[key] = value
    if unknown := found.keys() - known:
        raise StartupError(f"{home / 'compass.toml'}: unknown settings: {', '.join(unknown)}")
    if "secret_key" not in found:
        found["secret_key"] = _secret_key(home / "secret.key")
    found.setdefault("database_url", f"sqlite:///{home / 'compass.db'}")
    is_demo = _YES_OR_NO.get(str(found.pop("is_demo", "")).lower())
    if is_demo is None:
        raise StartupError("is_demo must be true or false")
    settings = Settings(home=home, is_demo=is_demo, **_texts(found))
    _check(settings)
    return settings


def _texts(found: Mapping[str, object]) -> dict[str, str]:
    for key, value in found.items():
        if not isinstance(value, str):
            raise StartupError(f"{key} must be a text in quotes")
    return {key: str(value) for key, value in found.items()}


def _file(path: Path) -> Mapping[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StartupError(f"{path} cannot be read: {error}") from None


def _secret_key(path: Path) -> str:
    """Made on first use, readable by its owner alone."""
    if not path.is_file():
        keep_private(path, secrets.token_urlsafe(48).encode())
    return path.read_text(encoding="ascii").strip()


def _check(settings: Settings) -> None:
    if len(settings.secret_key) < 32:
        raise StartupError("secret_key is too short: use at least 32 random characters")
    if not _is_database(settings.database_url):
        raise StartupError(
            "database_url must look like sqlite:////a/file or postgresql+psycopg://…"
        )
    if not _SMALL_NUMBER.fullmatch(settings.proxies):
        raise StartupError('proxies must be the number of reverse proxies in front, such as "1"')
    if not _is_origin(settings.base_url):
        raise StartupError("base_url must look like https://compass.example.org")
    try:
        _ = settings.zone
    except (ZoneInfoNotFoundError, ValueError):
        raise StartupError(
            f"time_zone must be a name such as Europe/Brussels, not {settings.time_zone!r}"
        ) from None


def _is_database(url: str) -> bool:
    try:
        parts = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        return False
    is_file = parts.database not in {None, "", ":memory:"}
    return parts.drivername in DATABASES and (is_file or parts.get_backend_name() != "sqlite")


def _is_origin(address: str) -> bool:
    try:
        parts = urlsplit(address)
        has_place = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    rest = parts.path or parts.query or parts.fragment or parts.username
    return parts.scheme in {"http", "https"} and has_place and not rest
