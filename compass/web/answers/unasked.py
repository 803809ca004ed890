"""A question that is not asked now, while somebody still has its page or its address: what was
typed there is kept, and counts again when the question is asked again."""

import uuid

from compass.core.answers import is_address, split_address
from compass.core.items import Item
from compass.core.question_sets import Question
from compass.db.queries.answers import StoredAnswer
from compass.db.queries.review_facts import AnyReview
from compass.web.answers.kept import by_id, listed_in
from compass.web.reviews.picture import Picture, Row, row_of


def unasked_row(review: AnyReview, picture: Picture, where: str, stored: StoredAnswer) -> Row:
    """KeyError where this question was never to be asked in this review."""
    item_id, question_id = split_address(where)
    question = picture.question_set.question(question_id)
    if bool(item_id) != bool(question.over) or not is_address(where) or not question.takes_answer:
        raise KeyError(where)
    hue = next(theme.hue for theme in picture.themes if theme.id == question.theme)
    return row_of(
        question,
        picture.texts.questions[question_id],
        stored.answer,
        where=where,
        item=_item(review.id, question, item_id),
        is_flagged=stored.is_flagged,
        hue=hue,
    )


def _item(review_id: uuid.UUID, question: Question, item_id: str) -> Item | None:
    return by_id(listed_in(review_id, question.over))[item_id] if question.over else None
