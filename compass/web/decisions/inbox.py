"""What waits for a decision, how long it has waited, and how much in it is still open."""

import datetime as dt
from dataclasses import dataclass

from compass.core.evaluation import evaluate
from compass.db.queries import answers as answer_queries
from compass.db.queries.reviews import ReviewRow
from compass.services.home import Inbox
from compass.web.current import services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.results import Result, results_in_words
from compass.web.reviews.picture import texts_in


@dataclass(frozen=True)
class Waiting:
    row: ReviewRow
    days: int
    unanswered: int
    not_known: int
    is_escalated: bool
    results: tuple[Result, ...]
    language: str  # of the results


def with_open_points(inbox: Inbox, today: dt.date) -> tuple[Waiting, ...]:
    """One page of rows, so the answers of at most fifty reviews are read."""
    return tuple(
        _waiting(row, today, is_escalated=row.id in inbox.escalated) for row in inbox.page.rows
    )


def _waiting(row: ReviewRow, today: dt.date, *, is_escalated: bool) -> Waiting:
    question_set = services().library.get(db.session, row.set_version_id)
    found = evaluate(question_set, answer_queries.list_answers(db.session, row.id))
    texts = texts_in(question_set, language())
    since = (row.submitted_at or row.updated_at).date()
    return Waiting(
        row=row,
        days=max(0, (today - since).days),
        unanswered=len(found.unanswered),
        not_known=len(found.not_known),
        is_escalated=is_escalated,
        results=results_in_words(found.outcomes, texts),
        language=texts.language,
    )
