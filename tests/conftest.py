"""What every test may use: the fixture sets, and Hypothesis without a clock."""

from pathlib import Path

import pytest
from hypothesis import settings

# Machines of different speed run these tests: how long one example takes says nothing.
settings.register_profile("compass", deadline=None, derandomize=True)
settings.load_profile("compass")

FIXTURE_SETS = Path(__file__).parent / "fixtures" / "question_sets"


@pytest.fixture(scope="session")
def every_kind_folder() -> Path:
    """A small set with the nine plain kinds of question and their conditions."""
    return FIXTURE_SETS / "every-kind" / "1.0.0"


@pytest.fixture(scope="session")
def new_kinds_folder() -> Path:
    """A small set with the other kinds, groups, items, option lists, maps, roles and facts."""
    return FIXTURE_SETS / "new-kinds" / "1.0.0"
