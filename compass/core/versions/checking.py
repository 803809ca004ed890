"""Checks a folder by itself and against the versions before it, where they lie beside it."""

from collections.abc import Iterable
from pathlib import Path

from compass.core.checking import check_folder
from compass.core.faults import Fault, FaultsError
from compass.core.loading import STRUCTURE, load_folder
from compass.core.publication import SEMANTIC_VERSION
from compass.core.question_sets import QuestionSet
from compass.core.versions.changes_reading import FILE
from compass.core.versions.linting import lint_against, lint_over_versions
from compass.core.versions.order import lower_than


def check_version(folder: Path) -> list[Fault]:
    """All findings about the files; where they can be used, what does not fit the versions before
    too."""
    faults = check_folder(folder)
    try:
        after = load_folder(folder)
    except FaultsError:
        return faults
    beside, file = _beside(folder), str(folder / FILE)
    earlier, broken = _loaded(folder, lower_than(after.version, beside))
    faults += lint_against(after, beside, file)
    return [*faults, *lint_over_versions(after, earlier, broken, file)]


def _beside(folder: Path) -> list[str]:
    return [
        path.name
        for path in folder.absolute().parent.iterdir()
        if (path / STRUCTURE).is_file() and SEMANTIC_VERSION.fullmatch(path.name)
    ]


def _loaded(folder: Path, versions: Iterable[str]) -> tuple[list[QuestionSet], list[str]]:
    """Those that can be read, and the names of those that have faults of their own."""
    loaded: list[QuestionSet] = []
    broken: list[str] = []
    for version in versions:
        try:
            loaded.append(load_folder(folder.absolute().parent / version))
        except FaultsError:
            broken.append(version)
    return loaded, broken
