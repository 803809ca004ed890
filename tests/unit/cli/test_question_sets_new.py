"""``compass question-sets new``: files that are valid from the first moment."""

import shlex

import pytest

from compass.core.loading import load_folder


@pytest.mark.parametrize("languages", ["en", "en,nl", "nl,fr,de", "es,en,es"])
def test_what_is_made_is_valid_as_it_is(compass, tmp_path, languages):
    result = compass("question-sets", "new", "ours", "--languages", languages, "--into", tmp_path)

    made = load_folder(tmp_path / "ours" / "0.1.0")
    assert result.exit_code == 0
    assert made.languages == tuple(dict.fromkeys(languages.split(",")))
    assert compass("question-sets", "check", tmp_path / "ours" / "0.1.0").exit_code == 0


def test_what_is_made_says_how_to_check_it(compass, tmp_path):
    result = compass("question-sets", "new", "ours", "--into", tmp_path / "my sets")

    command = result.stdout.splitlines()[-1].strip().removeprefix("compass ")
    assert compass(*shlex.split(command)).stdout == "No faults.\n"


def test_without_a_place_it_lies_in_the_home(compass, folder):
    compass("question-sets", "new", "ours", "--version", "1.0.0")

    assert (folder.parent.parent / "ours" / "1.0.0" / "set.yaml").is_file()


def test_nothing_that_is_there_is_written_over(compass, folder):
    before = (folder / "en.yaml").read_bytes()

    result = compass("question-sets", "new", "every-kind", "--version", "1.0.0")

    assert result.exit_code == 1
    assert "is there already" in result.stderr
    assert (folder / "en.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [["Ours"], ["../ours"], ["ours", "--languages", "english"], ["ours", "--version", "1"]],
    ids=str,
)
def test_names_that_no_set_can_have_are_refused(compass, arguments):
    assert compass("question-sets", "new", *arguments).exit_code == 2
