"""A question set in a ZIP file: strangers' ones are read with suspicion, our own are always the
same bytes."""

import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from compass.core.folders import FILE_NAME, MAX_FILES
from compass.core.question_sets import QuestionSet
from compass.core.yaml_writing import write_yaml

MAX_ARCHIVE = 2 * 1024 * 1024
MAX_ENTRIES = 3 * MAX_FILES  # with folders, and what systems add without being asked
MAX_TOTAL = 4 * 1024 * 1024
MAX_RATIO = 100
SMALL = 64 * 1024  # below this a high ratio is only a repeated word
_NESTED = re.compile(r".*\.(zip|tar|gz|tgz|bz2|xz|7z|rar|zst|jar)", re.IGNORECASE)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError)
_ENCRYPTED, _UTF_8 = 0x1, 0x800


class ArchiveError(Exception):
    """The archive is refused; ``name`` says which entry, where it is one."""

    def __init__(self, code: str, name: str = "") -> None:
        self.code, self.name = code, name
        super().__init__(f"{code}: {name}" if name else code)


@dataclass(frozen=True)
class Archive:
    """``folder``: id and version as the folders are called, where the files lie in such ones."""

    files: Mapping[str, bytes]
    folder: tuple[str, str] | None


def read_archive(data: bytes) -> Archive:
    """The files of one question set; raises ArchiveError. Nothing touches a disk."""
    if len(data) > MAX_ARCHIVE:
        raise ArchiveError("too-large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = list(_wanted(archive.infolist()))
            files = _contents(archive, entries)
    except UnicodeDecodeError:
        raise ArchiveError("name-not-utf-8") from None
    except _BROKEN:
        raise ArchiveError("not-a-zip") from None
    if not files:
        raise ArchiveError("empty")
    parents = {PurePosixPath(name).parent.parts for name in files}
    if len(parents) > 1 or any(len(parts) > 2 for parts in parents):
        raise ArchiveError("not-one-folder")
    parts = parents.pop()
    return Archive(
        {PurePosixPath(name).name: content for name, content in files.items()},
        (parts[0], parts[1]) if len(parts) == 2 else None,
    )


def write_archive(question_set: QuestionSet) -> bytes:
    """The same version gives the same bytes, everywhere: no clock, no compression. Its files are
    written anew from what the digest covers: without comments, and read back with that digest."""
    folder = f"{question_set.id}/{question_set.version}"
    files = json.loads(question_set.content)["files"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _LONG_AGO)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, write_yaml(files[name]))
    return buffer.getvalue()


def _wanted(entries: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    if len(entries) > MAX_ENTRIES:
        raise ArchiveError("too-many")
    seen: set[str] = set()
    for entry in entries:
        _check_name(entry)
        if entry.orig_filename in seen:
            raise ArchiveError("duplicate", entry.orig_filename)
        seen.add(entry.orig_filename)
        if not entry.is_dir() and not _is_by_the_system(entry.orig_filename):
            _check_entry(entry)
            yield entry


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if not name.isascii() and not entry.flag_bits & _UTF_8:
        raise ArchiveError("name-not-utf-8", _printable(name))
    parts = name.rstrip("/").split("/")
    if "\0" in name or "\\" in name or ":" in name or not all(parts) or {".", ".."} & set(parts):
        raise ArchiveError("bad-path", _printable(name))


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = _printable(entry.orig_filename)
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise ArchiveError("link", name)
    if entry.flag_bits & _ENCRYPTED:
        raise ArchiveError("encrypted", name)
    if _NESTED.fullmatch(name):
        raise ArchiveError("nested", name)
    if not FILE_NAME.fullmatch(PurePosixPath(name).name):
        raise ArchiveError("other-file", name)
    if entry.compress_type not in _METHODS:
        raise ArchiveError("not-a-zip", name)


def _contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Counted while reading: what the headers promise may be a lie."""
    if len(entries) > MAX_FILES:
        raise ArchiveError("too-many")
    files: dict[str, bytes] = {}
    left = MAX_TOTAL
    for entry in entries:
        with archive.open(entry) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise ArchiveError("too-large-inside", entry.filename)
        if len(content) > max(SMALL, MAX_RATIO * entry.compress_size):
            raise ArchiveError("ratio", entry.filename)
        files[entry.filename] = content
    return files


def _is_by_the_system(name: str) -> bool:
    """Folders and files that a system adds by itself, such as __MACOSX/; they are never opened."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:200]
