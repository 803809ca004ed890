"""The doctor finds what is wrong, says what to do, and changes nothing itself."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from compass.cli import checks
from compass.cli.checks import database, program
from compass.db.engine import downgrade

QUESTION_SETS = Path(__file__).parents[3] / "question_sets"
PROBLEM, WARNING = "problem", "warning"


@pytest.fixture(autouse=True)
def program_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether `make assets` ran on this machine is not what these tests ask."""
    monkeypatch.setattr(checks, "PROGRAM_CHECKS", (program.check_question_sets,))


@pytest.fixture
def diagnose(compass):
    """What is not right, by check; the exit code must say the same."""

    def diagnose(place) -> dict[str, tuple[str, str]]:
        result = compass(place, "doctor", "--json")
        found = {each["check"]: each for each in json.loads(result.stdout)}
        wrong = {name: each for name, each in found.items() if each["level"] != "ok"}
        levels = {each["level"] for each in wrong.values()}
        assert result.exit_code == (1 if PROBLEM in levels else 0)
        return {
            name: (each["level"], " ".join([each["message"], *each["items"]]))
            for name, each in wrong.items()
        }

    return diagnose


def test_an_installation_as_it_should_be_has_no_findings(original, diagnose) -> None:
    assert diagnose(original) == {}


def test_people_read_one_line_for_each_check(compass, original) -> None:
    result = compass(original, "doctor")

    assert result.exit_code == 0
    assert all(line.startswith("ok ") for line in result.stdout.splitlines())
    assert "dossiers: 1 files, each as it was sealed" in result.stdout


@pytest.mark.parametrize("name", ["seal.key", "seal.pem", "ca.pem"])
def test_a_missing_key_is_a_problem(small, diagnose, name: str) -> None:
    (small.home / "keys" / name).unlink()

    level, message = diagnose(small)["keys"]
    assert level == PROBLEM
    assert name in message
    assert "from a backup" in message


def test_a_key_of_another_certificate_is_a_problem(small, diagnose) -> None:
    shutil.copyfile(small.home / "keys" / "ca.key", small.home / "keys" / "seal.key")

    assert "does not belong to" in diagnose(small)["keys"][1]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_can_read_is_a_problem(small, diagnose, mode: int) -> None:
    (small.home / "keys" / "seal.key").chmod(mode)

    level, message = diagnose(small)["keys"]
    assert level == PROBLEM
    assert f"chmod 600 {small.home / 'keys' / 'seal.key'}" in message


def test_a_home_that_others_can_read_is_a_warning(small, diagnose) -> None:
    small.home.chmod(0o755)

    level, message = diagnose(small)["home"]
    assert level == WARNING
    assert f"chmod go-rwx {small.home}" in message


def test_a_database_that_others_can_read_is_a_warning(small, diagnose) -> None:
    (small.home / "compass.db").chmod(0o644)

    assert "compass.db" in diagnose(small)["home"][1]


def test_an_https_address_without_a_proxy_that_is_counted_is_a_warning(
    small, diagnose, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = type(small).variables
    monkeypatch.setattr(
        type(small), "variables", lambda self: {**variables(self), "COMPASS_PROXIES": "0"}
    )

    level, message = diagnose(small)["address"]
    assert level == WARNING
    assert "proxies" in message


def test_a_database_that_is_not_migrated_is_a_problem(small, diagnose) -> None:
    engine = small.engine()
    downgrade(engine, "-1")
    engine.dispose()

    level, message = diagnose(small)["database"]
    assert level == PROBLEM
    assert "compass init" in message


def test_a_database_that_is_gone_is_a_problem_and_is_not_made(small, diagnose) -> None:
    (small.home / "compass.db").unlink()

    assert "is not there" in diagnose(small)["database"][1]
    assert not (small.home / "compass.db").exists()


def test_a_database_that_is_damaged_is_a_problem(small, diagnose) -> None:
    path = small.home / "compass.db"
    path.write_bytes(path.read_bytes()[:20_000])

    assert diagnose(small)["database"][0] == PROBLEM


def test_a_server_that_does_not_answer_is_a_problem(small, diagnose, tmp_path: Path) -> None:
    away = type(small)(small.home, f"postgresql+psycopg://nobody@/none?host={tmp_path}")

    assert "cannot be read" in diagnose(away)["database"][1]


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/compass"])
def test_an_address_of_no_database_is_a_problem(compass, small, diagnose, url: str) -> None:
    elsewhere = type(small)(small.home, url)

    assert "database_url" in diagnose(elsewhere)["settings"][1]
    assert compass(elsewhere, "backup", small.home.parent / "b.tar.gz").exit_code == 1


def test_a_published_set_that_was_touched_is_a_problem(
    small, diagnose, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(QUESTION_SETS, tmp_path / "question_sets")
    text = copy / "digital-ethics-compass" / "1.0.0" / "nl.yaml"
    text.write_text(text.read_text().replace("gegevens", "data", 1))
    monkeypatch.setattr(program, "resource", lambda _name: copy)

    level, message = diagnose(small)["question sets"]
    assert level == PROBLEM
    assert "1.0.0" in message


def test_a_published_set_that_is_not_registered_is_a_warning(
    small, diagnose, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = (QUESTION_SETS / "published.toml").read_text().replace("1.0.0", "1.0.1")
    (tmp_path / "published.toml").write_text(listed)
    monkeypatch.setattr(database, "resource", lambda _name: tmp_path)

    assert diagnose(small)["registered sets"][0] == WARNING


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(b"%PDF")])
def test_a_dossier_that_is_missing_or_changed_is_a_problem(small, diagnose, change) -> None:
    path = small.dossier()
    change(path)

    level, message = diagnose(small)["dossiers"]
    assert level == PROBLEM
    assert str(path) in message


def test_settings_that_cannot_be_read_are_a_problem(small, diagnose) -> None:
    (small.home / "compass.toml").write_text("colour = 'blue'\n")

    assert "colour" in diagnose(small)["settings"][1]


@pytest.mark.parametrize(
    ("days", "check"), [(-2, "clock"), (365 * 25 - 30, "seal"), (365 * 26, "seal")]
)
def test_clock_and_certificate_are_looked_at(
    small, monkeypatch: pytest.MonkeyPatch, days: int, check: str
) -> None:
    for name, value in small.variables().items():
        monkeypatch.setenv(name, value)
    then = dt.datetime.now(dt.UTC) + dt.timedelta(days=days)

    found = [each for each in checks.examine(small.home, then) if each.level != "ok"]

    assert check in [each.check for each in found]


def test_a_home_that_is_not_there_is_not_made(small, diagnose, tmp_path: Path) -> None:
    nowhere = type(small)(tmp_path / "nowhere")

    assert "compass init" in diagnose(nowhere)["home"][1]
    assert not nowhere.home.exists()


def test_the_doctor_changes_nothing(compass, small) -> None:
    (small.home / "secret.key").unlink()
    before = {path: path.read_bytes() for path in small.home.rglob("*") if path.is_file()}

    compass(small, "doctor")

    after = {path: path.read_bytes() for path in small.home.rglob("*") if path.is_file()}
    assert after == before
