"""The files of a question set on a disk: found, opened with care, and parsed."""

import os
import re
import stat
from pathlib import Path

from compass.core.documents import Document
from compass.core.faults import Fault
from compass.core.messages import worded
from compass.core.strict_yaml import MAX_BYTES, parse_yaml

FILE_NAME = re.compile(r"(set|changes|[a-z]{2})\.yaml")
MAX_FILES = 40


def find_folders(root: Path) -> list[Path]:
    """Every ``<root>/<id>/<version>/`` with a set.yaml, in the order of their names."""
    return sorted(path.parent for path in root.glob("*/*/set.yaml"))


def read_folder(path: Path, faults: list[Fault]) -> dict[str, Document]:
    """The parsed files by name; what could not be read at all is among ``faults``."""
    if path.is_symlink() or not path.is_dir():
        faults.append(_fault(path, "not-a-folder", worded("this is not a folder")))
        return {}
    try:
        names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        faults.append(_fault(path, "unreadable", _reason(error)))
        return {}
    documents: dict[str, Document] = {}
    for name in names[:MAX_FILES]:
        if not FILE_NAME.fullmatch(name):
            message = worded(
                "a set holds set.yaml, changes.yaml and one file per language, such as nl.yaml"
            )
            faults.append(_fault(path / name, "unknown-file", message))
        elif (content := _content(path / name, faults)) is not None:
            documents[name] = parse_yaml(content, str(path / name))
    if len(names) > MAX_FILES:
        faults.append(_fault(path, "too-many", worded("more than %(most)s files", most=MAX_FILES)))
    if "set.yaml" not in names:
        faults.append(_fault(path / "set.yaml", "missing-file", worded("set.yaml is missing")))
    return documents


def _content(path: Path, faults: list[Fault]) -> bytes | None:
    """Links, devices and pipes are refused without being followed or waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        code = "symlink" if path.is_symlink() else "unreadable"
        faults.append(_fault(path, code, _reason(error)))
        return None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        faults.append(_fault(path, "unreadable", worded("this is not a regular file")))
        return None
    with os.fdopen(descriptor, "rb") as file:
        try:
            return file.read(MAX_BYTES + 1)
        except OSError as error:
            faults.append(_fault(path, "unreadable", _reason(error)))
            return None


def _fault(path: Path, code: str, message: str) -> Fault:
    return Fault(str(path), 0, "", code, message)


def _reason(error: OSError) -> str:
    return error.strerror or "this could not be read"
