"""An evaluation as JSON: the same keys wherever a machine reads it."""

from collections.abc import Sequence
from decimal import Decimal

from compass.core.documents import Tree
from compass.core.evaluation import Evaluation, Progress
from compass.core.scoring import Score


def evaluation_as_data(evaluation: Evaluation) -> dict[str, Tree]:
    """Addresses and ids; numbers of scores are decimal texts, for nothing to be lost in floats."""
    return {
        "visible": _texts(evaluation.visible),
        "unanswered": _texts(evaluation.unanswered),
        "not_known": _texts(evaluation.not_known),
        "progress": _progress(evaluation.progress),
        "by_theme": {theme: _progress(part) for theme, part in evaluation.by_theme.items()},
        "items": {
            question: [{"id": item.id, "name": item.name} for item in items]
            for question, items in evaluation.items.items()
        },
        **follows_as_data(evaluation),
    }


def follows_as_data(evaluation: Evaluation) -> dict[str, Tree]:
    """What follows from the answers."""
    return {
        "labels": _texts(evaluation.labels),
        "scores": {name: _score(score) for name, score in evaluation.scores.items()},
        "outcomes": dict[str, Tree](evaluation.outcomes),
    }


def _texts(texts: Sequence[str]) -> Tree:
    return list[Tree](texts)


def _progress(progress: Progress) -> Tree:
    return {"answered": progress.answered, "total": progress.total}


def _score(score: Score) -> Tree:
    return {
        "value": _number(score.value),
        "maximum": _number(score.maximum),
        "share": _number(score.share),
        "explanation": {
            "contributions": [
                {
                    "source": part.source,
                    "points": _number(part.points),
                    "maximum": _number(part.maximum),
                }
                for part in score.contributions
            ],
            "adjustments": [
                {"id": rule.id, "before": _number(rule.before), "after": _number(rule.after)}
                for rule in score.adjustments
            ],
        },
    }


def _number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
