"""What every test may use: fixture sets, sets made in a line, and Hypothesis without a clock."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import HealthCheck, settings

from compass.core.loading import load_content
from compass.core.question_sets import QuestionSet

# Machines of different speed run these tests: how long an example or its making takes says nothing.
settings.register_profile(
    "compass", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("compass")

FIXTURE_SETS = Path(__file__).parent / "fixtures" / "question_sets"


@pytest.fixture(scope="session")
def fixture_sets() -> Path:
    """All sets made for tests; some of them prove what can be expressed."""
    return FIXTURE_SETS


@pytest.fixture(scope="session")
def every_kind_folder() -> Path:
    """A small set with the nine plain kinds of question and their conditions."""
    return FIXTURE_SETS / "every-kind" / "1.0.0"


@pytest.fixture(scope="session")
def new_kinds_folder() -> Path:
    """A small set with the other kinds, groups, items, option lists, maps, roles and facts."""
    return FIXTURE_SETS / "new-kinds" / "1.0.0"


@pytest.fixture(scope="session")
def explained_folder() -> Path:
    """A small set with labels, scores and outcomes, whose answers explain what follows."""
    return FIXTURE_SETS / "explained" / "1.0.0"


Edition = Callable[..., QuestionSet]
_TEXTS = ("title", "text", "why", "checks", "bad", "good", "unit", "rows")


def files(
    version: str,
    questions: list[dict[str, Any]],
    changes: dict[str, Any] | None = None,
    against: str = "1.0.0",
    english: dict[str, Any] | None = None,
    **sections: Any,
) -> dict[str, Any]:
    """``sections`` go into set.yaml, ``english`` into en.yaml, over what stands there by itself."""
    asked = [_structure(number, item) for number, item in enumerate(deepcopy(questions))]
    structure = {
        "format": "1",
        "id": "small",
        "version": version,
        "languages": ["en"],
        "principles": ["care"],
        "themes": [{"id": "all", "questions": asked}],
    }
    words = {
        "language": "en",
        "title": "Small",
        "summary": "A small set.",
        "provenance": "Made for a test.",
        "principles": {"care": {"title": "Care", "text": "Take care.", "dilemma": "How much?"}},
        "themes": {"all": {"title": "All", "text": "Everything."}},
        "questions": {item["id"]: _texts(item) for item in questions},
    }
    if any(item["kind"] == "judgement" for item in questions):
        structure["scales"] = {"care": ["low", "high"]}
        levels = {level: {"label": level, "text": level} for level in ("low", "high")}
        words["scales"] = {"care": levels}
    found = {"set.yaml": structure | sections, "en.yaml": words | (english or {})}
    if changes is not None:
        found["changes.yaml"] = {"against": against, "questions": changes}
    return found


@pytest.fixture(scope="session")
def edition() -> Edition:
    def make(version: str, *questions: dict[str, Any], **more: Any) -> QuestionSet:
        trees = files(version, list(questions), **more)
        return load_content(rfc8785.dumps({"format": 1, "files": trees}))

    return make


def _structure(number: int, item: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in item.items() if key not in _TEXTS}
    own = {"code": f"Q{number}", "principles": ["care"]} if item["kind"] != "statement" else {}
    scale = {"scale": "care"} if item["kind"] == "judgement" else {}
    return own | scale | kept


def _texts(item: dict[str, Any]) -> dict[str, Any]:
    own: dict[str, Any] = {"title": item["id"], "text": f"Is it {item['id']}?", "why": "Because."}
    if item["kind"] == "judgement":
        example = {"service": "A", "act": "B", "consequence": "C"}
        own |= {"checks": ["a", "b", "c"], "bad": example, "good": example}
    if "options" in item:
        own["options"] = {option: option for option in item["options"]}
    return own | {key: value for key, value in item.items() if key in _TEXTS}
