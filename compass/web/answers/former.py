"""The answer that stood here before one that hides others: to be put back, as a new revision."""

import uuid
from collections.abc import Iterator, Mapping
from itertools import islice

from compass.core.answers import Answer, answer_fault
from compass.core.evaluation import evaluate
from compass.core.question_sets import Question
from compass.db.queries import answers as answer_queries
from compass.db.queries.answers import StoredAnswer
from compass.services.answers import counted
from compass.web.extensions import db
from compass.web.reviews.picture import Picture

MOST_TRIED = 20


def former_answer(
    picture: Picture,
    stored: Mapping[str, StoredAnswer],
    review_id: uuid.UUID,
    where: str,
    hidden: frozenset[str],
) -> Answer | None:
    """The newest one with which at least one of the hidden answers is asked for again."""
    question_set, answers = picture.question_set, counted(stored)
    question = question_set.question_at(where)
    others = _others(question, review_id, where, stored[where].answer)
    for answer in islice(others, MOST_TRIED):
        if not hidden.isdisjoint(evaluate(question_set, {**answers, where: answer}).visible):
            return answer
    return None


def _others(
    question: Question, review_id: uuid.UUID, where: str, current: Answer
) -> Iterator[Answer]:
    """Answers that stood here, newest first, each once."""
    seen = [(current.status, current.value)]  # a value may be a mapping, which no set holds
    for revision in answer_queries.list_revisions(db.session, review_id, where):
        answer = revision.answer
        if answer.status is None or answer_fault(question, answer):
            continue
        if (answer.status, answer.value) not in seen:
            seen.append((answer.status, answer.value))
            yield answer
