"""What goes wrong is said in words, and to a machine in one JSON document."""

import json

import pytest


@pytest.mark.parametrize(
    "arguments",
    [
        ("answers", "evaluate", "no-such-file.json"),
        ("answers", "evaluate"),
        ("answers", "check", "."),
        ("dossier", "verify", "no-such-file.pdf"),
        ("dossier", "verify", "--no-such-option"),
        ("backup", "no-such-folder/backup.tar.gz"),
        ("restore", "no-such-file.tar.gz"),
        ("run", "--port", "99999"),
        ("run", "--workers", "0"),
        ("question-sets", "no-such-command"),
        ("no-such-command",),
    ],
    ids=" ".join,
)
def test_a_machine_reads_one_document_and_people_a_line(compass, arguments):
    result = compass(*arguments, "--json")

    assert result.exit_code != 0
    assert isinstance(json.loads(result.stdout)["error"], str)
    assert "Error: " in result.stderr


def test_a_home_that_cannot_be_made_is_said_in_words(compass, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("COMPASS_HOME", str(tmp_path / "file" / "home"))

    result = compass("keys", "show")

    assert result.exit_code == 1
    assert "Error: " in result.stderr
    assert "Not a directory" in result.stderr


def test_what_a_machine_did_not_ask_for_is_not_printed(compass):
    assert compass("answers", "evaluate", "no-such-file.json").stdout == ""
