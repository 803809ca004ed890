"""The archive of a backup, read as what a stranger made: nothing in it is believed."""

import gzip
import io
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from compass.services.backups.manifest import (
    MAX_BYTES,
    NAME,
    BackupError,
    FileEntry,
    Manifest,
    read_manifest,
)
from compass.services.backups.packing import CHUNK, copy

MAX_RATIO = 200  # unpacked against packed; real homes stay below 20
ALWAYS_ALLOWED = 64 * CHUNK

_DAMAGE = (
    tarfile.TarError,
    gzip.BadGzipFile,
    zlib.error,
    EOFError,
    ValueError,
    RecursionError,  # tarfile reads header after header of a long name
)


def check_archive(path: Path) -> Manifest:
    """Reads all of it and writes nothing; raises BackupError unless every byte is as listed."""
    with _opened(path) as archive:
        manifest = _read_manifest(archive)
        for name, file in _members(archive, manifest):
            _check_file(name, copy(file), manifest)
    return manifest


def unpack(path: Path, manifest: Manifest, folder: Path) -> None:
    """Each file for its owner alone; checked again, in case the archive was exchanged."""
    with _opened(path) as archive:
        if _read_manifest(archive) != manifest:
            raise BackupError("the backup was changed while it was read")
        for name, file in _members(archive, manifest):
            target = folder / name
            _make_folder(target.parent)
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                _check_file(name, copy(file, out), manifest)
                out.flush()
                os.fsync(out.fileno())


def _make_folder(folder: Path) -> None:
    """Each level for its owner alone: mkdir(parents=True) gives the mode to the last one only."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700)


class _Bounded:
    """Limits what is unpacked in all, and at once: the headers of an archive can be bombs too."""

    def __init__(self, file: gzip.GzipFile, limit: int) -> None:
        self.file, self.limit = file, limit

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= CHUNK:
            raise BackupError("this archive was not made by `compass backup`")
        content = self.file.read(size)
        self._check(self.file.tell())
        return content

    def seek(self, position: int) -> int:
        self._check(position)
        return self.file.seek(position)

    def tell(self) -> int:
        return self.file.tell()

    def _check(self, position: int) -> None:
        if position > self.limit:
            raise BackupError("the backup unpacks to far more than a backup does")


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        limit = ALWAYS_ALLOWED + MAX_RATIO * path.stat().st_size
        with gzip.open(path) as plain:
            bounded = _Bounded(plain, limit)
            with tarfile.open(fileobj=bounded, mode="r:") as archive:  # type: ignore[call-overload]  # read, seek and tell are all it uses
                yield archive
    except _DAMAGE:
        raise BackupError(f"{path} is damaged, or is not a backup of the compass") from None
    except FileNotFoundError:
        raise BackupError(f"there is no file {path}") from None


def _read_manifest(archive: tarfile.TarFile) -> Manifest:
    member = archive.next()
    if member is None or member.name != NAME or member.size > MAX_BYTES or not _is_plain(member):
        raise BackupError(f"the archive does not begin with {NAME}: it is not a backup")
    out = io.BytesIO()
    copy(_content(archive, member), out)
    return read_manifest(out.getvalue())


def _members(archive: tarfile.TarFile, manifest: Manifest) -> Iterator[tuple[str, IO[bytes]]]:
    """Exactly the listed files, each once, none of them a link, a device or out of its place."""
    missing = set(manifest.files)
    while (member := archive.next()) is not None:
        if member.name not in missing or not _is_plain(member):
            raise BackupError(f"{member.name!r} does not belong in a backup")
        if member.size != manifest.files[member.name].size:
            raise BackupError(f"{member.name} does not have the size that {NAME} says")
        missing.remove(member.name)
        yield member.name, _content(archive, member)
    if missing:
        raise BackupError(f"the backup lacks {min(missing)}")


def _is_plain(member: tarfile.TarInfo) -> bool:
    return member.type == tarfile.REGTYPE and member.sparse is None


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(member)
    if content is None:
        raise BackupError(f"{member.name!r} does not belong in a backup")
    return content


def _check_file(name: str, found: FileEntry, manifest: Manifest) -> None:
    if found != manifest.files[name]:
        raise BackupError(f"{name} is not what {NAME} says: the backup is damaged")
