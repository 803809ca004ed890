"""Checks a folder by itself and against the version before, where that one lies beside it."""

from collections.abc import Sequence
from pathlib import Path

from compass.core.checking import check_folder
from compass.core.faults import Fault, FaultsError, errors_in
from compass.core.loading import STRUCTURE, load_folder
from compass.core.question_sets import QuestionSet
from compass.core.structure import SEMANTIC_VERSION
from compass.core.versions.changes_reading import FILE
from compass.core.versions.linting import lint_against, lint_changes
from compass.core.versions.order import version_before


def check_version(folder: Path) -> list[Fault]:
    """All findings about the files; without an error, what does not fit the version before too."""
    faults = check_folder(folder)
    if errors_in(faults):
        return faults
    after = load_folder(folder)
    file, others = str(folder / FILE), _versions_beside(folder)
    faults += lint_against(after, others, file)
    before = _version_before(folder, after, others)
    return faults if before is None else [*faults, *lint_changes(before, after, file)]


def _versions_beside(folder: Path) -> list[str]:
    return [
        path.name
        for path in folder.absolute().parent.iterdir()
        if (path / STRUCTURE).is_file() and SEMANTIC_VERSION.fullmatch(path.name)
    ]


def _version_before(folder: Path, after: QuestionSet, others: Sequence[str]) -> QuestionSet | None:
    """The one that the changes name, else the highest lower one; None when it is not here, or has
    faults of its own."""
    before = after.changes.against if after.changes else version_before(after.version, others)
    if before is None or before not in others:
        return None
    try:
        return load_folder(folder.absolute().parent / before)
    except FaultsError:
        return None
