"""The archive of a backup, written whole or not at all."""

import hashlib
import io
import os
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from compass.services.backups.manifest import (
    NAME,
    BackupError,
    FileEntry,
    Manifest,
    manifest_bytes,
)

CHUNK = 1 << 20


def describe(path: Path) -> FileEntry:
    with path.open("rb") as file:
        return copy(file)


def copy(source: IO[bytes], target: IO[bytes] | None = None) -> FileEntry:
    """What was read; without a target it is read only."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if target is not None:
            target.write(chunk)
    return FileEntry(size, digest.hexdigest())


def write_archive(target: Path, manifest: Manifest, sources: Mapping[str, Path]) -> None:
    """A new file for its owner alone, on the disk when this returns."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
            content = manifest_bytes(manifest)
            archive.addfile(_member(NAME, len(content)), io.BytesIO(content))
            for name, entry in manifest.files.items():
                _add(archive, name, entry, sources[name])
        file.flush()
        os.fsync(file.fileno())


def _add(archive: tarfile.TarFile, name: str, entry: FileEntry, source: Path) -> None:
    with source.open("rb") as file:
        read = _Hashed(file)
        archive.addfile(_member(name, entry.size), read)
    if read.digest.hexdigest() != entry.sha256:
        raise BackupError(f"{source} was changed during the backup: try again")


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


class _Hashed:
    """A file whose digest is known once it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self.file.read(size)
        self.digest.update(content)
        return content
