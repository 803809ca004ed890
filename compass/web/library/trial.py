"""Answers that are only tried out: they live in the form that is sent along, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from compass.core.answers import Answer, answer_as_data, answer_fault, split_address
from compass.core.entries_reading import read_answers_by_question
from compass.core.question_sets import QuestionSet
from compass.core.strict_json import parse_json

NOTHING = "{}"


@dataclass(frozen=True)
class Trial:
    """What was tried so far; ``language`` is that of the reader who is played."""

    question_set: QuestionSet
    language: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    flagged: frozenset[str] = frozenset()

    @property
    def given(self) -> str:
        """The answers as they go along in the form."""
        found = {question: answer_as_data(answer) for question, answer in self.answers.items()}
        return json.dumps(found, ensure_ascii=False)

    def answered(self, question_id: str, answer: Answer, *, is_flagged: bool) -> Trial:
        others = self.flagged - {question_id}
        return replace(
            self,
            answers={**self.answers, question_id: answer},
            flagged=others | {question_id} if is_flagged else others,
        )


def read_trial(question_set: QuestionSet, form: MultiDict[str, str], language: str) -> Trial:
    """What came back; whoever changes it by hand changes their own preview only."""
    document = parse_json(form.get("given", NOTHING), "given")
    answers = read_answers_by_question(document.root) if document.data is not None else {}
    if document.faults:
        raise BadRequest
    asked = {question.id: question for question in question_set.answerable}
    fitting = {
        where: answer
        for where, answer in answers.items()
        if (question := asked.get(split_address(where)[1])) is not None
        and answer_fault(question, answer) is None
    }
    return Trial(question_set, language, fitting, frozenset(form.get("flagged", "").split()))
