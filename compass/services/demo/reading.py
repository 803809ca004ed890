"""The stories of the demonstration, read from the YAML files beside this module.

An answer is one line: question, level or option, and text. Several options stand in brackets:
``[one,two]``. ``=`` makes the text itself the answer, ``+`` a list of it, with semicolons between.
A question asked of an item is ``item/question``. After a level may stand ``>`` and the level that
is expected once the actions are done, and ``*`` where the team marked it for discussion. Days of an
action count from the start of its review, those of a condition from the decision.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from compass.core.answers import Answer, AnswerStatus
from compass.core.workflow import OrganisationRole, Outcome, ProjectPhase, ReviewState

HERE = Path(__file__).resolve().parent
COMPASS, FIRST = "digital-ethics-compass", "1.0.0"
Tree = Mapping[str, Any]  # Any: what a YAML file of our own holds


@dataclass(frozen=True)
class DemoPerson:
    key: str
    name: str
    email: str
    language: str
    is_administrator: bool
    roles: Mapping[str, frozenset[OrganisationRole]]  # by the key of an organisation


@dataclass(frozen=True)
class DemoAnswer:
    question_id: str
    answer: Answer
    is_flagged: bool


@dataclass(frozen=True)
class DemoAction:
    question_id: str
    what: str
    who: str
    due: int
    done: int | None


@dataclass(frozen=True)
class DemoEvidence:
    question_id: str
    title: str
    url: str


@dataclass(frozen=True)
class DemoCondition:
    what: str
    who: str
    due: int


@dataclass(frozen=True)
class DemoDecision:
    outcome: Outcome
    reason: str
    triggers: str
    valid_days: int | None
    conditions: tuple[DemoCondition, ...]


@dataclass(frozen=True)
class DemoMove:
    """To another version, on a day after the start, and what the team writes after it."""

    to: str
    day: int
    answers: tuple[DemoAnswer, ...]


@dataclass(frozen=True)
class DemoReview:
    """``follows`` is the title of the round whose answers it takes over; the team confirms those
    that ``confirms`` names."""

    title: str
    set_id: str
    version: str
    follows: str
    confirms: tuple[str, ...]
    move: DemoMove | None
    state: ReviewState
    started: int  # days ago
    answers: tuple[DemoAnswer, ...]
    actions: tuple[DemoAction, ...]
    evidence: tuple[DemoEvidence, ...]
    decision: DemoDecision | None
    escalated: str
    message: str
    withdrawal: str
    issued: tuple[str, ...]


@dataclass(frozen=True)
class DemoProject:
    organisation: str
    name: str
    reference: str
    phase: ProjectPhase
    language: str
    summary: str
    lead: str
    contributors: tuple[str, ...]
    viewers: tuple[str, ...]
    reviews: tuple[DemoReview, ...]


def read_organisations() -> Mapping[str, str]:
    return dict(_tree(HERE / "people.yaml")["organisations"])


def read_people() -> tuple[DemoPerson, ...]:
    return tuple(_person(key, tree) for key, tree in _tree(HERE / "people.yaml")["people"].items())


def read_projects() -> tuple[DemoProject, ...]:
    return tuple(_project(_tree(path)) for path in sorted((HERE / "projects").glob("*.yaml")))


def _tree(path: Path) -> Tree:
    tree: Tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tree


def _person(key: str, tree: Tree) -> DemoPerson:
    roles: dict[str, frozenset[OrganisationRole]] = {}
    for role in OrganisationRole:
        for place in tree.get(role.value, ()):
            roles[place] = roles.get(place, frozenset()) | {role}
    return DemoPerson(
        key=key,
        name=tree["name"],
        email=tree["email"],
        language=tree["language"],
        is_administrator=tree.get("administrator", False),
        roles=roles,
    )


def _project(tree: Tree) -> DemoProject:
    return DemoProject(
        organisation=tree["organisation"],
        name=tree["name"],
        reference=tree["reference"],
        phase=ProjectPhase(tree["phase"]),
        language=tree["language"],
        summary=tree["summary"],
        lead=tree["lead"],
        contributors=tuple(tree["contributors"]),
        viewers=tuple(tree["viewers"]),
        reviews=tuple(_review(review) for review in tree["reviews"]),
    )


def _review(tree: Tree) -> DemoReview:
    return DemoReview(
        title=tree["title"],
        set_id=tree.get("set", COMPASS),
        version=tree.get("version", FIRST),
        follows=tree.get("follows", ""),
        confirms=tuple(tree.get("confirms", "").split()),
        move=_move(tree["move"]) if "move" in tree else None,
        state=ReviewState(tree["state"]),
        started=tree["started"],
        answers=tuple(_answers(tree["answers"])),
        actions=tuple(_action(row) for row in tree.get("actions", ())),
        evidence=tuple(DemoEvidence(*row) for row in tree.get("evidence", ())),
        decision=_decision(tree["decision"]) if "decision" in tree else None,
        escalated=tree.get("escalated", ""),
        message=tree.get("message", ""),
        withdrawal=tree.get("withdrawal", ""),
        issued=tuple(tree.get("issued", ())),
    )


def _move(tree: Tree) -> DemoMove:
    return DemoMove(tree["to"], tree["day"], tuple(_answers(tree["answers"])))


def _answers(lines: str) -> Iterator[DemoAnswer]:
    for line in lines.splitlines():
        question_id, level, *text = line.split(maxsplit=2)
        is_flagged = "*" in level
        level, _, expected = level.replace("*", "").partition(">")
        answer = _answer(level, expected or None, "".join(text))
        yield DemoAnswer(question_id, answer, is_flagged)


def _answer(level: str, expected: str | None, text: str) -> Answer:
    if level == AnswerStatus.NOT_APPLICABLE:
        return Answer(AnswerStatus.NOT_APPLICABLE, reason=text)
    if level == AnswerStatus.NOT_KNOWN:
        return Answer(AnswerStatus.NOT_KNOWN, rationale=text)
    if level == "=":
        return Answer(AnswerStatus.ANSWERED, value=text)
    if level == "+":
        return Answer(AnswerStatus.ANSWERED, value=tuple(text.split("; ")))
    several = tuple(level[1:-1].split(",")) if level.startswith("[") else level
    return Answer(AnswerStatus.ANSWERED, value=several, rationale=text, expected=expected)


def _action(row: Sequence[Any]) -> DemoAction:  # Any: a row of the file
    question_id, what, who, due, *done = row
    return DemoAction(question_id, what, who, due, done[0] if done else None)


def _decision(tree: Tree) -> DemoDecision:
    return DemoDecision(
        outcome=Outcome(tree["outcome"]),
        reason=tree["reason"],
        triggers=tree.get("triggers", ""),
        valid_days=tree.get("valid_days"),
        conditions=tuple(
            DemoCondition(row["what"], row["who"], row["due"]) for row in tree.get("conditions", ())
        ),
    )
