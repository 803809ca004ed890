"""Files that two processes may write at the same moment, and what the disk must know."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def keep_private(path: Path, content: bytes) -> None:
    """A new file for its owner alone, whole or not at all; one that is there stays as it is."""
    with alone_in(path.parent):
        if path.exists():
            return
        descriptor, made = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        _write_and_rename(descriptor, Path(made), path, content)


def write_whole(path: Path, content: bytes) -> None:
    """The file with this content, or the one that was there before: never half of it."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # such as /dev/stdout
        return
    made = path.with_name(f".{path.name}-{os.getpid()}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # as umask says
    _write_and_rename(descriptor, made, path, content)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """One process at a time; the lock ends with the process, whatever happens to it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write_and_rename(descriptor: int, made: Path, path: Path, content: bytes) -> None:
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        made.rename(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """On return the names in the folder are on the disk; fsync of a file keeps its content only."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
