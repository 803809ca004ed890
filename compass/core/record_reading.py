"""Reads a record back from its bytes, also from a PDF that anybody may have made."""

from compass.core.documents import Node
from compass.core.entries_reading import (
    MAX_FACT,
    read_actions,
    read_answers_by_question,
    read_choice,
    read_date,
    read_evidence,
    read_fact,
    read_people,
    read_project,
    read_sha256,
)
from compass.core.faults import FaultsError
from compass.core.kinds import MAX_LONG_TEXT
from compass.core.record import (
    FILE,
    FORMAT,
    REGISTER,
    Condition,
    Decision,
    PreviousRound,
    Record,
    ReviewFacts,
    SetReference,
)
from compass.core.strict_json import parse_json
from compass.core.workflow import Outcome

KEYS = (
    "format", "origin", "question_set", "project", "review", "people", "answers", "actions",
    "evidence", "decision",
)  # fmt: skip
_DECISION = (
    "outcome", "reason", "triggers", "valid_until", "decided_on", "decided_by", "conditions",
)  # fmt: skip


def parse_record(content: bytes) -> Record:
    """The record as data; raises FaultsError with every fault."""
    document = parse_json(content, "record.json")
    root = document.root
    if not document.faults:
        root.expect_keys(KEYS, ("follows", "previous"))
    if document.faults:
        raise FaultsError(document.faults)
    if root.child("format").value != FORMAT:
        root.fault("unknown-format", f"only format {FORMAT} is known here", key="format")
    if root.has("follows"):
        root.child("follows").expect_keys(("labels", "scores", "outcomes"))
    record = Record(
        origin=read_choice(root, "origin", (REGISTER, FILE)),
        question_set=_set(root.child("question_set")),
        project=read_project(root.child("project")),
        review=_review(root.child("review")),
        people=read_people(root.child("people")),
        answers=read_answers_by_question(root.child("answers")),
        actions=read_actions(root.child("actions")),
        evidence=read_evidence(root.child("evidence")),
        decision=_decision(root.child("decision")),
        previous=_previous(root.child("previous")) if root.has("previous") else None,
    )
    if document.faults:
        raise FaultsError(document.faults)
    return record


def _set(node: Node) -> SetReference:
    node.expect_keys(("id", "version", "digest"))
    return SetReference(*(read_fact(node, key) for key in ("id", "version", "digest")))


def _review(node: Node) -> ReviewFacts:
    node.expect_keys(("id", "title", "language", "started", "submitted", "decided"))
    return ReviewFacts(
        id=read_fact(node, "id"),
        title=read_fact(node, "title"),
        language=read_fact(node, "language"),
        started=read_date(node, "started"),
        submitted=read_date(node, "submitted"),
        decided=read_date(node, "decided"),
    )


def _previous(node: Node) -> PreviousRound | None:
    node.expect_keys(("id", "title", "set_version", "digest", "decided"))
    decided = read_date(node, "decided")
    if decided is None:
        node.fault("not-a-date", "a previous round has the day of its decision", key="decided")
        return None
    return PreviousRound(
        id=read_fact(node, "id"),
        title=read_fact(node, "title"),
        set_version=read_fact(node, "set_version"),
        digest=read_sha256(node, "digest", is_optional=False),
        decided=decided,
    )


def _decision(node: Node) -> Decision | None:
    if node.value is None:
        return None
    if not node.expect_keys(_DECISION) or not all(node.has(key) for key in _DECISION):
        return None
    outcome = read_choice(node, "outcome", Outcome)
    if outcome not in tuple(Outcome):
        node.fault("unknown-value", "a decision has an outcome", key="outcome")
        return None
    return Decision(
        outcome=Outcome(outcome),
        reason=read_fact(node, "reason", MAX_LONG_TEXT),
        triggers=read_fact(node, "triggers", MAX_LONG_TEXT),
        valid_until=read_date(node, "valid_until"),
        decided_on=read_date(node, "decided_on"),
        decided_by=read_fact(node, "decided_by", MAX_FACT),
        conditions=tuple(_condition(item) for item in node.child("conditions").items()),
    )


def _condition(node: Node) -> Condition:
    node.expect_keys(("what", "who", "due"))
    what, who = read_fact(node, "what", MAX_LONG_TEXT), read_fact(node, "who")
    return Condition(what, who, read_date(node, "due"))
