"""What the buttons of the question page do with the answer, its evidence and its actions."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from flask import abort, request

from compass.db.models import Review
from compass.services import answers as answer_service
from compass.services import measures
from compass.web.answers.entry import Entry, entry_of
from compass.web.answers.forms import AnswerForm
from compass.web.answers.items import ItemsForm
from compass.web.answers.page import QuestionPage
from compass.web.current import actor, now, today
from compass.web.extensions import db


def version_read(form: AnswerForm, command: str) -> int:
    """Who chose to keep their own text has read the version that the conflict showed."""
    shown = request.form.get("current_version", type=int)
    if command == "keep-mine" and shown is not None:
        return shown
    return int(form["version"].data)


def store(
    page: QuestionPage, form: AnswerForm, *, expected_version: int, clear: bool = False
) -> Entry:
    answer = form.answer()
    if clear:
        answer = replace(answer, status=None, value=None)
    is_flagged = bool(form["is_flagged"].data)
    saved = answer_service.save_answer(
        db.session,
        page.review,
        page.row.question.id,
        answer,
        is_flagged=is_flagged,
        expected_version=expected_version,
        by=actor(),
        now=now(),
    )
    return Entry(saved.version, answer, is_flagged)


def store_items(page: QuestionPage, items: ItemsForm) -> None:
    where = (db.session, page.review, page.row.question.id)
    if items.has_evidence:
        measures.add_evidence(
            *where,
            title=items["evidence_title"].data,
            url=items["evidence_url"].data,
            by=actor(),
            now=now(),
        )
    if items.has_action:
        measures.add_action(
            *where,
            what=items["action_what"].data,
            who=items["action_who"].data,
            due=items.due,
            by=actor(),
            now=now(),
        )


def combined(page: QuestionPage, form: AnswerForm) -> Entry:
    """Both texts in one field, to be edited; it carries the version that was read just now."""
    theirs, mine = page.stored_entry, entry_of(form)
    answer = replace(
        mine.answer,
        rationale=_both(theirs.answer.rationale, mine.answer.rationale),
        reason=_both(theirs.answer.reason, mine.answer.reason),
    )
    return replace(mine, version=theirs.version, answer=answer)


def _both(theirs: str, mine: str) -> str:
    if mine in theirs or theirs in mine:
        return max(theirs, mine, key=len)
    return f"{theirs}\n\n{mine}"


def change_items(page: QuestionPage, command: str, subject: str) -> None:
    """Buttons that name one thing: ``remove-evidence:<id>``, ``done-action:<id>``."""
    change = _CHANGES.get(command)
    if change is not None:
        change(page.review, _id_or_404(subject))


def _id_or_404(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        abort(404)


def _remove_evidence(review: Review, evidence_id: uuid.UUID) -> None:
    evidence = measures.get_evidence(db.session, review, evidence_id)
    if evidence is not None:  # somebody else may have removed it already
        measures.remove_evidence(db.session, review, evidence, by=actor(), now=now())


def _finish_action(review: Review, action_id: uuid.UUID) -> None:
    action = measures.get_action(db.session, review, action_id) or abort(404)
    measures.mark_done(db.session, review, action, done_on=today(), by=actor(), now=now())


_CHANGES: Mapping[str, Callable[[Review, uuid.UUID], None]] = MappingProxyType(
    {"remove-evidence": _remove_evidence, "done-action": _finish_action}
)
