"""Questions of other sets about the same thing: shown where this installation knows the set."""

from dataclasses import dataclass

from compass.core.question_sets import Question
from compass.services.catalogue import newest_published
from compass.web.current import services
from compass.web.extensions import db
from compass.web.reviews.picture import texts_in


@dataclass(frozen=True)
class LinkedQuestion:
    set_id: str
    version: str
    set_title: str
    question: str
    title: str
    is_same: bool


def links_of(question: Question, language: str) -> tuple[LinkedQuestion, ...]:
    """Into the newest published version of each set; a question that it no longer has is left
    out."""
    if not question.links:
        return ()
    newest = newest_published(db.session)
    found = []
    for link in question.links:
        row = newest.get(link.set_id)
        if row is None:
            continue
        texts = texts_in(services().library.get(db.session, row.digest), language)
        if (text := texts.questions.get(link.question)) is not None:
            found.append(
                LinkedQuestion(
                    row.set_id, row.version, texts.title, link.question, text.title,
                    link.relation == "same",
                )
            )  # fmt: skip
    return tuple(found)
