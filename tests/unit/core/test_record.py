"""The record: what enters, its bytes, its digest, and the way back."""

import datetime as dt
import hashlib
import json

import pytest

from compass.core.answers import (
    Action,
    Answer,
    AnswerStatus,
    Evidence,
    Person,
    ProjectFacts,
)
from compass.core.evaluation import evaluate
from compass.core.evaluation_data import follows_as_data
from compass.core.faults import FaultsError
from compass.core.loading import load_folder
from compass.core.record import (
    Condition,
    Decision,
    PreviousRound,
    ReviewFacts,
    build_record,
    digest,
    record_bytes,
)
from compass.core.record_reading import parse_record
from compass.core.workflow import Outcome

DAY = dt.date(2026, 11, 23)
ANSWERS = {
    "groups": Answer(AnswerStatus.ANSWERED, ("newcomers", "children")),
    "uses-automation": Answer(AnswerStatus.ANSWERED, "no"),
    "oversight": Answer(AnswerStatus.ANSWERED, "fully", rationale="A secret of a hidden question"),
}
DECISION = Decision(
    outcome=Outcome.GO_WITH_CONDITIONS,
    reason="Sound, with one gap.",
    triggers="A new supplier",
    valid_until=dt.date(2028, 1, 1),
    decided_on=DAY,
    decided_by="Mia Claes",
    conditions=(Condition("Add a stop button", "An Peeters", dt.date(2027, 1, 1)),),
)


PREVIOUS = PreviousRound("0a0b", "Ronde 1", "1.0.0", "cd" * 32, DAY)


@pytest.fixture
def build(every_kind):
    def _build(**changes):
        facts = {
            "origin": "register",
            "project": ProjectFacts("Schoolplaatsen", "Stad Velm", "SP-1", "design", "Wie mag?"),
            "review": ReviewFacts("0b0c", "Ronde 1", "nl", DAY, DAY, DAY),
            "people": (Person("lead", "An Peeters"), Person("officer", "Mia Claes")),
            "answers": ANSWERS,
            "decision": DECISION,
        }
        return build_record(every_kind, **(facts | changes))

    return _build


def test_an_answer_without_anything_in_it_is_absent_like_one_never_given(build):
    emptied = build(answers=ANSWERS | {"channel": Answer()})

    assert "channel" not in emptied["answers"]
    assert record_bytes(emptied) == record_bytes(build())


def test_answers_to_hidden_questions_stay_out(build):
    record = build()

    assert set(record["answers"]) == {"groups", "uses-automation"}
    assert b"secret" not in record_bytes(record)


def test_what_belongs_to_hidden_questions_alone_stays_out(build):
    actions = (
        Action("one", ("oversight",), "hidden"),
        Action("two", ("oversight", "groups"), "seen"),
        Action("three", (), "of the whole review"),
    )
    evidence = (Evidence("four", ("oversight",), "hidden"),)

    record = build(actions=actions, evidence=evidence)

    assert [(action["id"], action["questions"]) for action in record["actions"]] == [
        ("two", ["groups"]),
        ("three", []),
    ]
    assert record["evidence"] == []


def test_chosen_options_stand_in_the_order_of_the_set(build):
    assert build()["answers"]["groups"]["value"] == ["children", "newcomers"]


def test_answers_of_items_stand_under_their_address_in_the_order_of_the_set(new_kinds):
    answers = {
        "stakeholders": Answer(AnswerStatus.ANSWERED, ("b2:Schools", "a1: Parents")),
        "a1/heard": Answer(AnswerStatus.ANSWERED, "no"),
        "b2/trust": Answer(AnswerStatus.ANSWERED, {"after": "low", "before": "high"}),
        "c3/heard": Answer(AnswerStatus.ANSWERED, "yes", rationale="Of an item that is gone"),
        "priorities": Answer(AnswerStatus.ANSWERED, ("warmth", "speed", "clarity")),
        "devices": Answer(AnswerStatus.ANSWERED, ("other: a tablet", "phone")),
    }
    actions = (
        Action("one", ("a1/heard", "c3/heard"), "seen"),
        Action("two", ("c3/heard",), "hidden"),
    )

    record = build_record(
        new_kinds,
        origin="file",
        project=ProjectFacts(),
        review=ReviewFacts("", "", "nl"),
        people=(),
        answers=answers,
        actions=actions,
    )

    assert list(record["answers"]) == [
        "stakeholders", "devices", "b2/trust", "a1/heard", "priorities",
    ]  # fmt: skip
    assert record["answers"]["stakeholders"]["value"] == ["b2: Schools", "a1: Parents"]
    assert list(record["answers"]["b2/trust"]["value"]) == ["before", "after"]
    assert record["answers"]["priorities"]["value"] == ["warmth", "speed", "clarity"]
    assert record["answers"]["devices"]["value"] == ["phone", "other: a tablet"]
    assert [(action["id"], action["questions"]) for action in record["actions"]] == [
        ("one", ["a1/heard"])
    ]
    again = parse_record(record_bytes(record))
    assert again.answers["b2/trust"].value == {"before": "high", "after": "low"}


def test_dates_are_iso_and_absent_facts_are_null(build):
    record = build(review=ReviewFacts("", "", "nl", DAY), decision=None)

    assert record["review"]["started"] == "2026-11-23"
    assert record["review"]["decided"] is None
    assert record["decision"] is None


def test_the_digest_is_the_sha256_of_the_canonical_bytes(build):
    content = record_bytes(build())

    assert digest(content) == hashlib.sha256(content).hexdigest()
    assert content == record_bytes(json.loads(content))


def test_a_record_comes_back_from_its_bytes_as_it_was(build, every_kind):
    evidence = (Evidence("plan", ("groups",), "Plan", "https://x.example", "ab" * 32, DAY),)

    record = parse_record(record_bytes(build(evidence=evidence)))

    assert record.question_set.digest == every_kind.digest
    assert record.decision == DECISION
    assert record.people[1] == Person("officer", "Mia Claes")
    assert record.evidence == evidence
    assert record.answers["uses-automation"] == ANSWERS["uses-automation"]
    assert record.review.submitted == DAY


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 9),
        ("decision", {}),
        ("decision", {**dict.fromkeys(DECISION.__dataclass_fields__, ""), "conditions": []}),
        ("answers", []),
        ("question_set", None),
        ("origin", "dream"),
    ],
    ids=str,
)
def test_a_spoilt_record_is_refused_as_faults(build, key, value):
    with pytest.raises(FaultsError):
        parse_record(record_bytes(build() | {key: value}))


def test_a_record_carries_what_follows_only_where_the_set_has_rules_for_it(
    build, explained_folder, every_kind
):
    explained = load_folder(explained_folder)
    answers = {"automation": Answer(AnswerStatus.ANSWERED, "yes")}
    record = build_record(
        explained, origin="file", project=ProjectFacts(), review=ReviewFacts("", "", "en"),
        people=(), answers=answers,
    )  # fmt: skip

    assert record["follows"] == follows_as_data(evaluate(explained, answers))
    assert "follows" not in build()
    assert parse_record(record_bytes(record)).answers == answers


def test_what_follows_has_its_three_parts_or_is_refused(build):
    spoilt = json.dumps(build() | {"follows": {"labels": []}}).encode()

    with pytest.raises(FaultsError) as refused:
        parse_record(spoilt)

    assert {fault.code for fault in refused.value.faults} == {"missing-key"}


def test_a_later_round_names_the_one_before_and_a_first_round_has_no_word_of_it(build):
    record = build(previous=PREVIOUS)

    assert record["previous"] == {
        "id": "0a0b",
        "title": "Ronde 1",
        "set_version": "1.0.0",
        "digest": "cd" * 32,
        "decided": "2026-11-23",
    }
    assert parse_record(record_bytes(record)).previous == PREVIOUS
    assert "previous" not in build()
    assert parse_record(record_bytes(build())).previous is None


@pytest.mark.parametrize(
    ("key", "value"), [("digest", "abc"), ("digest", ""), ("decided", None), ("decided", "soon")]
)
def test_a_previous_round_that_cannot_be_looked_up_is_refused(build, key, value):
    spoilt = build(previous=PREVIOUS)
    spoilt["previous"][key] = value

    with pytest.raises(FaultsError) as refused:
        parse_record(record_bytes(spoilt))

    assert {fault.path for fault in refused.value.faults} == {f"previous.{key}"}


def test_a_previous_round_is_named_in_full(build):
    with pytest.raises(FaultsError):
        parse_record(record_bytes(build() | {"previous": {"id": "0a0b"}}))
