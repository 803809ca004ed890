"""The question page: what it needs to know, and its three shapes: to write in, to read, a fragment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, render_template
from flask_babel import get_locale

from compass.core.answers import Answer
from compass.core.workflow import EDITABLE_STATES
from compass.db.models import Review
from compass.services import answers as answer_service
from compass.services.answers import StoredAnswer
from compass.services.errors import StaleAnswerError
from compass.services.permissions import Right, may
from compass.web.answers.entry import Entry
from compass.web.current import actor, services
from compass.web.extensions import db
from compass.web.reviews.picture import Picture, Row, draw


@dataclass(frozen=True)
class Conflict:
    """What stands in the database now, beside the text that could not be saved."""

    theirs: Answer
    version: int
    is_flagged: bool
    name: str
    at: dt.datetime
    is_mine: bool


@dataclass(frozen=True)
class QuestionPage:
    review: Review
    picture: Picture
    stored: Mapping[str, StoredAnswer]
    before: Row | None
    row: Row
    following: Row | None

    @property
    def is_editable(self) -> bool:
        may_answer = may(actor(), Right.ANSWER, project=self.review.project)
        return may_answer and self.review.state in EDITABLE_STATES

    @property
    def stored_entry(self) -> Entry:
        stored = self.stored.get(self.row.question.id)
        return Entry(stored.version, stored.answer, stored.is_flagged) if stored else Entry()

    def conflict(self, error: StaleAnswerError) -> Conflict:
        return Conflict(
            error.current,
            error.current_version,
            error.is_flagged,
            error.changed_by_name,
            error.changed_at,
            is_mine=error.changed_by_name == actor().name,
        )

    def write(
        self,
        entry: Entry,
        *,
        conflict: Conflict | None = None,
        typed: Mapping[str, str] | None = None,
        item_errors: Mapping[str, str] | None = None,
        is_combined: bool = False,
    ) -> str:
        return render_template(
            "answers/question.html",
            **self._context(entry),
            conflict=conflict,
            typed=typed or {},
            item_errors=item_errors or {},
            is_combined=is_combined,
        )

    def read(self) -> str:
        return render_template("answers/read.html", **self._context(self.stored_entry))

    def closed(self, entry: Entry) -> str:
        """The review was handed in meanwhile: the text that could not be saved, to copy."""
        return render_template("answers/closed.html", **self._context(entry))

    def fragment(self, entry: Entry, conflict: Conflict | None = None) -> str:
        return render_template("answers/_saved.html", **self._context(entry), conflict=conflict)

    def _context(self, entry: Entry) -> dict[str, object]:
        part = self.picture.part(self.row.question.theme)
        question, stored = self.row.question, self.stored.get(self.row.question.id)
        items = answer_service.items_of(db.session, self.review, question.id)
        return {
            "review": self.review,
            "picture": self.picture,
            "part": part,
            "row": self.row,
            "question": question,
            "text": self.row.text,
            "scale": self.picture.texts.scales.get(question.scale or "", {}),
            "number": part.rows.index(self.row) + 1,
            "before": self.before,
            "following": self.following,
            "entry": entry,
            "saved_at": stored.updated_at if stored else None,
            "saved_by": stored.updated_by_name if stored else "",
            "evidence": items.evidence,
            "actions": items.actions,
            "has_conditions": any(q.shown_when for q in self.picture.question_set.questions),
        }


def load_page(review: Review, question_id: str) -> QuestionPage:
    """404 where the question does not exist or is not asked in this review."""
    stored = answer_service.load_answers(db.session, review)
    picture = picture_of(review, stored)
    try:
        before, row, following = picture.place(question_id)
    except KeyError:
        abort(404)
    return QuestionPage(review, picture, stored, before, row, following)


def picture_of(review: Review, stored: Mapping[str, StoredAnswer]) -> Picture:
    return draw(
        services().library.get(review.set_version_id),
        {question_id: item.answer for question_id, item in stored.items()},
        frozenset(question_id for question_id, item in stored.items() if item.is_flagged),
        str(get_locale().language) if get_locale() else review.language,
    )

