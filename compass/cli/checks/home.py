"""The home: rights, room on the disk, and the address that people use."""

import shutil
import stat
from pathlib import Path

from compass.cli.checks.findings import Finding, Level
from compass.web.settings import Settings

MIB = 1024 * 1024
TOO_FULL, NEARLY_FULL = 100 * MIB, 1024 * MIB
LOCAL = ("127.0.0.1", "localhost", "[::1]")


def check_home(home: Path) -> Finding:
    secrets = [home, *(home / name for name in ("secret.key", "compass.toml", "compass.db"))]
    if is_open := [str(path) for path in secrets if path.exists() and others_may_read(path)]:
        message = f"others on this machine can read: chmod go-rwx {' '.join(is_open)}"
        return Finding("home", Level.WARNING, message)
    return Finding("home", Level.OK, f"{home} is for its owner alone")


def others_may_read(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def check_disk(home: Path) -> Finding:
    free = shutil.disk_usage(home).free
    message = f"{free // MIB} MiB free"
    if free < TOO_FULL:
        return Finding("disk", Level.PROBLEM, f"{message}: make room, saving will fail soon")
    if free < NEARLY_FULL:
        return Finding("disk", Level.WARNING, f"{message}: make room before it is full")
    return Finding("disk", Level.OK, message)


def check_address(settings: Settings) -> Finding:
    address = settings.base_url
    if settings.is_https and not settings.proxy_count:
        message = (
            f"{address} is behind a proxy, and limits take everybody for one: set proxies to the "
            "number of reverse proxies in front"
        )
        return Finding("address", Level.WARNING, message)
    if settings.is_https or settings.is_demo:
        note = ", a demonstration" if settings.is_demo else ""
        return Finding("address", Level.OK, f"{address}{note}")
    if settings.host.rpartition(":")[0] in LOCAL or settings.host in LOCAL:
        message = f"{address} is this machine only: set base_url to the https address of people"
        return Finding("address", Level.WARNING, message)
    message = f"{address} sends passwords in the clear: set base_url to https and serve TLS"
    return Finding("address", Level.PROBLEM, message)
