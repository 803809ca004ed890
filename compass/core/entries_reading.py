"""Reads what answers files and records have in common: answers, people, actions, evidence."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from compass.core.answers import (
    Action,
    Answer,
    AnswerStatus,
    Evidence,
    Person,
    ProjectFacts,
    is_address,
)
from compass.core.characters import forbidden_in_answer
from compass.core.documents import Node
from compass.core.kinds import MAX_LONG_TEXT, Value, parse_date
from compass.core.workflow import ProjectPhase, TeamRole

PROJECT_KEYS = ("name", "organisation", "reference", "phase", "summary")
ANSWER_KEYS = ("status", "value", "reason", "rationale", "expected")
ACTION_KEYS = ("id", "questions", "what", "who", "due", "done_on")
EVIDENCE_KEYS = ("id", "questions", "title", "url", "sha256", "added_on")
OFFICER = "officer"
ROLES = (*TeamRole, OFFICER)
MAX_FACT = 200
MAX_URL = 2000


def read_fact(node: Node, key: str, longest: int = MAX_FACT, *, is_optional: bool = True) -> str:
    """A text that may be empty and, where it is optional, left out or null."""
    value = node.child(key).value
    if value is None and (is_optional or not node.has(key)):
        return ""
    if not isinstance(value, str):
        node.fault("not-a-text", "expected a text", key=key)
        return ""
    if len(value) > longest:
        node.fault("too-long", f"{len(value)} characters, at most {longest}", key=key)
    if (character := forbidden_in_answer(value)) is not None:
        node.fault("forbidden-character", f"the character {character} is not allowed", key=key)
    return value


def read_date(node: Node, key: str) -> dt.date | None:
    text = read_fact(node, key)
    if not text:
        return None
    date = parse_date(text)
    if date is None:
        node.fault("not-a-date", f"{text!r} is not a date such as 2026-11-23", key=key)
    return date


def read_sha256(node: Node, key: str, *, is_optional: bool = True) -> str:
    text = read_fact(node, key)
    if (text or not is_optional) and (len(text) != 64 or set(text) - set("0123456789abcdef")):
        node.fault("bad-digest", "expected 64 hexadecimal digits in lower case", key=key)
    return text


def read_choice(node: Node, key: str, choices: Sequence[str] | type[StrEnum]) -> str:
    text = read_fact(node, key)
    known = [str(choice) for choice in choices]
    if text and text not in known:
        node.fault("unknown-value", f"{text!r} is not one of: {', '.join(known)}", key=key)
    return text


def read_project(node: Node) -> ProjectFacts:
    if not node.expect_keys((), PROJECT_KEYS):
        return ProjectFacts()
    return ProjectFacts(
        name=read_fact(node, "name"),
        organisation=read_fact(node, "organisation"),
        reference=read_fact(node, "reference"),
        phase=read_choice(node, "phase", ProjectPhase),
        summary=read_fact(node, "summary", MAX_LONG_TEXT),
    )


def read_people(node: Node) -> tuple[Person, ...]:
    people = []
    for item in node.items():
        if item.expect_keys(("role", "name")):
            people.append(Person(read_choice(item, "role", ROLES), read_fact(item, "name")))
    return tuple(people)


def read_answers_by_question(node: Node) -> dict[str, Answer]:
    answers = {}
    for question, item in node.entries():
        if item.expect_keys((), ANSWER_KEYS):
            answers[question] = read_answer(item)
    return answers


def read_actions(node: Node) -> tuple[Action, ...]:
    actions: dict[str, Action] = {}
    for item in node.items():
        if not item.expect_keys(("id", "what"), ACTION_KEYS):
            continue
        action = Action(
            id=item.child("id").identifier() if item.has("id") else "",
            questions=_questions(item),
            what=read_fact(item, "what", MAX_LONG_TEXT, is_optional=False),
            who=read_fact(item, "who"),
            due=read_date(item, "due"),
            done_on=read_date(item, "done_on"),
        )
        _refuse_second(item, action.id, actions)
        actions[action.id] = action
    return tuple(actions.values())


def read_evidence(node: Node) -> tuple[Evidence, ...]:
    found: dict[str, Evidence] = {}
    for item in node.items():
        if not item.expect_keys(("id", "title"), EVIDENCE_KEYS):
            continue
        evidence = Evidence(
            id=item.child("id").identifier() if item.has("id") else "",
            questions=_questions(item),
            title=read_fact(item, "title", is_optional=False),
            url=_url(item),
            sha256=read_sha256(item, "sha256"),
            added_on=read_date(item, "added_on"),
        )
        _refuse_second(item, evidence.id, found)
        found[evidence.id] = evidence
    return tuple(found.values())


def read_answer(node: Node) -> Answer:
    status = read_choice(node, "status", AnswerStatus)
    is_known = status in tuple(AnswerStatus)
    return Answer(
        status=AnswerStatus(status) if is_known else None,
        value=_value(node),
        reason=read_fact(node, "reason", MAX_LONG_TEXT),
        rationale=read_fact(node, "rationale", MAX_LONG_TEXT),
        expected=read_fact(node, "expected") or None,
    )


def _value(node: Node) -> Value | None:
    inner = node.child("value")
    if isinstance(inner.value, list):
        return tuple(text for item in inner.items() if (text := _text(item)) is not None)
    if isinstance(inner.value, dict):
        texts = {part: _text(item) for part, item in inner.entries()}
        return {part: text for part, text in texts.items() if text is not None}
    return read_fact(node, "value", MAX_LONG_TEXT) or None


def _text(node: Node) -> str | None:
    if isinstance(node.value, str):
        return node.value
    node.fault("not-a-text", "expected a text")
    return None


def _questions(node: Node) -> tuple[str, ...]:
    """The addresses of the questions that an action or a piece of evidence belongs to."""
    if not node.has("questions"):
        return ()
    seen: list[str] = []
    for item in node.child("questions").items():
        where = item.text()
        if where in seen:
            item.fault("duplicate-id", f"{where!r} stands twice in this list")
        elif where and not is_address(where):
            item.fault("bad-id", f"{where!r} is no address of a question")
        elif where:
            seen.append(where)
    return tuple(seen)


def _refuse_second(
    node: Node, identifier: str, seen: dict[str, Action] | dict[str, Evidence]
) -> None:
    if identifier and identifier in seen:
        node.fault("duplicate-id", f"the id {identifier!r} stands twice", key="id")


def _url(node: Node) -> str:
    """Only the web and plain references: no address that a reader's click would execute."""
    url = read_fact(node, "url", MAX_URL)
    if url and not url.lower().startswith(("https://", "http://")):
        node.fault("bad-url", "an address starts with https:// or http://", key="url")
    return url
