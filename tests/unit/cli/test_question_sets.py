"""``compass question-sets``: exit codes and what is printed."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from compass.core.loading import load_folder
from compass.resources import resource


def test_list_says_what_is_there_as_one_document(compass, folder):
    result = compass("question-sets", "list", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "id": "every-kind",
            "version": "1.0.0",
            "digest": load_folder(folder).digest,
            "state": "draft",
            "questions": 11,
            "languages": ["en", "nl", "fr", "de"],
        }
    ]


def test_a_published_version_is_listed_as_such(compass, folder):
    published = compass("question-sets", "publish", folder)

    [row] = json.loads(compass("question-sets", "list", "--json").stdout)

    assert published.exit_code == 0
    assert row["state"] == "published"


def _touch_published(compass, folder):
    compass("question-sets", "publish", folder)
    text = (folder / "nl.yaml").read_text("utf-8")
    (folder / "nl.yaml").write_text(text.replace("Mensen eerst", "Mensen vooraan"), "utf-8")


def test_a_published_version_that_was_touched_is_no_draft(compass, folder):
    _touch_published(compass, folder)

    result = compass("question-sets", "list", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout) == []
    assert "published-changed" in result.stderr


def test_nothing_is_made_with_a_published_version_that_was_touched(compass, folder):
    _touch_published(compass, folder)

    result = compass("answers", "template", "every-kind", "1.0.0")

    assert result.exit_code != 0
    assert "published-changed" in result.stderr


def test_list_goes_on_past_a_broken_set_and_says_so(compass, folder):
    (folder / "nl.yaml").unlink()

    result = compass("question-sets", "list", "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout) == []
    assert "nl.yaml is missing" in result.stderr


def test_check_prints_in_one_format_only(compass, folder):
    result = compass("question-sets", "check", folder, "--json", "--format", "github")

    assert result.exit_code == 2
    assert "--json" in json.loads(result.stdout)["error"]


def test_check_of_a_sound_set_prints_an_empty_list(compass, folder):
    result = compass("question-sets", "check", folder, "--json")

    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_a_warning_is_printed_and_is_no_failure(compass, folder):
    text = (folder / "set.yaml").read_text("utf-8")
    always = "any: [{answered: oversight}, {not: {answered: oversight}}]"
    (folder / "set.yaml").write_text(text.replace("answered: oversight", always, 1), "utf-8")

    result = compass("question-sets", "check", folder)

    assert result.exit_code == 0
    assert "warning: themes.care.questions.false-alarms.shown_when" in result.stdout
    assert "[always-holds]" in result.stdout


def test_check_prints_every_fault_with_its_place(compass, folder):
    text = (folder / "nl.yaml").read_text("utf-8")
    (folder / "nl.yaml").write_text(text.replace("title: Mensen eerst", "title:"), "utf-8")

    result = compass("question-sets", "check", folder, "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": str(folder / "nl.yaml"),
            "line": 9,
            "path": "principles.people-first.title",
            "code": "empty-text",
            "message": "this text is empty",
            "severity": "error",
        }
    ]


def test_findings_and_versions_have_the_keys_that_the_docs_name(compass, folder):
    (folder / "nl.yaml").unlink()
    text = (resource("question_sets") / "README.md").read_text("utf-8")

    [fault] = json.loads(compass("question-sets", "check", folder, "--json").stdout)

    named = text.split("`check --json`")[1].split("}")[0]
    assert list(fault) == re.findall(r'"([a-z]+)"', named)


@pytest.mark.parametrize("is_named", [False, True])
def test_check_finds_touched_published_versions(compass, folder, is_named):
    compass("question-sets", "publish", folder)
    text = (folder / "nl.yaml").read_text("utf-8")
    (folder / "nl.yaml").write_text(text.replace("Mensen eerst", "Mensen vooraan"), "utf-8")

    result = compass("question-sets", "check", *[folder] * is_named)

    assert result.exit_code == 1
    assert result.stdout.count("published-changed") == 1


def test_check_of_a_folder_of_sets_checks_them_all(compass, folder):
    (folder / "de.yaml").unlink()

    result = compass("question-sets", "check", folder.parent.parent)

    assert result.exit_code == 1
    assert "de.yaml is missing" in result.stdout


def test_check_of_a_folder_that_is_not_there_is_a_fault_and_no_traceback(compass, tmp_path):
    result = compass("question-sets", "check", tmp_path / "nothing", "--json")

    assert result.exit_code == 1
    assert [fault["code"] for fault in json.loads(result.stdout)] == ["not-a-folder"]


def test_a_set_with_faults_is_not_published(compass, folder):
    (folder / "nl.yaml").write_text("", "utf-8")

    result = compass("question-sets", "publish", folder)

    assert result.exit_code == 1
    assert not (folder.parent.parent / "published.toml").exists()


def test_a_changed_version_is_not_published_again(compass, folder):
    compass("question-sets", "publish", folder)
    text = (folder / "nl.yaml").read_text("utf-8")
    (folder / "nl.yaml").write_text(text.replace("Mensen eerst", "Mensen vooraan"), "utf-8")

    result = compass("question-sets", "publish", folder)

    assert result.exit_code == 1
    assert "new version" in result.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["question-sets", "list", "--json"]], ids=str)
def test_commands_without_a_database_load_no_framework(arguments):
    code = (
        "import sys; from compass.cli import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        "heavy = {'flask', 'sqlalchemy', 'weasyprint', 'pyhanko'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert result.stderr.strip().endswith("[]")


def test_check_finds_a_changed_kind_without_a_word_about_it(compass, folder):
    later = folder.parent / "2.0.0"
    shutil.copytree(folder, later)
    for file, old, new in [
        ("set.yaml", "version: 1.0.0", "version: 2.0.0"),
        ("set.yaml", "kind: short-text", "kind: long-text"),
    ]:
        text = (later / file).read_text("utf-8")
        (later / file).write_text(text.replace(old, new, 1), "utf-8")

    result = compass("question-sets", "check", later, "--json")

    assert result.exit_code == 1
    assert [(fault["code"], fault["path"]) for fault in json.loads(result.stdout)] == [
        ("missing-changes", ""),
        ("kind-changed", "questions.nickname"),
    ]
