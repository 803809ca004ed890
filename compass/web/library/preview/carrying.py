"""How a trial goes along in the form, and how it is read again: as anybody may have changed it."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from compass.core.answers import Action, Answer, Evidence, answer_as_data, answer_fault
from compass.core.answers_files import questions_by_address
from compass.core.documents import Document, Node, Tree
from compass.core.entries_reading import (
    ANSWER_KEYS,
    read_actions,
    read_answer,
    read_answers_by_question,
    read_evidence,
)
from compass.core.items import Item, item_text, items_fault, items_of
from compass.core.kinds import KINDS
from compass.core.question_sets import Question, QuestionSet
from compass.core.record import as_data
from compass.core.strict_json import parse_json
from compass.services.measures import is_web_address
from compass.web.answers.former import MOST_TRIED
from compass.web.library.preview.trial import Trial

MAX_CARRIED = 96 * 1024  # bytes: with one more answer they fit in what a form may hold
NOTHING = "{}"
_KEYS = ("answers", "flagged", "evidence", "actions", "left", "former")
_Entry = TypeVar("_Entry", Action, Evidence)
_Find = Callable[[str], Question | None]


class TrialError(Exception):
    """What came along is nothing that a preview wrote."""


def carried(trial: Trial) -> str:
    found: dict[str, object] = {
        "answers": {
            where: _short(answer_as_data(answer)) for where, answer in trial.answers.items()
        },
        "flagged": sorted(trial.flagged),
        "evidence": [_short(as_data(one)) for one in trial.evidence],
        "actions": [_short(as_data(one)) for one in trial.actions],
        "left": {name: [item_text(item) for item in left] for name, left in trial.left.items()},
        "former": {
            where: [_short(answer_as_data(answer)) for answer in former]
            for where, former in trial.former.items()
        },
    }
    return json.dumps(_short(found), ensure_ascii=False, separators=(",", ":"))


def fitted(trial: Trial) -> Trial:
    """What stood there before gives way to what stands there now."""
    return replace(trial, former={}) if is_full(trial) else trial


def is_full(trial: Trial) -> bool:
    return len(carried(trial).encode()) > MAX_CARRIED


def read_trial(question_set: QuestionSet, text: str, language: str) -> Trial:
    """Raises TrialError. What does not fit the set is left aside: the files of a version that is
    not published may have changed in between."""
    document = parse_json(text, "given", max_bytes=MAX_CARRIED)
    root, find = document.root, questions_by_address(question_set)
    if document.data is None or not root.expect_keys((), _KEYS):
        raise TrialError
    trial = Trial(
        question_set,
        language,
        answers=dict(_fitting(find, read_answers_by_question(_part(root, "answers", {})))),
        flagged=frozenset(filter(find, _texts(_part(root, "flagged", [])))),
        evidence=tuple(_placed(find, read_evidence(_part(root, "evidence", [])))),
        actions=tuple(_placed(find, read_actions(_part(root, "actions", [])))),
        left=dict(_left(find, _part(root, "left", {}))),
        former=dict(_former(find, _part(root, "former", {}))),
    )
    if document.faults or not all(is_web_address(one.url) for one in trial.evidence):
        raise TrialError
    return trial


def _short(found: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in found.items() if value}


def _part(root: Node, key: str, empty: Tree) -> Node:
    """An empty one where it is left out."""
    return root.child(key) if root.has(key) else Document(root.document.file, empty, {}).root


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(item.text() for item in node.items())


def _fitting(find: _Find, answers: Mapping[str, Answer]) -> Iterator[tuple[str, Answer]]:
    for where, answer in answers.items():
        question = find(where)
        if question is not None and answer_fault(question, answer) is None:
            yield where, answer


def _placed(find: _Find, entries: tuple[_Entry, ...]) -> Iterator[_Entry]:
    """Those of one question that can have them."""
    for entry in entries:
        if not _is_own_id(entry.id) or len(entry.questions) != 1:
            raise TrialError
        question = find(entry.questions[0])
        if question is not None and question.takes_answer:
            yield entry


def _left(find: _Find, node: Node) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for where, inner in node.entries():
        names, question = _texts(inner), find(where)
        if names and items_fault(names) is not None:
            raise TrialError
        if question is not None and KINDS[question.kind].has_items:
            yield where, items_of(names)


def _former(find: _Find, node: Node) -> Iterator[tuple[str, tuple[Answer, ...]]]:
    for where, inner in node.entries():
        listed = tuple(inner.items())
        if len(listed) > MOST_TRIED:
            raise TrialError
        former = [read_answer(one) for one in listed if one.expect_keys((), ANSWER_KEYS)]
        question = find(where)
        if question is not None:
            yield where, tuple(one for one in former if answer_fault(question, one) is None)


def _is_own_id(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
