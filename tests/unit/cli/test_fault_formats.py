"""Faults for people, for programs, for code scanners and for code hosts."""

import json

import pytest

from compass.cli.fault_formats import FORMATS
from compass.core.faults import Fault, Severity

FAULTS = (
    Fault("sets/a,b/nl.yaml", 9, "themes.data.title", "empty-text", "100 % empty\nreally"),
    Fault("sets/a/set.yaml", 0, "", "missing-file", "it is missing"),
)


def test_sarif_has_a_result_for_each_fault_with_its_place():
    [run] = json.loads(FORMATS["sarif"](FAULTS))["runs"]

    first, second = run["results"]
    place = first["locations"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["empty-text", "missing-file"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "sets/a%2Cb/nl.yaml"
    assert place["physicalLocation"]["region"] == {"startLine": 9}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "themes.data.title"}]
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_annotations_stay_on_one_line_each_and_are_escaped():
    assert FORMATS["github"](FAULTS).splitlines() == [
        "::error file=sets/a%2Cb/nl.yaml,line=9,title=empty-text::"
        "themes.data.title: 100 %25 empty%0Areally",
        "::error file=sets/a/set.yaml,line=1,title=missing-file::it is missing",
    ]


MILD = (
    Fault("set.yaml", 3, "labels.a.when", "always-holds", "leave it out", Severity.WARNING),
    Fault("set.yaml", 5, "labels.b.when", "undecided", "too many", Severity.NOTE),
)


def test_each_format_says_how_severe_a_finding_is():
    assert FORMATS["text"](MILD).splitlines()[0] == (
        "set.yaml:3: warning: labels.a.when: leave it out [always-holds]"
    )
    assert [fault["severity"] for fault in json.loads(FORMATS["json"](MILD))] == ["warning", "note"]
    [run] = json.loads(FORMATS["sarif"](MILD))["runs"]
    assert [result["level"] for result in run["results"]] == ["warning", "note"]
    assert [line.split(" ")[0] for line in FORMATS["github"](MILD).splitlines()] == [
        "::warning",
        "::notice",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_can_say_that_there_is_nothing(form):
    said = FORMATS[form](())

    assert {"text": "No faults.", "json": "[]", "github": ""}.get(form, said) == said


@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_code_is_the_same_in_each_format(compass, folder, form):
    sound = compass("question-sets", "check", folder, "--format", form)
    (folder / "nl.yaml").unlink()

    broken = compass("question-sets", "check", folder, "--format", form)

    assert (sound.exit_code, broken.exit_code) == (0, 1)
    assert "missing-file" in broken.stdout


def test_files_are_named_from_where_the_command_runs(compass, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    (folder / "nl.yaml").unlink()

    result = compass("question-sets", "check", folder, "--format", "github")

    assert "file=1.0.0/set.yaml" in result.stdout
