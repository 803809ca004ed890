"""The question sets that prove what can be expressed, each loaded once."""

from pathlib import Path

import pytest

from compass.core.loading import load_folder
from compass.core.question_sets import QuestionSet


@pytest.fixture(scope="session")
def proof(fixture_sets: Path):
    loaded: dict[str, QuestionSet] = {}

    def load(name: str) -> QuestionSet:
        if name not in loaded:
            loaded[name] = load_folder(fixture_sets / name / "1.0.0")
        return loaded[name]

    return load


@pytest.fixture
def impact_assessment(proof):
    return proof("impact-assessment")


@pytest.fixture
def decision_aid(proof):
    return proof("decision-aid")


@pytest.fixture
def data_management(proof):
    return proof("data-management")


@pytest.fixture
def risk_map(proof):
    return proof("risk-map")
