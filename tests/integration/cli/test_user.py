"""Accounts from the shell."""

import pytest

from tests.integration.cli.conftest import Place


@pytest.mark.parametrize(
    ("email", "name", "message"),
    [
        ("lea@example.org", "Second Lea", "already"),
        ("no address", "Nora", "email: not-an-address"),
        ("nora@example.org", "  ", "name: empty"),
        ("nora@example.org", "n" * 300, "name: too-long"),
        ("nora@example.org", "No\x07ra", "name: forbidden-character"),
    ],
)
def test_what_cannot_be_an_account_is_refused_in_words(compass, small, email, name, message):
    result = compass(small, "user", "add", email, name)

    assert result.exit_code == 1
    assert message in result.stderr


def test_a_file_that_is_no_database_is_said_in_words(compass, small):
    (small.home / "compass.db").write_bytes(b"junk" * 1000)

    result = compass(small, "user", "add", "nora@example.org", "Nora")

    assert result.exit_code == 1
    assert "the database does not answer" in result.stderr


def test_a_home_that_is_not_ready_yet_says_what_to_run_first(compass, tmp_path):
    result = compass(Place(tmp_path / "new"), "user", "add", "nora@example.org", "Nora")

    assert result.exit_code == 1
    assert "run `compass init`" in result.stderr
