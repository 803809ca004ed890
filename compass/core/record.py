"""The record: what a decision freezes and a dossier carries, as RFC 8785 bytes with a digest."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import rfc8785

from compass.core.answers import (
    Action,
    Answer,
    Evidence,
    Person,
    ProjectFacts,
    answer_as_data,
    split_address,
)
from compass.core.documents import Tree
from compass.core.evaluation import evaluate
from compass.core.evaluation_data import follows_as_data
from compass.core.kinds import KINDS
from compass.core.question_sets import Question, QuestionSet
from compass.core.workflow import Outcome

FORMAT = 1
REGISTER, FILE = "register", "file"


@dataclass(frozen=True)
class SetReference:
    id: str
    version: str
    digest: str


@dataclass(frozen=True)
class ReviewFacts:
    """``id`` is empty for a review that lives in a file."""

    id: str
    title: str
    language: str
    started: dt.date | None = None
    submitted: dt.date | None = None
    decided: dt.date | None = None


@dataclass(frozen=True)
class PreviousRound:
    """The decided review whose answers this one took over. ``digest`` is that of its record."""

    id: str
    title: str
    set_version: str
    digest: str
    decided: dt.date


@dataclass(frozen=True)
class Condition:
    what: str
    who: str
    due: dt.date | None


@dataclass(frozen=True)
class Decision:
    outcome: Outcome
    reason: str
    triggers: str
    valid_until: dt.date | None
    decided_on: dt.date | None
    decided_by: str
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Record:
    origin: str
    question_set: SetReference
    project: ProjectFacts
    review: ReviewFacts
    people: tuple[Person, ...]
    answers: Mapping[str, Answer]
    actions: tuple[Action, ...]
    evidence: tuple[Evidence, ...]
    decision: Decision | None
    previous: PreviousRound | None = None


def build_record(
    question_set: QuestionSet,
    *,
    origin: str,
    project: ProjectFacts,
    review: ReviewFacts,
    people: Sequence[Person],
    answers: Mapping[str, Answer],
    actions: Sequence[Action] = (),
    evidence: Sequence[Evidence] = (),
    decision: Decision | None = None,
    previous: PreviousRound | None = None,
) -> dict[str, Tree]:
    """Only what is visible enters: answers to hidden questions, and actions and evidence that
    belong to hidden questions alone, stay out. What follows from the answers enters where the set
    has rules for it, the previous round where there is one."""
    evaluation = evaluate(question_set, answers)
    visible = evaluation.visible
    follows = {"follows": follows_as_data(evaluation)} if question_set.has_rules else {}
    before = {"previous": as_data(previous)} if previous is not None else {}
    return {
        "format": FORMAT,
        "origin": origin,
        "question_set": {
            "id": question_set.id,
            "version": question_set.version,
            "digest": question_set.digest,
        },
        "project": as_data(project),
        "review": as_data(review),
        "people": [as_data(person) for person in people],
        "answers": _answers(question_set, answers, visible),
        "actions": _entries(actions, visible),
        "evidence": _entries(evidence, visible),
        "decision": as_data(decision) if decision is not None else None,
        **follows,
        **before,
    }


def record_bytes(record: Mapping[str, Tree]) -> bytes:
    return rfc8785.dumps(dict(record))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def as_data(thing: object) -> dict[str, Tree]:
    """Of people, actions, evidence and decisions: as their readers take it."""
    data = _plain(asdict(thing))  # type: ignore[call-overload]  # only dataclasses come here
    assert isinstance(data, dict)  # noqa: S101  # for the type checker: asdict gives a dict
    return data


def _answers(
    question_set: QuestionSet, answers: Mapping[str, Answer], visible: Sequence[str]
) -> dict[str, Tree]:
    """By address, in the order of the set; an empty one is absent, as one never given."""
    found: dict[str, Tree] = {}
    for where in visible:
        question = question_set.question(split_address(where)[1])
        answer = answers.get(where, Answer())
        if question.takes_answer and answer != Answer():
            found[where] = answer_as_data(_ordered(question, answer))
    return found


def _ordered(question: Question, answer: Answer) -> Answer:
    """What has no order of its own in the order of the set: the order of clicking is no fact."""
    if answer.value is None:
        return answer
    return replace(answer, value=KINDS[question.kind].canonical(question, answer.value))


def _entries(entries: Sequence[Action] | Sequence[Evidence], visible: Sequence[str]) -> list[Tree]:
    kept, shown = list[Tree](), frozenset(visible)
    for entry in entries:
        questions = [question for question in entry.questions if question in shown]
        if questions or not entry.questions:
            data = as_data(entry)
            data["questions"] = list[Tree](questions)
            kept.append(data)
    return kept


def _plain(value: object) -> Tree:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value is None else str(value)
