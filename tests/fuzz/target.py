"""What must hold for any files at all: a list of findings, or a set that can be evaluated."""

from collections.abc import Mapping
from pathlib import Path

from compass.core.answers import Answer, AnswerStatus
from compass.core.checking import check_files
from compass.core.evaluation import evaluate
from compass.core.faults import errors_in
from compass.core.loading import load_content, load_files

_ANSWERS = (
    Answer(AnswerStatus.ANSWERED, "yes"),
    Answer(AnswerStatus.ANSWERED, ("1: One", "2: Two")),
    Answer(AnswerStatus.ANSWERED, {"severity": "grave", "likelihood": "certain"}),
    Answer(AnswerStatus.NOT_KNOWN),
)


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def judge(files: Mapping[str, bytes]) -> bool:
    """Whether the files are a valid set. Any exception is a finding."""
    findings = check_files(files)
    assert all(fault.code and fault.message and fault.file for fault in findings)
    if errors_in(findings):
        return False
    question_set = load_files(files)
    assert load_content(question_set.content).digest == question_set.digest
    for answer in _ANSWERS:
        evaluate(question_set, {question.id: answer for question in question_set.questions})
    return True
