"""What a backup says about itself: which release made it, and the digest of every file in it."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

NAME = "manifest.json"
FORMAT = 1
DATABASES = {"sqlite": "database.sqlite", "postgresql": "database.pgdump"}
SINGLE_FILES = ("compass.toml", "secret.key")
FOLDERS = ("dossiers", "keys", "question_sets")
CERTIFICATES = (".p12", ".pfx")
MAX_BYTES = 32 * 1024 * 1024
MAX_FILES = 200_000
MAX_NAME = 240

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")
_KEYS = {"format", "compass", "schema", "created", "database", "files"}


class BackupError(Exception):
    """The backup or the restore was refused; the message says what to do."""


@dataclass(frozen=True)
class FileEntry:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    compass: str
    schema: str
    created: str
    database: str  # sqlite, postgresql
    files: Mapping[str, FileEntry]

    @property
    def size(self) -> int:
        return sum(entry.size for entry in self.files.values())


def manifest_bytes(manifest: Manifest) -> bytes:
    document = {"format": FORMAT, **asdict(manifest)}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(content: bytes) -> Manifest:
    """Raises BackupError on anything that `compass backup` does not write."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise BackupError(f"{NAME} cannot be read") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT or set(found) != _KEYS:
        raise BackupError(f"{NAME} is not of format {FORMAT}: use the release that made the backup")
    files = found.pop("files")
    if not all(isinstance(fact, str) for key, fact in found.items() if key != "format"):
        raise BackupError(f"{NAME} cannot be read")
    if not isinstance(files, dict):
        raise BackupError(f"{NAME} cannot be read")
    manifest = Manifest(
        compass=found["compass"],
        schema=found["schema"],
        created=found["created"],
        database=found["database"],
        files={name: _entry(name, value) for name, value in files.items()},
    )
    _check(manifest)
    return manifest


def _entry(name: str, value: object) -> FileEntry:
    if isinstance(value, dict) and set(value) == {"size", "sha256"}:
        size, sha256 = value["size"], value["sha256"]
        if (
            type(size) is int
            and size >= 0
            and isinstance(sha256, str)
            and _SHA256.fullmatch(sha256)
        ):
            return FileEntry(size, sha256)
    raise BackupError(f"{NAME} has no size and SHA-256 for {name!r}")


def _check(manifest: Manifest) -> None:
    if manifest.database not in DATABASES:
        raise BackupError(f"{NAME} names a database that is not known: {manifest.database!r}")
    if DATABASES[manifest.database] not in manifest.files:
        raise BackupError("the backup holds no database")
    if len(manifest.files) > MAX_FILES:
        raise BackupError(f"the backup has more than {MAX_FILES} files")
    for name in manifest.files:
        parents = PurePosixPath(name).parents
        if not is_allowed(name, manifest.database) or any(
            str(parent) in manifest.files for parent in parents
        ):
            raise BackupError(f"a backup does not hold {name!r}")


def is_allowed(name: str, database: str) -> bool:
    """Own names only: relative, plain, and of the parts that a home has."""
    path = PurePosixPath(name)
    if path.is_absolute() or str(path) != name or ".." in path.parts or _CONTROL.search(name):
        return False
    if len(name.encode(errors="replace")) > MAX_NAME or not path.parts:
        return False
    if path.parts[0] in FOLDERS:
        return len(path.parts) > 1
    return name in (*SINGLE_FILES, DATABASES[database]) or path.suffix in CERTIFICATES
