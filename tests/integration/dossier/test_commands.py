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
from compass.dossier.keys import KeyStore

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


def test_of_an_answers_file_without_an_end_no_more_is_read_than_can_be_one(
    compass: Compass, tmp_path: Path
) -> None:
    out = tmp_path / "dossier.pdf"

    result = compass("dossier", "issue", "--answers", "/dev/zero", "--language", "nl", "--out", out)

    assert result.exit_code == 2
    assert not out.exists()


def test_nothing_is_sealed_with_a_published_version_that_was_touched(
    compass: Compass, answers: Path, tmp_path: Path
) -> None:
    folder, out = tmp_path / "shipped" / "every-kind" / "1.0.0", tmp_path / "dossier.pdf"
    compass("question-sets", "publish", folder)
    text = (folder / "nl.yaml").read_text("utf-8")
    (folder / "nl.yaml").write_text(text.replace("Mensen eerst", "Mensen vooraan"), "utf-8")

    result = compass("dossier", "issue", "--answers", answers, "--language", "nl", "--out", out)

    assert result.exit_code == 2
    assert "published-changed" in result.stderr
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
    assert f"there is no folder {out.parent}" in result.stderr


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


@pytest.fixture
def with_bought_key(bought: KeyStore, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Puts the PKCS#12 into the settings, or takes it out again."""

    def choose(is_used: bool) -> None:
        monkeypatch.setenv("COMPASS_SEAL_P12", str(bought.p12) if is_used else "")
        monkeypatch.setenv("COMPASS_SEAL_PASSPHRASE", bought.passphrase if is_used else "")

    return choose


def test_dossiers_stay_genuine_when_the_key_changes_and_changes_back(
    compass: Compass, answers: Path, tmp_path: Path, with_bought_key: Callable[[bool], None]
) -> None:
    made = [tmp_path / f"{number}.pdf" for number in range(3)]

    for path, is_bought in zip(made, (True, False, True), strict=True):
        with_bought_key(is_bought)
        issuing = ("dossier", "issue", "--answers", answers, "--language", "en", "--out", path)
        assert compass(*issuing).exit_code == 0

        found = [compass("dossier", "verify", path).exit_code for path in made if path.exists()]
        assert set(found) == {0}


def test_a_bought_key_is_verified_offline_with_the_certificate_that_keys_show_names(
    compass: Compass,
    answers: Path,
    tmp_path: Path,
    with_bought_key: Callable[[bool], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_bought_key(True)
    out = tmp_path / "dossier.pdf"
    compass("dossier", "issue", "--answers", answers, "--language", "en", "--out", out)
    certificate, fingerprint = compass("keys", "show").stdout.splitlines()
    with_bought_key(False)
    monkeypatch.setenv("COMPASS_HOME", str(tmp_path / "auditor"))

    trusted = compass("dossier", "verify", out, "--trust", certificate)
    untrusted = compass("dossier", "verify", out, "--json")

    assert trusted.exit_code == 0
    assert json.loads(untrusted.stdout)["verdict"] == "unknown-key"
    assert fingerprint.removeprefix("SHA-256 ") in " ".join(text_of(out).split())
    assert "Its certificate was issued by: Compass dossier CA." in " ".join(text_of(out).split())


def test_a_key_that_cannot_seal_is_named_before_anything_is_printed(
    compass: Compass, answers: Path, tmp_path: Path, with_bought_key, monkeypatch
) -> None:
    with_bought_key(True)
    monkeypatch.setenv("COMPASS_SEAL_PASSPHRASE", "guess")
    out = tmp_path / "dossier.pdf"

    refused = compass("dossier", "issue", "--answers", answers, "--language", "en", "--out", out)

    assert refused.exit_code == 1
    assert "seal.p12 cannot be opened: wrong passphrase" in refused.stderr
    assert not out.exists()
