"""compass init says what is wrong with the published question sets, and registers none of them."""

import shutil
from pathlib import Path

import pytest

from compass.cli import init
from compass.core.loading import load_folder
from compass.core.published import FILE, publish
from compass.resources import resource
from tests.integration.cli.conftest import Place

SET, VERSION = "digital-ethics-compass", "1.0.0"


@pytest.fixture
def ready(compass, tmp_path) -> Place:
    place = Place(tmp_path / "home")
    assert compass(place, "init").exit_code == 0
    return place


@pytest.fixture
def sets(tmp_path, monkeypatch) -> Path:
    """A copy of the shipped sets in which a word of a published version is another."""
    root = tmp_path / "question_sets"
    shutil.copytree(resource("question_sets"), root)
    text = root / SET / VERSION / "nl.yaml"
    text.write_text(text.read_text("utf-8").replace("title: ", "title: Nieuw ", 1), "utf-8")
    monkeypatch.setattr(init, "resource", lambda _: root)
    return root


def test_doing_it_again_says_what_stands_there_as_the_first_time(compass, ready):
    again = compass(ready, "init")

    assert again.exit_code == 0
    assert "ready, with 3 published versions" in again.stdout


def test_a_published_version_that_was_touched_is_named(compass, ready, sets):
    refused = compass(ready, "init")

    assert refused.exit_code == 2
    assert "published-changed" in refused.stderr
    assert f"{SET} {VERSION}" in refused.stderr


def test_a_version_that_the_database_knows_otherwise_is_named_with_what_to_do(compass, ready, sets):
    (sets / FILE).unlink()
    publish(load_folder(sets / SET / VERSION), sets / FILE)

    refused = compass(ready, "init")

    assert refused.exit_code == 1
    assert f"{SET} {VERSION}" in refused.stderr
    assert "new version" in refused.stderr
