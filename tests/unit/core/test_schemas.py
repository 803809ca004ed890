"""The JSON Schemas for editors agree with what the program reads and writes."""

import datetime as dt
import json
import re
from typing import ClassVar

import jsonschema
import pytest
import yaml

from compass.core.answers import Action, Answer, AnswerStatus, Person, ProjectFacts
from compass.core.answers_files import template
from compass.core.conditions_reading import OPERATORS
from compass.core.kinds import QuestionKind
from compass.core.loading import load_folder
from compass.core.record import PreviousRound, ReviewFacts, build_record
from compass.core.strict_yaml import parse_yaml
from compass.resources import resource

SCHEMAS = ("set-1", "language-1", "changes-1", "diff-1", "dry-run-1", "answers-1", "record-1")


def _validator(name):
    text = (resource("question_sets") / "schema" / f"{name}.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name):
    validator = _validator(name)

    assert validator.check_schema(validator.schema) is None


def test_the_files_of_every_set_made_for_tests_follow_their_schema(fixture_sets):
    for path in fixture_sets.glob("*/*/*.yaml"):
        schema = "set-1" if path.stem == "set" else "language-1"

        errors = _validator(schema).iter_errors(parse_yaml(path.read_bytes(), path.name).data)

        assert [error.message for error in errors] == [], path


class _Editor(yaml.SafeLoader):
    """Reads as editors do (YAML 1.2, core schema): a number without quotation marks is a number."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[object]]] = {}


_Editor.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789")
)
_Editor.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789")
)
_Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|false)$"), list("tf"))


def test_an_editor_finds_nothing_in_good_files(fixture_sets):
    shipped = resource("question_sets")
    for path in [*fixture_sets.glob("*/*/*.yaml"), *shipped.glob("*/*/*.yaml")]:
        name = path.stem if path.stem in ("set", "changes") else "language"
        data = yaml.load(path.read_text("utf-8"), _Editor)  # noqa: S506  # a SafeLoader

        errors = _validator(f"{name}-1").iter_errors(data)

        assert [(error.json_path, error.message) for error in errors] == [], path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: 1", "format: 2"),
        ("minimum: 0", "minimum: none"),
        ("id: nickname", "id: 12"),
        ('optional: "yes"', "optional: true"),
        ("- people-first", "- -3"),
        ("version: 1.0.0", "version: 1.0"),
    ],
)
def test_what_the_linter_refuses_an_editor_refuses_too(every_kind_folder, old, new):
    text = (every_kind_folder / "set.yaml").read_text("utf-8").replace(old, new, 1)

    data = yaml.load(text, _Editor)  # noqa: S506  # a SafeLoader

    assert not _validator("set-1").is_valid(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: number", "kind: slider"),
        ("kind: number", "kind: date"),
        ("scale: ease", "unit: ease"),
        ("answered: oversight", "unless: oversight"),
        ("id: channel", "id: Channel"),
        ("id: channel", "id: 'channel '"),
        ("id: nickname", "id: 12"),
        ("version: 1.0.0", "version: 1.0"),
        ("code: S4", "colour: red"),
    ],
)
def test_what_the_linter_refuses_in_one_file_the_schema_refuses_too(every_kind_folder, old, new):
    text = (every_kind_folder / "set.yaml").read_text(encoding="utf-8").replace(old, new, 1)

    data = parse_yaml(text.encode(), "set.yaml").data

    assert not _validator("set-1").is_valid(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        maximum: 100\n", ""),
        ("step: 2.5", "step: small"),
        ("kind: attestation", "kind: attestation\n        other: yes"),
        ("kind: attestation", "kind: ranking"),
        ("kind: ranking", "kind: ranking\n        option_list: data-classes"),
        ("            scale: trust\n", ""),
        ("            scale: trust\n", "            scale: trust\n            option_list: x\n"),
        ("            map: standard\n", ""),
        ("relation: same", "relation: twin"),
        ("- idea", "- dream"),
        ("over: stakeholders", "per: stakeholders"),
        ("- group: per-stakeholder", "- group: Stakeholder"),
        ("          - id: harm\n", "          - group: harm\n"),
        ('as_of: "2026-11-25"', 'as_of: "2026-11"'),
        ('as_of: "2026-11-25"', 'as_of: "2026-13-01"'),
        ("answered: stakeholders", "any_item: stakeholders"),
        ("answered: stakeholders", "items_at_least:\n        stakeholders: 0"),
        ("answered: stakeholders", "at_least:\n        a.b.c: high"),
    ],
)
def test_what_the_linter_refuses_in_the_newer_kinds_the_schema_refuses_too(
    new_kinds_folder, old, new
):
    text = (new_kinds_folder / "set.yaml").read_text(encoding="utf-8")
    assert old in text

    data = parse_yaml(text.replace(old, new, 1).encode(), "set.yaml").data

    assert not _validator("set-1").is_valid(data)


def test_the_schema_knows_exactly_the_operators_that_conditions_have():
    known = _validator("set-1").schema["$defs"]["condition"]["properties"]

    assert set(known) == set(OPERATORS)


RULES = """
labels:
  - id: heard
    when: {any_item: {over: stakeholders, that: {is: {heard: yes}}}}
scores:
  - id: raw
    method: highest
    weights: {reach: 2}
    measure: share
    adjust:
      - {id: less, when: {score_share: {other: 80}}, multiply: 0.85}
    round: {places: 0, mode: half-up}
    maximum: 244
outcomes:
  - id: level
    score: raw
    by: share
    bands: [{id: one, from: 0}, {id: two, from: 25, facts: [privacy-duty]}]
  - id: due
    cases: [{id: now, when: {label: heard}}]
    otherwise: {id: later, facts: [privacy-duty]}
"""


@pytest.mark.parametrize(
    ("old", "new", "is_valid"),
    [
        ("", "", True),
        ("otherwise: {id: later, facts: [privacy-duty]}", "otherwise: later", True),
        ("multiply: 0.85", "add: -5", True),
        ("multiply: 0.85", "add: -5, multiply: 2", False),
        ("by: share", "by: heart", False),
        ("places: 0", "places: 9", False),
        ("    otherwise: {id: later, facts: [privacy-duty]}\n", "", False),
        ("    score: raw\n", "", False),
        ("that: {is: {heard: yes}}", "that: heard", False),
    ],
)
def test_the_schema_knows_labels_scores_and_outcomes(new_kinds_folder, old, new, is_valid):
    text = (new_kinds_folder / "set.yaml").read_text(encoding="utf-8")

    data = parse_yaml((text + RULES.replace(old, new, 1)).encode(), "set.yaml").data

    assert _validator("set-1").is_valid(data) is is_valid


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        ("against: 1.0.0\nquestions: {a: {class: wording}, b: {class: removed, into: [a]}}", True),
        ("against: 1.0.0\nquestions: {a: {class: split, from: [b]}}", True),
        ("against: 1.0.0\nquestions: {a: {class: split, from: [b, c]}}", False),
        ("against: 1.0.0\nquestions: {a: {class: merged, from: [b]}}", False),
        ("against: 1.0.0\nquestions: {a: {class: new, from: [b]}}", False),
        ("against: '1.0'\nquestions: {}", False),
    ],
)
def test_the_schema_of_changes_says_the_same_as_the_program(text, is_valid):
    data = parse_yaml(text.encode(), "changes.yaml").data

    assert _validator("changes-1").is_valid(data) is is_valid


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_a_template_follows_its_schema(every_kind, new_kinds, language):
    _validator("answers-1").validate(template(every_kind, language))
    _validator("answers-1").validate(template(new_kinds, language))


@pytest.mark.parametrize("address", ["a1/b2/heard", "A1/heard", "a1/", "/heard", "heard!"])
def test_no_answer_stands_under_something_else_than_an_address(new_kinds, address):
    file = template(new_kinds, "en") | {"answers": {address: {}}}

    assert not _validator("answers-1").is_valid(file)


def test_a_record_with_answers_of_every_shape_follows_its_schema(new_kinds):
    record = build_record(
        new_kinds,
        origin="file",
        project=ProjectFacts(),
        review=ReviewFacts("", "", "nl"),
        people=(),
        answers={
            "stakeholders": Answer(AnswerStatus.ANSWERED, ("a1: Parents",)),
            "a1/trust": Answer(AnswerStatus.ANSWERED, {"before": "low"}),
        },
        actions=(Action("one", ("a1/trust",), "Listen"),),
    )

    assert [error.message for error in _validator("record-1").iter_errors(record)] == []


def test_a_record_follows_its_schema(every_kind):
    record = build_record(
        every_kind,
        origin="file",
        project=ProjectFacts(name="Schoolplaatsen", phase="in-use"),
        review=ReviewFacts("", "Ronde 1", "nl"),
        people=(Person("lead", "An Peeters"),),
        answers={"groups": Answer(AnswerStatus.ANSWERED, ("children",))},
    )

    errors = list(_validator("record-1").iter_errors(record))

    assert errors == []


def test_a_record_of_a_later_round_follows_its_schema(every_kind):
    previous = PreviousRound("0a0b", "Ronde 1", "1.0.0", "cd" * 32, dt.date(2026, 11, 23))
    record = build_record(
        every_kind, origin="register", project=ProjectFacts(), previous=previous,
        review=ReviewFacts("0b0c", "Ronde 2", "nl"), people=(), answers={},
    )  # fmt: skip

    assert [error.message for error in _validator("record-1").iter_errors(record)] == []
    record["previous"]["digest"] = "not a digest"
    assert not _validator("record-1").is_valid(record)


@pytest.mark.parametrize("name", ["set-1", "language-1"])
def test_the_handbook_shows_every_key_of_a_schema(name):
    text = (resource("question_sets") / "README.md").read_text(encoding="utf-8")

    assert [key for key in _keys(_validator(name).schema) if f"{key}:" not in text] == []


def test_the_handbook_has_every_kind_of_question():
    text = (resource("question_sets") / "README.md").read_text(encoding="utf-8")

    assert [kind for kind in QuestionKind if f"`{kind}`" not in text] == []


def _keys(schema):
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield from schema["properties"]
        for inner in schema.values():
            yield from _keys(inner)
    for inner in schema if isinstance(schema, list) else ():
        yield from _keys(inner)


def test_a_record_with_what_follows_from_its_answers_follows_its_schema(explained_folder):
    answers = {
        "automation": Answer(AnswerStatus.ANSWERED, "yes"),
        "reach": Answer(AnswerStatus.ANSWERED, "40"),
    }
    record = build_record(
        load_folder(explained_folder), origin="file", project=ProjectFacts(),
        review=ReviewFacts("", "", "en"), people=(), answers=answers,
    )  # fmt: skip

    assert record["follows"]["scores"]
    assert [error.message for error in _validator("record-1").iter_errors(record)] == []
