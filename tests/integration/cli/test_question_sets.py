"""``compass question-sets withdraw`` and ``preview``, which need the application."""

import shutil

import pytest
from click.testing import CliRunner

from compass.cli import main
from compass.cli.question_sets.showing import close, throw_away_app
from compass.core.publication import VersionState
from compass.services.question_sets import get_version
from compass.web import create_app
from compass.web.extensions import db

SET = ("digital-ethics-compass", "1.0.0")


@pytest.fixture
def compass(tmp_path, monkeypatch):
    """A new installation."""
    monkeypatch.setenv("COMPASS_HOME", str(tmp_path / "home"))

    def run(*arguments: str):
        return CliRunner().invoke(main, arguments)

    assert run("init").exit_code == 0
    return run


def state() -> VersionState:
    app = create_app()
    with app.app_context():
        row = get_version(db.session, *SET)
        found = row.state
        db.engine.dispose()
    return found


def test_a_version_is_withdrawn_with_a_reason(compass):
    result = compass("question-sets", "withdraw", *SET, "--reason", "A law changed.")

    assert (result.exit_code, state()) == (0, VersionState.WITHDRAWN)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([*SET], 2),
        ([*SET, "--reason", "  "], 1),
        (["no-such-set", "1.0.0", "--reason", "x"], 1),
    ],
    ids=["no-reason", "empty", "unknown"],
)
def test_without_a_reason_or_a_version_nothing_happens(compass, arguments, code):
    result = compass("question-sets", "withdraw", *arguments)

    assert result.exit_code == code
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert state() is VersionState.PUBLISHED


def test_a_second_withdrawal_says_that_it_is_withdrawn(compass):
    compass("question-sets", "withdraw", *SET, "--reason", "A law changed.")

    result = compass("question-sets", "withdraw", *SET, "--reason", "Again.")

    assert result.exit_code == 1
    assert "is withdrawn" in result.stderr


@pytest.fixture
def folder(tmp_path, every_kind_folder):
    copy = tmp_path / "sets" / "every-kind" / "1.0.0"
    shutil.copytree(every_kind_folder, copy)
    return copy


@pytest.fixture
def previewed(folder, tmp_path):
    home = tmp_path / "throw-away"
    home.mkdir()
    app, path = throw_away_app(folder, home, base_url="http://localhost", language="nl")
    yield app.test_client(), path
    close(app)


def test_the_address_of_a_preview_opens_the_folder_as_a_team_sees_it(previewed):
    client, path = previewed

    page = client.get(path, follow_redirects=True)

    assert page.request.path == "/library/every-kind/1.0.0/preview"
    assert '<html lang="nl"' in page.text


def test_only_the_whole_address_opens_it(previewed):
    client, path = previewed

    assert client.get("/library/every-kind/1.0.0/preview").status_code == 401
    assert client.get(path[:-1]).status_code == 404


def test_a_change_of_the_files_is_seen_when_it_is_opened_again(previewed, folder):
    client, path = previewed
    client.get(path)
    text = (folder / "nl.yaml").read_text("utf-8")
    title = text.partition("\ntitle: ")[2].partition("\n")[0]
    (folder / "nl.yaml").write_text(text.replace(title, "Een nieuwe titel", 1), "utf-8")

    page = client.get(path, follow_redirects=True)

    assert "Een nieuwe titel" in page.text


def test_a_fault_is_said_in_words(previewed, folder):
    client, path = previewed
    (folder / "nl.yaml").unlink()

    answer = client.get(path)

    assert answer.status_code == 422
    assert "nl.yaml is missing" in answer.text
