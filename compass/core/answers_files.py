"""Answers files: a review kept as JSON, for teams that work without the web app."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from compass.core.answer_words import fault_words
from compass.core.answers import AnswersFile, answer_fault, is_address, split_address
from compass.core.documents import Document, Node, Tree
from compass.core.entries_reading import (
    read_actions,
    read_answers_by_question,
    read_date,
    read_evidence,
    read_fact,
    read_people,
    read_project,
)
from compass.core.faults import Fault, FaultsError
from compass.core.kinds import KINDS, closed_values
from compass.core.question_sets import Question, QuestionSet
from compass.core.reading import read_version
from compass.core.strict_json import parse_json

FORMAT = 1
_Finding: TypeAlias = tuple[str, str, str]  # path, code, message
_REQUIRED = ("format", "question_set", "language", "answers")
_OPTIONAL = ("project", "review", "people", "actions", "evidence", "guide")


def read_answers(text: bytes | str, file: str) -> AnswersFile:
    """The file as data; raises FaultsError with every fault. check_answers holds it against its
    question set."""
    document = parse_json(text, file)
    if document.faults and document.data is None:
        raise FaultsError(document.faults)
    answers_file = _read(document)
    if document.faults or answers_file is None:
        raise FaultsError(document.faults)
    return answers_file


def check_answers(question_set: QuestionSet, answers_file: AnswersFile, file: str) -> list[Fault]:
    """What does not fit the question set. Open questions are no fault."""
    found = [
        *_check_head(question_set, answers_file),
        *_check_values(question_set, answers_file),
        *_check_references(question_set, answers_file),
    ]
    return sorted(
        Fault(file, _line(answers_file, path), path, code, message) for path, code, message in found
    )


def template(question_set: QuestionSet, language: str) -> dict[str, Tree]:
    """A file to fill in; ``guide`` says what is asked, and is ignored when the file is read."""
    texts = question_set.texts[language]
    return {
        "format": FORMAT,
        "question_set": {
            "id": question_set.id,
            "version": question_set.version,
            "digest": question_set.digest,
        },
        "language": language,
        "project": dict.fromkeys(("name", "organisation", "reference", "phase", "summary"), ""),
        "review": {"title": "", "date": None},
        "people": [],
        "answers": {},
        "actions": [],
        "evidence": [],
        "guide": {
            question.id: _guide(question, texts.questions[question.id].text)
            for question in question_set.answerable
        },
    }


def questions_by_address(question_set: QuestionSet) -> Callable[[str], Question | None]:
    """Finds what an address may name. Whether its item is listed makes no difference: answers of an
    item that was taken off the list are kept and never counted."""
    questions = {question.id: question for question in question_set.questions}

    def find(where: str) -> Question | None:
        item, name = split_address(where)
        question = questions.get(name)
        fits = question is not None and bool(item) == (question.over is not None)
        return question if fits and is_address(where) else None

    return find


def _read(document: Document) -> AnswersFile | None:
    root = document.root
    if not root.expect_keys(_REQUIRED, _OPTIONAL):
        return None
    number = root.child("format").value
    if root.has("format") and (number is True or number != FORMAT):  # true equals 1
        root.fault("unknown-format", f"only format {FORMAT} is known here", key="format")
    reference, review = root.child("question_set"), root.child("review")
    if root.has("question_set"):
        reference.expect_keys(("id", "version"), ("digest",))
    if root.has("review"):
        review.expect_keys((), ("title", "date"))
    return AnswersFile(
        set_id=reference.child("id").identifier() if reference.has("id") else "",
        version=read_version(reference, "version"),
        digest=read_fact(reference, "digest"),
        language=root.child("language").text() if root.has("language") else "",
        project=read_project(_or_empty(root, "project", {})),
        title=read_fact(review, "title"),
        date=read_date(review, "date"),
        people=read_people(_or_empty(root, "people", [])),
        answers=read_answers_by_question(_or_empty(root, "answers", {})),
        actions=read_actions(_or_empty(root, "actions", [])),
        evidence=read_evidence(_or_empty(root, "evidence", [])),
        lines=_lines(document),
    )


def _or_empty(root: Node, key: str, empty: Tree) -> Node:
    node = root.child(key)
    return node if root.has(key) else Node(node.document, node.place, node.path, empty)


def _lines(document: Document) -> dict[str, int]:
    """Lines by shown path; entries with an id are shown by it."""
    lines = {".".join(str(part) for part in place): line for place, line in document.lines.items()}
    for section in ("actions", "evidence"):
        node = document.root.child(section)
        for item in node.items() if isinstance(node.value, list) else ():
            lines[item.path] = item.line
            lines[f"{item.path}.questions"] = item.child("questions").line
    return lines


def _check_head(question_set: QuestionSet, answers_file: AnswersFile) -> Iterator[_Finding]:
    if answers_file.digest and answers_file.digest != question_set.digest:
        message = f"the set's digest is {question_set.digest}"
        yield "question_set.digest", "other-digest", message
    if answers_file.language not in question_set.languages:
        languages = ", ".join(question_set.languages)
        message = f"{answers_file.language!r} is not a language of the set: {languages}"
        yield "language", "unknown-value", message


def _check_values(question_set: QuestionSet, answers_file: AnswersFile) -> Iterator[_Finding]:
    find = questions_by_address(question_set)
    for where, answer in answers_file.answers.items():
        question = find(where)
        if question is None:
            yield f"answers.{where}", "unknown-question", f"there is no {where!r}"
        elif found := answer_fault(question, answer):
            field, code = found
            yield f"answers.{where}.{field}", code, fault_words(question, code)


def _check_references(question_set: QuestionSet, answers_file: AnswersFile) -> Iterator[_Finding]:
    find = questions_by_address(question_set)
    for section in ("actions", "evidence"):
        for entry in getattr(answers_file, section):
            for where in entry.questions:
                if find(where) is None:
                    path = f"{section}.{entry.id}.questions"
                    yield path, "unknown-question", f"there is no {where!r}"


def _line(answers_file: AnswersFile, path: str) -> int:
    while path not in answers_file.lines and "." in path:
        path = path.rpartition(".")[0]
    return answers_file.lines.get(path, 0)


def _guide(question: Question, text: str) -> dict[str, Tree]:
    guide: dict[str, Tree] = {"code": question.code, "question": text, "kind": question.kind.value}
    if allowed := closed_values(question):
        guide["values"] = list[Tree](allowed)
    kind = KINDS[question.kind]
    if parts := kind.parts(question):
        guide["parts"] = {part: list[Tree](values) for part, values in parts.items()}
    if kind.takes_list:
        guide["several"] = True
    for name in ("minimum", "maximum", "step"):
        if (bound := getattr(question, name)) is not None:
            guide[name] = str(bound)
    if question.over is not None:
        guide["for_each"] = question.over
    if not question.is_required:
        guide["optional"] = True
    return guide
