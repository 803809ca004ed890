"""Small question sets made in a line, so that a test says only what matters to it."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import rfc8785

from compass.core.loading import load_content
from compass.core.question_sets import QuestionSet

Edition = Callable[..., QuestionSet]
_TEXTS = ("title", "text", "why", "checks", "bad", "good", "unit", "rows")


def question(name: str, kind: str = "yes-no", **keys: Any) -> dict[str, Any]:  # Any: YAML trees
    """Structure and English texts together; a list of options gets labels by itself."""
    return {"id": name, "kind": kind, **keys}


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
