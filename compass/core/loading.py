"""From a folder, or from the canonical JSON kept in a database or a PDF, to a question set.

Both ways run through the same checks, and both refuse with every fault at once."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import rfc8785

from compass.core.documents import Document, Tree
from compass.core.faults import Fault, FaultsError, errors_in
from compass.core.folders import find_folders, read_folder
from compass.core.linting import lint_folder_name, lint_structure, lint_translations
from compass.core.messages import worded
from compass.core.question_sets import QuestionSet
from compass.core.resolving import resolved
from compass.core.strict_json import parse_json
from compass.core.strict_yaml import parse_yaml
from compass.core.structure import Structure, read_structure
from compass.core.texts import ReadTexts, read_texts
from compass.core.versions import changes_reading
from compass.core.versions.changes import Changes

__all__ = ["Edition", "documents_in", "faults_of", "find_folders",
           "load_content", "load_files", "load_folder", "place_of",
           "read_edition", "without_texts"]  # fmt: skip

FORMAT = 1
STRUCTURE = "set.yaml"


@dataclass(frozen=True)
class Edition:
    """What was read; without a structure there was nothing to go by."""

    structure: Structure | None
    changes: Changes | None = None
    texts: Mapping[str, ReadTexts] = field(default_factory=dict)


def load_folder(path: Path) -> QuestionSet:
    """The set in ``<root>/<id>/<version>/``; raises FaultsError with every fault."""
    faults: list[Fault] = []
    return _compile(read_folder(path, faults), faults, place_of(path))


def place_of(path: Path) -> tuple[str, str]:
    """The names of the folder of a version and of the one around it."""
    place = Path(os.path.abspath(path))  # resolves "..", but follows no link
    return place.parent.name, place.name


def load_files(files: Mapping[str, bytes], folder: tuple[str, str] | None = None) -> QuestionSet:
    """The set from files by name, as they were sent; ``folder`` is what holds them, if known."""
    documents = {name: parse_yaml(content, name) for name, content in files.items()}
    return _compile(documents, [], folder)


def load_content(content: bytes) -> QuestionSet:
    """The set from its canonical JSON; it has no lines, so faults name file and path only."""
    return _compile(documents_in(content), [], None)


def documents_in(content: bytes) -> dict[str, Document]:
    """The files in a canonical JSON; raises FaultsError where it is none."""
    envelope = parse_json(content, "content")
    files = _files_of(envelope)
    if envelope.faults or files is None:
        raise FaultsError(envelope.faults)
    documents = {name: Document(name, tree, {}) for name, tree in files.items()}
    faults: list[Fault] = []
    for name, document in documents.items():
        if not _holds_only_texts(document.data):
            faults.append(Fault(name, 0, "", "not-a-text", worded("every value must be a text")))
    if faults:
        raise FaultsError(faults)
    if rfc8785.dumps(envelope.data) != content:
        message = worded("this is not the canonical form (RFC 8785)")
        raise FaultsError([Fault("content", 0, "", "not-canonical", message)])
    return documents


def _files_of(envelope: Document) -> dict[str, Tree] | None:
    root = envelope.root
    if envelope.faults or not root.expect_keys(("format", "files")):
        return None
    if root.child("format").value != FORMAT:
        root.fault(
            "unknown-format",
            worded("only format %(format)s is known here", format=FORMAT),
            key="format",
        )
    files = root.child("files").value
    if not isinstance(files, dict):
        root.fault("not-a-mapping", worded("expected files by name"), key="files")
        return None
    return files


def _holds_only_texts(tree: Tree) -> bool:
    if isinstance(tree, dict):
        return all(_holds_only_texts(value) for value in tree.values())
    if isinstance(tree, list):
        return all(_holds_only_texts(value) for value in tree)
    return isinstance(tree, str)


def _compile(
    documents: Mapping[str, Document], faults: list[Fault], folder: tuple[str, str] | None
) -> QuestionSet:
    edition = read_edition(documents, faults, folder)
    found = faults_of(documents, faults)
    if edition.structure is None or errors_in(found):
        raise FaultsError(found)
    content = rfc8785.dumps(
        {"format": FORMAT, "files": {name: item.data for name, item in documents.items()}}
    )
    return replace(
        without_texts(edition.structure),
        texts={language: read.texts for language, read in edition.texts.items()},
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        changes=edition.changes,
    )


def without_texts(valid: Structure) -> QuestionSet:
    """All that it takes to evaluate answers."""
    structure = resolved(valid)
    return QuestionSet(
        id=structure.id,
        version=structure.version,
        languages=structure.languages,
        scales=structure.scales,
        principles=structure.principles,
        themes=structure.themes,
        glossary=structure.glossary,
        sources=structure.sources,
        texts={},
        digest="",
        content=b"",
        roles=structure.roles,
        maps=structure.maps,
        facts=structure.facts,
        labels=structure.labels,
        scores=structure.scores,
        outcomes=structure.outcomes,
    )


def faults_of(documents: Mapping[str, Document], faults: Iterable[Fault]) -> list[Fault]:
    """Those of the documents too."""
    return sorted([*faults, *(each for one in documents.values() for each in one.faults)])


def read_edition(
    documents: Mapping[str, Document], faults: list[Fault], folder: tuple[str, str] | None
) -> Edition:
    """Reads and checks; what is wrong is among ``faults`` and in the documents themselves."""
    document = documents.get(STRUCTURE)
    if document is None:
        if not faults:
            faults.append(
                Fault(
                    STRUCTURE,
                    0,
                    "",
                    "missing-file",
                    worded("%(file)s is missing", file=STRUCTURE),
                )
            )
        return Edition(None)
    structure = read_structure(document) if document.data is not None else None
    if structure is None or not structure.themes:
        return Edition(None)  # all the rest would be unknown or unused
    lint_structure(document, structure)
    if folder is not None:
        lint_folder_name(document, structure, folder)
    _lint_files(documents, document, structure)
    changes = _read_changes(documents.get(changes_reading.FILE), structure)
    texts: dict[str, ReadTexts] = {}
    for language in structure.languages:
        file = documents.get(f"{language}.yaml")
        if file is not None and file.data is not None:
            read = read_texts(file, structure, language, changes.questions if changes else ())
            texts |= {language: read} if read is not None else {}
    lint_translations(texts)
    return Edition(structure, changes, texts)


def _read_changes(document: Document | None, structure: Structure) -> Changes | None:
    if document is None or document.data is None:
        return None
    changes = changes_reading.read_changes(document)
    if changes is not None:
        changes_reading.lint_changes_by_themselves(document, changes, structure)
    return changes


def _lint_files(
    documents: Mapping[str, Document], document: Document, structure: Structure
) -> None:
    for position, language in enumerate(structure.languages):
        if f"{language}.yaml" not in documents:
            place = document.root.child("languages").child(position)
            place.fault("missing-file", worded("%(language)s.yaml is missing", language=language))
    for name, file in documents.items():
        if name in (STRUCTURE, changes_reading.FILE):
            continue
        if name.removesuffix(".yaml") not in structure.languages:
            message = worded(
                "%(file)s does not list the language %(language)s",
                file=STRUCTURE,
                language=repr(name.removesuffix(".yaml")),
            )
            file.faults.append(Fault(file.file, 0, "", "undeclared-language", message))
