"""The dossier from the command line: no database, an empty home, one file in and one out."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from compass.cli import home, main

Compass = Callable[..., Result]


@pytest.fixture
def compass(tmp_path: Path, every_kind_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Compass:
    """The command with an empty home; the fixture set is the only one shipped."""
    shipped = tmp_path / "shipped"
    shutil.copytree(every_kind_folder, shipped / "every-kind" / "1.0.0")
    monkeypatch.setattr(home, "resource", lambda name: shipped)
    monkeypatch.setenv("COMPASS_HOME", str(tmp_path / "home"))
    for name in ("BASE_URL", "SEAL_P12", "SEAL_PASSPHRASE"):
        monkeypatch.delenv(f"COMPASS_{name}", raising=False)

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def answers(compass: Compass, tmp_path: Path) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(compass("answers", "template", "every-kind", "1.0.0").stdout)
    return path


@pytest.fixture
def issued(compass: Compass, answers: Path, tmp_path: Path) -> Path:
    out = tmp_path / "dossier.pdf"
    result = compass("dossier", "issue", "--answers", answers, "--language", "nl", "--out", out)
    assert result.exit_code == 0, result.output
    return out


def text_of(path: Path) -> str:
    result = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return result.stdout.decode()


def test_a_fresh_template_can_be_issued_and_says_that_nobody_decided(issued: Path) -> None:
    text = text_of(issued)

    assert "Geen vastgelegde beslissing, niet in het register" in text


def test_the_digest_is_the_same_everywhere(compass: Compass, issued: Path) -> None:
    with pikepdf.open(issued) as pdf:
        record = pdf.attachments["record.json"].get_file().read_bytes()

    found = json.loads(compass("dossier", "verify", issued, "--json").stdout)

    assert found["digest"] == hashlib.sha256(record).hexdigest()
    assert found["digest"] in text_of(issued)


def test_an_empty_home_with_nothing_but_the_ca_finds_it_genuine(
    compass: Compass, issued: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ca = shutil.copy(tmp_path / "home" / "keys" / "ca.pem", tmp_path / "ca.pem")
    monkeypatch.setenv("COMPASS_HOME", str(tmp_path / "auditor"))

    result = compass("dossier", "verify", issued, "--trust", ca, "--json")

    found = json.loads(result.stdout)
    assert (found["verdict"], found["register"]) == ("genuine", "not-consulted")
    assert result.exit_code == 0
    assert not (tmp_path / "auditor").exists(), "verifying leaves nothing behind"


def test_somebody_else_s_home_does_not_know_the_key(
    compass: Compass, issued: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPASS_HOME", str(tmp_path / "auditor"))

    result = compass("dossier", "verify", issued)

    assert "unknown-key" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n"])
def test_what_is_no_dossier_is_one_json_document_too(
    compass: Compass, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "other.pdf"
    path.write_bytes(content)

    result = compass("dossier", "verify", path, "--json")

    assert json.loads(result.stdout)["verdict"] == "not-a-dossier"
    assert result.exit_code == 1


def test_a_hundred_megabytes_are_not_read_whole(compass: Compass, tmp_path: Path) -> None:
    path = tmp_path / "noise.pdf"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    result = compass("dossier", "verify", path, "--json")

    found = json.loads(result.stdout)
    assert found["reasons"] == ["too-large"]
    assert found["file_sha256"] is None


def test_a_trust_file_without_a_certificate_is_a_mistake_of_the_caller(
    compass: Compass, issued: Path, answers: Path
) -> None:
    result = compass("dossier", "verify", issued, "--trust", answers)

    assert result.exit_code == 2
    assert "holds no certificate" in result.output


def test_faults_of_the_answers_are_listed_and_nothing_is_written(
    compass: Compass, answers: Path, tmp_path: Path
) -> None:
    data = json.loads(answers.read_text())
    data["answers"] = {"channel": {"status": "answered", "value": "pigeon"}}
    answers.write_text(json.dumps(data))
    out = tmp_path / "dossier.pdf"

    result = compass("dossier", "issue", "--answers", answers, "--language", "nl", "--out", out)

    assert result.exit_code == 2
    assert "channel" in result.output
    assert not out.exists()


def test_a_language_that_the_set_does_not_have_is_refused(
    compass: Compass, answers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "dossier.pdf"

    result = compass("dossier", "issue", "--answers", answers, "--language", "pl", "--out", out)

    assert result.exit_code == 2
    assert "is not a language of this set" in result.output


def test_a_folder_that_is_not_there_is_said_without_a_traceback(
    compass: Compass, answers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "nowhere" / "dossier.pdf"

    result = compass("dossier", "issue", "--answers", answers, "--language", "en", "--out", out)

    assert result.exit_code == 1
    assert "No such file or directory" in result.output


def test_the_address_of_the_installation_is_printed(
    compass: Compass, answers: Path, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "compass.toml").write_text('base_url = "https://ethics.example"\n')
    out = tmp_path / "dossier.pdf"

    compass("dossier", "issue", "--answers", answers, "--language", "en", "--out", out)

    assert "https://ethics.example/verify" in text_of(out)


def test_keys_show_prints_the_fingerprint_that_the_dossier_prints(
    compass: Compass, issued: Path
) -> None:
    shown = compass("keys", "show").stdout

    fingerprint = shown.splitlines()[1].removeprefix("SHA-256 ")
    assert fingerprint in text_of(issued)
