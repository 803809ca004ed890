"""For tests without database, network or PDF."""

from pathlib import Path

import pytest

from compass.core.loading import load_folder
from compass.core.question_sets import QuestionSet
from compass.resources import resource


@pytest.fixture(scope="session")
def every_kind(every_kind_folder: Path) -> QuestionSet:
    return load_folder(every_kind_folder)


@pytest.fixture(scope="session")
def new_kinds(new_kinds_folder: Path) -> QuestionSet:
    return load_folder(new_kinds_folder)


@pytest.fixture(scope="session")
def explained(explained_folder: Path) -> QuestionSet:
    return load_folder(explained_folder)


@pytest.fixture(scope="session")
def prescan() -> QuestionSet:
    return load_folder(Path(str(resource("question_sets") / "compass-prescan" / "1.0.0")))
