"""The JSON Schemas for editors agree with what the program reads and writes."""

import json

import jsonschema
import pytest

from compass.core.answers import Answer, AnswerStatus, Person, ProjectFacts
from compass.core.answers_files import template
from compass.core.record import ReviewFacts, build_record
from compass.core.strict_yaml import parse_yaml
from compass.resources import resource

SCHEMAS = ("set-1", "language-1", "changes-1", "diff-1", "answers-1", "record-1")


def _validator(name):
    text = (resource("question_sets") / "schema" / f"{name}.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name):
    validator = _validator(name)

    assert validator.check_schema(validator.schema) is None


@pytest.mark.parametrize("file", ["set", "en", "nl", "fr", "de"])
def test_the_files_of_a_set_follow_their_schema(every_kind_folder, file):
    path = every_kind_folder / f"{file}.yaml"

    errors = _validator("set-1" if file == "set" else "language-1").iter_errors(
        parse_yaml(path.read_bytes(), path.name).data
    )

    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: number", "kind: slider"),
        ("kind: number", "kind: date"),
        ("scale: ease", "unit: ease"),
        ("answered: oversight", "before: oversight"),
        ("id: channel", "id: Channel"),
        ("version: 1.0.0", "version: 1.0"),
        ("code: S4", "colour: red"),
    ],
)
def test_what_the_linter_refuses_in_one_file_the_schema_refuses_too(every_kind_folder, old, new):
    text = (every_kind_folder / "set.yaml").read_text(encoding="utf-8").replace(old, new, 1)

    data = parse_yaml(text.encode(), "set.yaml").data

    assert not _validator("set-1").is_valid(data)


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
def test_a_template_follows_its_schema(every_kind, language):
    _validator("answers-1").validate(template(every_kind, language))


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
