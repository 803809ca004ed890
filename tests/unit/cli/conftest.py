"""The commands against an empty installation whose home holds the fixture set."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compass.cli import home, main


@pytest.fixture
def folder(tmp_path: Path, every_kind_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fixture set in a home, beside shipped sets of which there are none."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    monkeypatch.setattr(home, "resource", lambda name: shipped)
    monkeypatch.setenv("COMPASS_HOME", str(tmp_path / "home"))
    copy = tmp_path / "home" / "question_sets" / "every-kind" / "1.0.0"
    shutil.copytree(every_kind_folder, copy)
    return copy


@pytest.fixture
def compass(folder: Path) -> Callable[..., Result]:
    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run
