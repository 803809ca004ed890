"""Question sets for commands without a database: the shipped ones and those of the home."""

from collections.abc import Sequence
from pathlib import Path

import click

from compass.cli.home import question_set_roots
from compass.cli.output import FaultsFound
from compass.core.answers import AnswersFile
from compass.core.faults import Fault, FaultsError
from compass.core.loading import find_folders, load_folder
from compass.core.publication import SEMANTIC_VERSION, precedence
from compass.core.published import UnknownSetError, load_version
from compass.core.question_sets import QuestionSet


def load_set(set_id: str, version: str, *, beside: Sequence[Path] = ()) -> QuestionSet:
    """``beside`` are other folders that hold sets."""
    try:
        return load_version((*question_set_roots(), *beside), set_id, version)
    except UnknownSetError as error:
        raise click.UsageError(str(error)) from None
    except FaultsError as error:
        raise FaultsFound(error.faults) from None


def load_set_of(answers_file: AnswersFile, file: str) -> QuestionSet:
    """That of an answers file; raises FaultsError, also where there is none such here."""
    try:
        return load_version(question_set_roots(), answers_file.set_id, answers_file.version)
    except UnknownSetError as error:
        line = answers_file.lines.get("question_set", 0)
        fault = Fault(file, line, "question_set", "unknown-set", str(error))
    raise FaultsError([fault])


def load_between(
    before: QuestionSet, after: QuestionSet, *, beside: Sequence[Path] = ()
) -> list[QuestionSet]:
    """The versions of the same set between two of them; one with faults is left out."""
    found: list[QuestionSet] = []
    lowest, highest = precedence(before.version), precedence(after.version)
    for root in (*question_set_roots(), *beside):
        for folder in find_folders(root):
            if folder.parent.name != after.id or not SEMANTIC_VERSION.fullmatch(folder.name):
                continue
            if lowest < precedence(folder.name) < highest:
                try:
                    found.append(load_folder(folder))
                except FaultsError:
                    continue
    return found
