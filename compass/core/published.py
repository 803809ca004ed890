"""published.toml: the published versions, each with its digest, so that they stay as they are."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from compass.core.faults import Fault, FaultsError
from compass.core.loading import find_folders, load_folder, place_of
from compass.core.question_sets import QuestionSet

FILE = "published.toml"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ENTRY = re.compile(r"^\s*\[\[published\]\]", re.MULTILINE)


@dataclass(frozen=True)
class PublishedVersion:
    id: str
    version: str
    digest: str


class UnknownSetError(Exception):
    """No folder holds this version of this set."""

    def __init__(self, set_id: str, version: str) -> None:
        self.set_id, self.version = set_id, version
        super().__init__(f"there is no question set {set_id} {version} here")


class AlreadyPublishedError(Exception):
    """The version is published with other contents: it stays as it is, raise the version."""

    def __init__(self, published: PublishedVersion, digest: str) -> None:
        self.published, self.digest = published, digest
        super().__init__(
            f"{published.id} {published.version} is published with digest {published.digest}; "
            f"these files have {digest}. Give changed files a new version."
        )


def read_published(path: Path) -> tuple[PublishedVersion, ...]:
    """The entries of a published.toml, none where there is no such file; raises FaultsError."""
    try:
        text = path.read_bytes().decode("utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as error:
        raise FaultsError([Fault(str(path), 0, "", "syntax", str(error))]) from None
    lines = [text.count("\n", 0, match.start()) + 1 for match in _ENTRY.finditer(text)]
    entries, faults = data.get("published", []), []
    if set(data) - {"published"} or not isinstance(entries, list):
        faults.append(Fault(str(path), 0, "", "unknown-key", "expected [[published]] tables only"))
        entries = []
    versions: list[PublishedVersion] = []
    for number, entry in enumerate(entries):
        line = lines[number] if number < len(lines) else 0
        version = _version(entry)
        if version is None:
            message = "expected id, version and digest (64 hexadecimal digits)"
            faults.append(Fault(str(path), line, f"published.{number}", "bad-entry", message))
        elif any((version.id, version.version) == (other.id, other.version) for other in versions):
            message = f"{version.id} {version.version} stands twice"
            faults.append(Fault(str(path), line, f"published.{number}", "duplicate-id", message))
        else:
            versions.append(version)
    if faults:
        raise FaultsError(faults)
    return tuple(versions)


def check_published(root: Path) -> list[Fault]:
    """Published versions whose files are gone, broken or no longer the ones that were published."""
    try:
        versions = read_published(root / FILE)
    except FaultsError as error:
        return list(error.faults)
    return [fault for version in versions for fault in _check(root, version)]


def check_published_folder(folder: Path) -> list[Fault]:
    """The same about one version, where it is among the published ones beside it."""
    try:
        versions = read_published(folder.absolute().parent.parent / FILE)
    except FaultsError as error:
        return list(error.faults)
    here = [one for one in versions if (one.id, one.version) == place_of(folder)]
    return [fault for version in here for fault in _check_files(folder, version)]


def load_guarded(folder: Path) -> QuestionSet:
    """The version in a folder; raises FaultsError where it was touched since it was published."""
    root, question_set = folder.parent.parent, load_folder(folder)
    for version in read_published(root / FILE):
        is_this = (version.id, version.version) == (question_set.id, question_set.version)
        if is_this and (faults := _touched(question_set, folder, version)):
            raise FaultsError(faults)
    return question_set


def load_version(roots: Iterable[Path], set_id: str, version: str) -> QuestionSet:
    """One version out of several roots, the first that has it; raises UnknownSetError."""
    for root in roots:
        for folder in find_folders(root):
            if (folder.parent.name, folder.name) == (set_id, version):
                return load_guarded(folder)
    raise UnknownSetError(set_id, version)


def publish(question_set: QuestionSet, path: Path) -> bool:
    """Freeze a version by adding its digest to published.toml; False when it was there already."""
    entry = PublishedVersion(question_set.id, question_set.version, question_set.digest)
    for version in read_published(path):
        if (version.id, version.version) == (entry.id, entry.version):
            if version.digest != entry.digest:
                raise AlreadyPublishedError(version, entry.digest)
            return False
    existing = path.read_text(encoding="utf-8") if path.exists() else ""
    separator = "" if not existing else "\n" if existing.endswith("\n") else "\n\n"
    table = (
        f'[[published]]\nid = "{entry.id}"\n'
        f'version = "{entry.version}"\ndigest = "{entry.digest}"\n'
    )
    path.write_text(existing + separator + table, encoding="utf-8")
    return True


def _version(entry: object) -> PublishedVersion | None:
    if not isinstance(entry, dict) or set(entry) != {"id", "version", "digest"}:
        return None
    if not all(isinstance(value, str) for value in entry.values()):
        return None
    return PublishedVersion(**entry) if _DIGEST.fullmatch(entry["digest"]) else None


def _check(root: Path, version: PublishedVersion) -> list[Fault]:
    folder = root / version.id / version.version
    if not folder.is_dir():
        message = f"{version.id} {version.version} is published, but its folder is gone"
        return [Fault(str(folder), 0, "", "published-missing", message)]
    return _check_files(folder, version)


def _check_files(folder: Path, version: PublishedVersion) -> list[Fault]:
    try:
        question_set = load_folder(folder)
    except FaultsError as error:
        name = f"{version.id} {version.version}"
        message = f"{name} is published, but its files were changed and are no longer valid"
        return [Fault(str(folder), 0, "", "published-changed", message), *error.faults]
    return _touched(question_set, folder, version)


def _touched(question_set: QuestionSet, folder: Path, version: PublishedVersion) -> list[Fault]:
    if question_set.digest == version.digest:
        return []
    message = (
        f"{version.id} {version.version} is published with digest {version.digest}, but these "
        f"files have {question_set.digest}. "
        "Put the files back, or give the changed ones a new version."
    )
    return [Fault(str(folder), 0, "", "published-changed", message)]
