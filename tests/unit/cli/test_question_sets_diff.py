"""``compass question-sets diff``: the document for machines and the lines for people."""

import json
import shutil

import jsonschema
import pytest

from compass.resources import resource

CHANGES = """against: 1.0.0
questions:
  channel:
    class: meaning
  nickname:
    class: wording
  name-on-letters:
    class: split
    from:
      - nickname
  false-alarms:
    class: removed
"""


def _replace(path, *edits):
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


@pytest.fixture
def later(folder):
    """2.0.0 of the fixture set: one more option, other words, one split off, one removed."""
    later = folder.parent / "2.0.0"
    shutil.copytree(folder, later)
    (later / "changes.yaml").write_text(CHANGES, "utf-8")
    text = (later / "set.yaml").read_text("utf-8")
    start = text.index("      - id: false-alarms")
    text = text[:start] + text[text.index("  - id: words") :]
    (later / "set.yaml").write_text(text, "utf-8")
    _replace(
        later / "set.yaml",
        ("version: 1.0.0", "version: 2.0.0"),
        ("          - letter", "          - letter\n          - visit"),
        ("  - id: care\n", "      - id: name-on-letters\n        code: S5\n"
         "        kind: short-text\n        principles:\n          - people-first\n"
         "  - id: care\n"),
    )  # fmt: skip
    for language in ("en", "nl", "fr", "de"):
        path = later / f"{language}.yaml"
        text = path.read_text("utf-8")
        start, end = text.index("  false-alarms:"), text.index("  reading-ease:")
        added = f"  name-on-letters:\n    title: N {language}\n    text: T {language}\n"
        path.write_text(f"{text[:start]}{added}    why: W {language}\n{text[end:]}", "utf-8")
        notes = f"changes:\n  channel: Note {language}\n"
        options = f"    options:\n      visit: V {language}\n"
        _replace(path, ("    options:\n", options), ("questions:\n", f"{notes}questions:\n"))
    _replace(later / "en.yaml", ("What do people call the service", "How do people call it"))
    return later


def test_the_two_versions_are_sound(compass, later):
    result = compass("question-sets", "check", later)

    assert result.stdout == "No faults.\n"


def test_the_document_says_for_each_question_what_it_means(compass, later):
    data = json.loads(
        compass("question-sets", "diff", "every-kind", "1.0.0", "2.0.0", "--json").stdout
    )

    assert (data["set"], data["from"]["version"], data["to"]["version"]) == (
        "every-kind", "1.0.0", "2.0.0",
    )  # fmt: skip
    assert {question["id"]: question["class"] for question in data["questions"]} == {
        "channel": "meaning",
        "nickname": "wording",
        "name-on-letters": "split",
        "false-alarms": "removed",
    }
    assert data["questions"][0]["notes"]["nl"] == "Note nl"
    assert data["questions"][0]["differences"][0] == {
        "kind": "options",
        "place": "options",
        "language": None,
        "from": ["counter", "website", "letter"],
        "to": ["counter", "website", "letter", "visit"],
    }
    assert data["questions"][2]["origins"] == ["nickname"]
    assert "introduction" in data["unchanged"]


def test_the_document_follows_its_schema(compass, later):
    text = (resource("question_sets") / "schema" / "diff-1.json").read_text("utf-8")
    data = json.loads(
        compass("question-sets", "diff", "every-kind", "1.0.0", "2.0.0", "--json").stdout
    )

    jsonschema.Draft202012Validator(json.loads(text)).validate(data)


def test_people_read_which_words_changed(compass, later):
    lines = compass("question-sets", "diff", "every-kind", "1.0.0", "2.0.0").stdout.splitlines()

    assert lines[:2] == ["every-kind 1.0.0 → 2.0.0", "8 of 11 questions are the same"]
    assert "S2 channel “First contact”: meaning" in lines
    assert "  not comparable (meaning, options)" in lines
    assert "  note: Note en" in lines
    assert any("[-What-]{+How+} do people call" in line for line in lines)
    assert "C4 false-alarms “False alarms”: removed" in lines


def test_the_texts_come_in_one_language_only(compass, later):
    result = compass("question-sets", "diff", "every-kind", "1.0.0", "2.0.0", "--language", "nl")

    assert "V nl" in result.stdout
    assert "V fr" not in result.stdout


def test_a_version_compared_with_itself_does_not_differ(compass, later):
    data = json.loads(
        compass("question-sets", "diff", "every-kind", "1.0.0", "1.0.0", "--json").stdout
    )

    assert (data["questions"], data["general"]) == ([], [])


@pytest.mark.parametrize(
    "arguments",
    [("2.0.0", "1.0.0"), ("1.0.0", "9.9.9"), ("1.0.0", "2.0.0", "--language", "es")],
)
def test_what_cannot_be_compared_exits_with_two_and_says_why(compass, later, arguments):
    result = compass("question-sets", "diff", "every-kind", *arguments)

    assert result.exit_code == 2
    assert "Error" in result.stderr


def test_versions_that_lie_elsewhere_are_compared_where_they_are(compass, later, tmp_path):
    elsewhere = tmp_path / "my-sets" / "every-kind"
    shutil.move(later.parent, elsewhere)

    lost = compass("question-sets", "diff", "every-kind", "1.0.0", "2.0.0")
    found = compass("question-sets", "diff", "every-kind", "1.0.0", "2.0.0", "--in",
                    elsewhere.parent)  # fmt: skip

    assert lost.exit_code == 2
    assert found.exit_code == 0
    assert found.stdout.startswith("every-kind 1.0.0 → 2.0.0")
