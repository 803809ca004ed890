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
    """A small set with every kind of question and every condition."""
    return FIXTURE_SETS / "every-kind" / "1.0.0"
