"""The question page: what it shows, and its shapes: to write in, to read, a fragment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from flask import abort, render_template, request

from compass.core.answers import Answer
from compass.db.queries import answers as answer_queries
from compass.db.queries.answers import StoredAnswer
from compass.db.queries.review_facts import AnyReview
from compass.services import answers as answer_service
from compass.services import measures
from compass.services.errors import StaleAnswerError
from compass.services.permissions import Right, may
from compass.web.answers.entry import Entry
from compass.web.answers.kept import NOTHING, Kept, kept_by, listed_in
from compass.web.answers.links import links_of
from compass.web.answers.reasons import reasons_of
from compass.web.current import actor, today
from compass.web.extensions import db
from compass.web.reviews.overview import picture_of
from compass.web.reviews.picture import Picture, Row


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
    review: AnyReview
    picture: Picture
    stored: Mapping[str, StoredAnswer]
    before: Row | None
    row: Row
    following: Row | None

    @property
    def is_editable(self) -> bool:
        may_answer = may(actor(), Right.ANSWER, project=self.review.project)
        takes_answer = self.row.question.takes_answer
        return takes_answer and may_answer and answer_service.is_open(self.review)

    @property
    def stored_entry(self) -> Entry:
        stored = self.stored.get(self.row.where)
        return Entry(stored.version, stored.answer, stored.is_flagged) if stored else Entry()

    @property
    def is_waiting(self) -> bool:
        """Whether the answer came from another version or round, to be confirmed."""
        stored = self.stored.get(self.row.where)
        return stored is not None and stored.to_confirm

    @property
    def kept(self) -> Kept:
        if not self.picture.question_set.has_conditions:
            return NOTHING
        answers = {where: one.answer for where, one in self.stored.items()}
        return kept_by(self.picture, answers, self.row.where, partial(listed_in, self.review.id))

    @property
    def reasons(self) -> tuple[str, ...]:
        counted = {key: one.answer for key, one in self.stored.items() if not one.to_confirm}
        return reasons_of(self.picture, counted, self.row.where)

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
    ) -> str:
        return render_template(
            "answers/question.html",
            **self._context(entry),
            **self._around(),
            conflict=conflict,
            typed=typed or {},
            item_errors=item_errors or {},
            is_unsaved=bool(conflict or item_errors or entry.errors),
        )

    def read(self) -> str:
        return render_template(
            "answers/read.html", **self._context(self.stored_entry), **self._around()
        )

    def closed(self, entry: Entry) -> str:
        """The review was handed in meanwhile: the text that could not be saved, to copy."""
        return render_template("answers/closed.html", **self._context(entry))

    def fragment(self, entry: Entry, conflict: Conflict | None = None) -> str:
        return render_template("answers/_saved.html", **self._context(entry), conflict=conflict)

    def _context(self, entry: Entry) -> dict[str, object]:
        return {
            **asked_context(self.picture, self.row),
            "person": actor().id,
            "review": self.review,
            "before": self.before,
            "following": self.following,
            "entry": entry,
            "waits": self.is_waiting,
            "kept": self.kept,
        }

    def _around(self) -> dict[str, object]:
        """What a whole page shows beside the answer; a fragment does without."""
        where = (db.session, self.review, self.row.where)
        return {
            "last_change": answer_queries.get_last_change(
                db.session, self.review.id, self.row.where
            ),
            "evidence": measures.list_evidence(*where),
            "removing": request.args.get("remove", ""),
            "actions": measures.list_actions(*where),
            "reasons": self.reasons,
            "links": links_of(self.row.question, self.picture.texts.language),
            "today": today(),
        }

    def after(self, entry: Entry) -> "QuestionPage":
        """The page as the save just made it, without reading all answers a second time."""
        saved = StoredAnswer(entry.answer, entry.is_flagged, entry.version)
        where = self.row.where
        return make_page(self.review, {**self.stored, where: saved}, where)


def asked_context(picture: Picture, row: Row) -> dict[str, object]:
    """What the parts of a question page need to know of the question."""
    part, question = picture.part(row.question.theme), row.question
    return {
        "picture": picture,
        "part": part,
        "row": row,
        "question": question,
        "text": row.text,
        "scale": picture.texts.scales.get(question.scale or "", {}),
        "number": part.rows.index(row) + 1,
        "has_conditions": picture.question_set.has_conditions,
    }


def load_page(review: AnyReview, where: str) -> QuestionPage:
    """404 where the question does not exist or is not asked in this review."""
    try:
        return make_page(review, answer_service.stored_answers(db.session, review), where)
    except KeyError:
        abort(404)


def make_page(review: AnyReview, stored: Mapping[str, StoredAnswer], where: str) -> QuestionPage:
    """Raises KeyError where the question is not asked."""
    picture = picture_of(review, stored)
    before, row, following = picture.place(where)
    return QuestionPage(review, picture, stored, before, row, following)
