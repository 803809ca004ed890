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


@pytest.mark.parametrize("name", ["ca.pem", "seal.pem", "seal.key"])
def test_keys_that_cannot_be_read_are_named(compass, answers, tmp_path, name):
    keys = tmp_path / "home" / "keys"
    compass("keys", "show")
    (keys / name).write_text("junk")

    result = compass("dossier", "issue", "--answers", answers, "--language", "en", "--out", "d.pdf")

    assert result.exit_code == 1
    assert str(keys / name) in result.stderr


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://" + "x" * 600])
def test_a_qr_code_leads_to_a_web_address_only(compass, answers, address):
    issuing = ("dossier", "issue", "--answers", answers, "--language", "en", "--out", "d.pdf")

    assert compass(*issuing, "--verify-url", address).exit_code == 2


@pytest.fixture
def answers(compass, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(compass("answers", "template", "every-kind", "1.0.0").stdout)
    return path


@pytest.mark.parametrize("form", ["json", "sarif", "github", "text"])
def test_a_name_that_is_no_text_is_shown_with_escapes(compass, form):
    result = compass("question-sets", "check", "folder-\udcff", "--format", form)

    assert result.exit_code == 1
    assert "xff" in result.stdout or "%FF" in result.stdout or "udcff" in result.stdout
    if form in ("json", "sarif"):
        json.loads(result.stdout)
