"""What a move changed, as it was before, kept with the move as JSON so that it can be undone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compass.core.answers import answer_as_data, answer_from_data
from compass.db.queries.answers import StoredAnswer


@dataclass(frozen=True)
class Before:
    """By address, None where nothing stood. ``renamed`` are actions and evidence that went with
    their question, from where to where."""

    answers: Mapping[str, StoredAnswer | None]
    renamed: Mapping[str, tuple[str, str]]


def as_text(before: Before) -> str:
    answers = {where: row and _row_as_data(row) for where, row in before.answers.items()}
    return json.dumps({"answers": answers, "renamed": before.renamed}, ensure_ascii=False)


def from_text(text: str) -> Before:
    data = json.loads(text)
    return Before(
        answers={where: row and _row_from_data(row) for where, row in data["answers"].items()},
        renamed={key: (old, new) for key, (old, new) in data["renamed"].items()},
    )


def _row_as_data(row: StoredAnswer) -> dict[str, Any]:  # Any: as JSON holds it
    return {
        "answer": answer_as_data(row.answer),
        "is_flagged": row.is_flagged,
        "version": row.version,
        "to_confirm": row.to_confirm,
    }


def _row_from_data(data: dict[str, Any]) -> StoredAnswer:  # Any: as JSON holds it
    return StoredAnswer(
        answer=answer_from_data(data["answer"]),
        is_flagged=data["is_flagged"],
        version=data["version"],
        to_confirm=data["to_confirm"],
    )
