"""What people fill in, as data: the same shape in the database, in files and in the record."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from compass.core.characters import forbidden_in_answer
from compass.core.documents import Tree, is_identifier
from compass.core.items import ITEM_ID
from compass.core.kinds import KINDS, MAX_LONG_TEXT, Value
from compass.core.values import is_too_long

if TYPE_CHECKING:
    from compass.core.question_sets import Question


class AnswerStatus(StrEnum):
    ANSWERED = "answered"
    NOT_APPLICABLE = "not-applicable"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True)
class Answer:
    """``value`` is a level or option id, a decimal, an ISO date or a text; a tuple where there may
    be several; by part for a table or a risk. ``expected`` is the level once the actions are
    done."""

    status: AnswerStatus | None = None
    value: Value | None = None
    reason: str = ""
    rationale: str = ""
    expected: str | None = None


@dataclass(frozen=True)
class Action:
    id: str
    questions: tuple[str, ...]
    what: str
    who: str = ""
    due: dt.date | None = None
    done_on: dt.date | None = None


@dataclass(frozen=True)
class Evidence:
    id: str
    questions: tuple[str, ...]
    title: str
    url: str = ""
    sha256: str = ""
    added_on: dt.date | None = None


@dataclass(frozen=True)
class Person:
    role: str
    name: str


@dataclass(frozen=True)
class ProjectFacts:
    name: str = ""
    organisation: str = ""
    reference: str = ""
    phase: str = ""
    summary: str = ""


@dataclass(frozen=True)
class AnswersFile:
    """A review kept as a file. ``lines`` says where each path stands, for faults found later."""

    set_id: str
    version: str
    digest: str
    language: str
    project: ProjectFacts
    title: str
    date: dt.date | None
    people: tuple[Person, ...]
    answers: Mapping[str, Answer]
    actions: tuple[Action, ...]
    evidence: tuple[Evidence, ...]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


def address(item: str, question: str) -> str:
    """Where an answer stands: the question's id, or ``item/question`` for one asked per item."""
    return f"{item}/{question}" if item else question


def split_address(where: str) -> tuple[str, str]:
    """The item ("" for none) and the question of an address."""
    item, _, question = where.rpartition("/")
    return item, question


def is_address(text: str) -> bool:
    item, question = split_address(text)
    return is_identifier(question) and (ITEM_ID.fullmatch(item) is not None or "/" not in text)


def is_complete(question: "Question", answer: Answer | None) -> bool:
    """Whether this counts as answered: a full value, a reason why not, or an honest "not known"."""
    if answer is None or answer.status is None:
        return False
    if answer.status is AnswerStatus.NOT_APPLICABLE:
        return bool(answer.reason.strip())
    if answer.status is AnswerStatus.NOT_KNOWN:
        return True
    value, kind = answer.value, KINDS[question.kind]
    return (
        value is not None and kind.check(question, value) is None and kind.is_full(question, value)
    )


def answer_fault(question: "Question", answer: Answer) -> tuple[str, str] | None:
    """The field that may not be stored like this and the code of the fault, or None.

    An answer may be incomplete (no value yet, no reason yet), but never wrong."""
    kind = KINDS[question.kind]
    if not kind.takes_answer:
        return "status", "takes-no-answer"
    if answer.value is not None and (code := kind.check(question, answer.value)):
        return "value", code
    if answer.expected is not None and answer.expected not in question.levels_to_reach:
        return "expected", "unknown-level"
    for name, text in (("reason", answer.reason), ("rationale", answer.rationale)):
        if is_too_long(text, MAX_LONG_TEXT):
            return name, "too-long"
        if forbidden_in_answer(text):
            return name, "forbidden-character"
    return None


def answer_as_data(answer: Answer) -> dict[str, Tree]:
    return {
        "status": answer.status.value if answer.status else None,
        "value": _value_as_data(answer.value),
        "reason": answer.reason,
        "rationale": answer.rationale,
        "expected": answer.expected,
    }


def _value_as_data(value: Value | None) -> Tree:
    if isinstance(value, Mapping):
        return dict[str, Tree](value)
    return list[Tree](value) if isinstance(value, tuple) else value


def answer_from_data(data: Mapping[str, Tree]) -> Answer:
    """The reverse of answer_as_data, for data that was written by it; strangers' files go through
    answers_files.py."""
    status, expected = data.get("status"), data.get("expected")
    return Answer(
        status=AnswerStatus(str(status)) if status is not None else None,
        value=_value_from_data(data.get("value")),
        reason=str(data.get("reason") or ""),
        rationale=str(data.get("rationale") or ""),
        expected=None if expected is None else str(expected),
    )


def _value_from_data(value: Tree) -> Value | None:
    if isinstance(value, dict):
        return {key: str(part) for key, part in value.items()}
    if isinstance(value, list):
        return tuple(str(part) for part in value)
    return None if value is None else str(value)
