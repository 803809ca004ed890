"""The answer that stood here before one that hides others: to be put back, as a new revision."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from compass.core.answers import Answer, answer_fault
from compass.core.evaluation import evaluate
from compass.core.question_sets import Question
from compass.db.queries import answers as answer_queries
from compass.web.answers.kept import Kept
from compass.web.extensions import db
from compass.web.reviews.picture import Picture

MOST_TRIED = 20


def with_former(
    kept: Kept,
    picture: Picture,
    answers: Mapping[str, Answer],
    where: str,
    *,
    current: Answer,
    before: Iterable[Answer],
) -> Kept:
    """Of those that stood here ``before``, newest first, the newest one with which at least one of
    the hidden answers is asked for again."""
    if not kept.hidden_at:
        return kept
    question_set = picture.question_set
    others = _others(question_set.question_at(where), current, before)
    for answer in islice(others, MOST_TRIED):
        visible = evaluate(question_set, {**answers, where: answer}).visible
        if not kept.hidden_at.isdisjoint(visible):
            return replace(kept, former=answer)
    return kept


def stood_at(review_id: uuid.UUID, where: str) -> Iterator[Answer]:
    for revision in answer_queries.list_revisions(db.session, review_id, where):
        yield revision.answer


def _others(question: Question, current: Answer, before: Iterable[Answer]) -> Iterator[Answer]:
    """Each once."""
    seen = [(current.status, current.value)]  # a value may be a mapping, which no set holds
    for answer in before:
        if answer.status is None or answer_fault(question, answer):
            continue
        if (answer.status, answer.value) not in seen:
            seen.append((answer.status, answer.value))
            yield answer
