"""The question page: what it shows, and its shapes: to write in, to read, a fragment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from flask import abort, render_template, request
from flask_babel import gettext as _

from compass.core.answers import Answer
from compass.db.queries import answers as answer_queries
from compass.db.queries.answers import StoredAnswer
from compass.db.queries.review_facts import AnyReview
from compass.services import answers as answer_service
from compass.services import measures
from compass.services.answers import NEVER_SAVED
from compass.services.errors import StaleAnswerError
from compass.services.permissions import Right, may
from compass.web.answers.entry import Entry
from compass.web.answers.former import stood_at, with_former
from compass.web.answers.kept import NOTHING, Kept, kept_by, listed_in
from compass.web.answers.links import links_of
from compass.web.answers.reasons import ReasonToRead, reasons_against, reasons_of
from compass.web.answers.unasked import unasked_row
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
    """``is_asked`` is False where the answers rule the question out by now."""

    review: AnyReview
    picture: Picture
    stored: Mapping[str, StoredAnswer]
    before: Row | None
    row: Row
    following: Row | None
    is_asked: bool = True

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
        where = self.row.where
        return with_former(
            kept_by(self.picture, answers, where, partial(listed_in, self.review.id)),
            self.picture,
            answer_service.counted(self.stored),
            where,
            current=self.stored_entry.answer,
            before=stood_at(self.review.id, where),
        )

    @property
    def reasons(self) -> tuple[ReasonToRead, ...]:
        counted = answer_service.counted(self.stored)
        return reasons_of(self.picture, counted, self.row.where) if self.is_asked else ()

    @property
    def unasked_because(self) -> tuple[ReasonToRead, ...]:
        """What keeps the question from being asked."""
        if self.is_asked:
            return ()
        over, item = self.row.question.over, self.row.item
        listed = self.picture.evaluation.items.get(over or "", ())
        if over is None or item is None or item.id in {one.id for one in listed}:
            return self._reasons_against(self.row.where)
        if over not in self.picture.evaluation.visible:
            return self._reasons_against(over)
        title = self.picture.texts.questions[over].title
        gone = _("“%(item)s” was taken off “%(list)s”", item=item.name, list=title)
        return (ReasonToRead(gone, over),)

    def _reasons_against(self, where: str) -> tuple[ReasonToRead, ...]:
        return reasons_against(self.picture, answer_service.counted(self.stored), where)

    def conflict(self, error: StaleAnswerError) -> Conflict:
        return Conflict(
            error.current,
            error.current_version,
            error.is_flagged,
            error.changed_by_name,
            error.changed_at,
            is_mine=error.changed_by == actor().id,
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

    def unasked(self) -> tuple[str, int]:
        """Why it is not asked, and for the team what is kept there."""
        entry = self.stored_entry if self.is_editable else Entry()
        around = self._around()
        has_items = bool(around["evidence"] or around["actions"])
        is_kept = self.is_editable and (has_items or entry.answer != Answer())
        page = render_template(
            "answers/unasked.html", **self._context(entry), **around, is_kept=is_kept
        )
        return page, 200 if is_kept else 404

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
            "unasked_because": self.unasked_because,
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
    counted = [each.where for each in part.rows if each.question.takes_answer]
    return {
        "picture": picture,
        "part": part,
        "row": row,
        "question": question,
        "text": row.text,
        "scale": picture.texts.scales.get(question.scale or "", {}),
        "number": counted.index(row.where) + 1 if row.where in counted else 0,
        "total": len(counted),
        "is_asked": any(each.where == row.where for each in part.rows),
        "unasked_because": (),
        "has_conditions": picture.question_set.has_conditions,
    }


def load_page(review: AnyReview, where: str) -> QuestionPage:
    """404 where there is no such question in this review."""
    try:
        return make_page(review, answer_service.stored_answers(db.session, review), where)
    except KeyError:
        abort(404)


def make_page(review: AnyReview, stored: Mapping[str, StoredAnswer], where: str) -> QuestionPage:
    """Raises KeyError where there is no such question."""
    picture = picture_of(review, stored)
    if where in picture.evaluation.visible:
        before, row, following = picture.place(where)
        return QuestionPage(review, picture, stored, before, row, following)
    row = unasked_row(review, picture, where, stored.get(where, NEVER_SAVED))
    return QuestionPage(review, picture, stored, None, row, None, is_asked=False)
