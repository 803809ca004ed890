"""Everything that can be said about a question set before it is published.

Loading refuses what cannot be used, and is fast. What takes trying out (whether each question, each
maximum and each band can be reached) is looked for here: by ``check`` and before publication."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from compass.core.documents import Document
from compass.core.faults import Fault, FaultsError, errors_in
from compass.core.folders import read_folder
from compass.core.loading import (
    STRUCTURE,
    documents_in,
    faults_of,
    place_of,
    read_edition,
    without_texts,
)
from compass.core.points_linting import lint_points
from compass.core.reachability.linting import lint_reach
from compass.core.strict_yaml import parse_yaml
from compass.core.structure import Structure

# Faults of set.yaml that leave everything whole that is evaluated.
_ASIDE = frozenset(
    {
        "duplicate-code",
        "folder-name",
        "missing-file",
        "unused-band",
        "unused-fact",
        "unused-map",
        "unused-option-list",
        "unused-principle",
        "unused-role",
        "unused-scale",
        "unused-term",
    }
)


def check_folder(path: Path) -> list[Fault]:
    """Every finding in ``<root>/<id>/<version>/``, warnings and notes too."""
    faults: list[Fault] = []
    return _check(read_folder(path, faults), faults, place_of(path))


def check_files(files: Mapping[str, bytes], folder: tuple[str, str] | None = None) -> list[Fault]:
    documents = {name: parse_yaml(content, name) for name, content in files.items()}
    return _check(documents, [], folder)


def check_content(content: bytes) -> list[Fault]:
    """From the canonical JSON: the same findings, without lines."""
    try:
        documents = documents_in(content)
    except FaultsError as error:
        return list(error.faults)
    return _check(documents, [], None)


def _check(
    documents: Mapping[str, Document], faults: list[Fault], folder: tuple[str, str] | None
) -> list[Fault]:
    structure = read_edition(documents, faults, folder).structure
    if structure is not None and not _in_the_way(documents[STRUCTURE].faults):
        _lint_thoroughly(structure)
    return faults_of(documents, faults)


def _in_the_way(faults: Iterable[Fault]) -> bool:
    return any(fault.code not in _ASIDE for fault in errors_in(faults))


def _lint_thoroughly(structure: Structure) -> None:
    question_set = without_texts(structure)
    lint_points(structure, question_set)
    lint_reach(structure, question_set)
