"""A copy of the fixture set that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from compass.core.checking import check_content, check_files, check_folder
from compass.core.faults import Fault
from tests.conftest import files

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


Findings = Callable[..., list[Fault]]


@pytest.fixture
def explained_findings(explained_folder: Path) -> Findings:
    """What a check finds in the explained set once these texts in set.yaml are replaced."""
    original = {path.name: path.read_text(encoding="utf-8") for path in explained_folder.iterdir()}

    def find(*pairs: tuple[str, str], english: tuple[tuple[str, str], ...] = ()) -> list[Fault]:
        spoilt = dict(original)
        for file, replaced in (("set.yaml", pairs), ("en.yaml", english)):
            for old, new in replaced:
                assert old in spoilt[file]
                spoilt[file] = spoilt[file].replace(old, new, 1)
        return check_files({name: text.encode() for name, text in spoilt.items()})

    return find


@pytest.fixture
def small_findings() -> Findings:
    """What a check finds in a set of these questions, with the other sections as they are given."""

    def find(*questions: dict[str, Any], **sections: Any) -> list[Fault]:
        trees = files("1.0.0", list(questions), **sections)
        return check_content(rfc8785.dumps({"format": 1, "files": trees}))

    return find
