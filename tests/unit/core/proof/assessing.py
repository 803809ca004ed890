"""Answers to the impact assessment that reach exactly so many points."""

from collections.abc import Mapping
from decimal import Decimal

from compass.core.answers import Answer
from compass.core.evaluation import evaluate
from compass.core.kinds import QuestionKind
from compass.core.question_sets import Question, QuestionSet
from tests.unit.core.making import answered

# Every branch is open: the raw score can reach 220, mitigation 90.
OPEN = {
    "bought": "no",
    "alternatives": "yes",
    "legal-basis": "yes",
    "public-benefit": "yes",
    "in-public-eye": "yes",
    "court-cases": "no",
    "fragile-people": "yes",
    "which-people": ("children",),
    "high-stakes": "no",
    "motives": ("backlog",),
    "functions": ("image", "profile"),
    "faces": "no",
    "predicts": "no",
    "learns": "yes",
    "generates": "no",
    "secret": "no",
    "hard-to-explain": "no",
    "reproducible": "yes",
    "tested": "field",
    "role": "prepare",
    "override": "yes",
    "discretion": "no",
    "field": ("permit",),
    "new-power": "no",
    "undone": "hardly",
    "lasts": "days",
    "people-affected": "0",
    "whole-group": "no",
    "uses-personal": "yes",
    "gathered-by": "own",
    "from-devices": "no",
    "joined": "no",
    "leaves-country": "no",
    "secrecy": "open",
    "free-text": "no",
    "images": "no",
    "derived": "no",
    "years-kept": "0",
}
_FIXED = ("bought", "role", "undone", "functions", "tested", "gathered-by", "secrecy")
_OPENERS = (
    "heard-inside", "heard-outside", "process-bias", "equality-groups", "trail", "complaint",
)  # fmt: skip


def raw(question_set: QuestionSet, points: str) -> dict[str, Answer]:
    """All that earns raw points is answered, and earns this much in all."""
    answers = {name: answered(value) for name, value in OPEN.items()}
    for name in ("rights", "health", "income", "nature"):
        answers[f"impact-{name}"] = answered("little")
    wanted = Decimal(points)
    for question in _scored(question_set, "raw"):
        for value in _rising(question):
            trial = answers | {question.id: answered(value)}
            if _points(question_set, trial, "raw") <= wanted:
                answers = trial
    assert _points(question_set, answers, "raw") == wanted
    return answers


def mitigated(
    question_set: QuestionSet, answers: Mapping[str, Answer], *, without: int
) -> dict[str, Answer]:
    """Every measure is taken but so many that open no other question, each worth two points."""
    taken = dict(answers)
    for question in _scored(question_set, "mitigation"):
        can_be_left = question.points["mitigation"]["yes"] == 2 and question.id not in _OPENERS
        is_left = without > 0 and can_be_left
        without -= is_left
        taken[question.id] = answered("no" if is_left else "yes")
    assert without == 0
    return taken


def _scored(question_set: QuestionSet, score: str) -> list[Question]:
    return [stake.question for stake in question_set.stakes[score]]


def _rising(question: Question) -> tuple[str | tuple[str, ...], ...]:
    """What may be answered instead, for more and more points, with every branch still open."""
    if question.id in _FIXED or OPEN.get(question.id) == "yes":
        return ()
    if question.kind is QuestionKind.YES_NO:
        return ("yes",)
    if question.kind is QuestionKind.NUMBER:
        return tuple(str(step) for step in range(int(question.maximum) + 1))
    if question.kind is QuestionKind.MULTIPLE_CHOICE:
        return tuple(question.options[:count] for count in range(1, len(question.options) + 1))
    return question.options


def _points(question_set: QuestionSet, answers: Mapping[str, Answer], score: str) -> Decimal:
    return evaluate(question_set, answers).scores[score].value
