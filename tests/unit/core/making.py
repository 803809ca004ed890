"""Small question sets made in a line, for tests of what is worked out from answers."""

from collections.abc import Mapping
from decimal import Decimal

from compass.core.answers import Answer, AnswerStatus
from compass.core.kinds import QuestionKind
from compass.core.question_sets import Group, Question, QuestionSet, Theme
from compass.core.rules import LabelRule, OutcomeRule, ScoreRule


def a_question(name: str, kind: str = "yes-no", **more) -> Question:
    points = {
        score: {value: Decimal(number) for value, number in by_value.items()}
        for score, by_value in more.pop("points", {}).items()
    }
    return Question(
        id=name,
        code=name.upper(),
        kind=QuestionKind(kind),
        theme=more.pop("theme", "theme"),
        principles=(),
        points=points,
        **more,
    )


def a_set(
    *questions: Question,
    groups: tuple[Group, ...] = (),
    labels: tuple[LabelRule, ...] = (),
    scores: tuple[ScoreRule, ...] = (),
    outcomes: tuple[OutcomeRule, ...] = (),
) -> QuestionSet:
    return QuestionSet(
        id="made",
        version="1.0.0",
        languages=("en",),
        scales={},
        principles=(),
        themes=(Theme("theme", questions, groups),),
        glossary=(),
        sources=(),
        texts={},
        digest="",
        content=b"",
        labels=labels,
        scores=scores,
        outcomes=outcomes,
    )


def answered(value: str | tuple[str, ...] | Mapping[str, str]) -> Answer:
    return Answer(AnswerStatus.ANSWERED, value)


NOT_KNOWN = Answer(AnswerStatus.NOT_KNOWN)
NOT_APPLICABLE = Answer(AnswerStatus.NOT_APPLICABLE, reason="There is no machine.")
