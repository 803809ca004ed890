"""A copy of the fixture set that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from compass.core.checking import check_folder
from compass.core.faults import Fault

Edit = Callable[..., None]


@pytest.fixture
def folder(tmp_path: Path, every_kind_folder: Path) -> Path:
    copy = tmp_path / "every-kind" / "1.0.0"
    shutil.copytree(every_kind_folder, copy)
    return copy


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace the first occurrence of a text in a file; it has to be there."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def faults(folder: Path) -> Callable[[], list[Fault]]:
    return lambda: check_folder(folder)
