"""What must hold for any files at all: a list of findings, or a set that can be evaluated."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from compass.core.answers import Answer, AnswerStatus
from compass.core.checking import check_files
from compass.core.evaluation import evaluate
from compass.core.faults import Fault, FaultsError
from compass.core.loading import load_content, load_files
from compass.core.question_sets import QuestionSet

_ANSWERS = (
    Answer(AnswerStatus.ANSWERED, "yes"),
    Answer(AnswerStatus.ANSWERED, ("1: One", "2: Two")),
    Answer(AnswerStatus.ANSWERED, {"severity": "grave", "likelihood": "certain"}),
    Answer(AnswerStatus.NOT_KNOWN),
)


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def read(files: Mapping[str, bytes]) -> QuestionSet | None:
    """What happens at every start: the set, or None where it is refused with faults."""
    try:
        return load_files(files)
    except FaultsError as error:
        _expect_words(error.faults)
        return None


def check(files: Mapping[str, bytes]) -> None:
    """What an officer's upload waits for, of a set that is refused too."""
    _expect_words(check_files(files))


def use(question_set: QuestionSet) -> None:
    """What an accepted set goes through later."""
    assert load_content(question_set.content).digest == question_set.digest
    for answer in _ANSWERS:
        evaluate(question_set, {question.id: answer for question in question_set.questions})


def _expect_words(findings: Iterable[Fault]) -> None:
    assert all(fault.code and fault.message and fault.file for fault in findings)
