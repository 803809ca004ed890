"""What the buttons of the question page do with the answer, its evidence and its actions."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from flask import abort, request

from compass.core.answers import answer_fault
from compass.db.queries.review_facts import AnyReview
from compass.services import answers as answer_service
from compass.services import measures
from compass.services.reviews import load_review
from compass.web.answers.changes import changed
from compass.web.answers.entry import Entry, entry_of
from compass.web.answers.forms import AnswerForm
from compass.web.answers.items import ItemsForm
from compass.web.answers.messages import fault_message
from compass.web.answers.page import QuestionPage
from compass.web.current import actor, now, today
from compass.web.extensions import db


def entry_to_store(page: QuestionPage, form: AnswerForm, command: str, subject: str) -> Entry:
    """What was sent, or what the button makes of it. The version is the one that was read."""
    resolve = _FROM_STORED.get(command)
    entry = entry_of(form)
    return resolve(page, entry) if resolve else changed(page, entry, command, subject)


def store(page: QuestionPage, entry: Entry) -> Entry:
    saved = answer_service.save_answer(
        db.session,
        page.review,
        page.row.where,
        entry.answer,
        is_flagged=entry.is_flagged,
        expected_version=entry.version,
        by=actor(),
        now=now(),
    )
    return replace(entry, version=saved.version)


def store_items(page: QuestionPage, items: ItemsForm) -> None:
    where = (db.session, page.review, page.row.where)
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


def _mine(page: QuestionPage, entry: Entry) -> Entry:
    """Who keeps their own text has read the version that the conflict showed."""
    return replace(entry, version=request.form.get("current_version", entry.version, type=int))


def _combined(page: QuestionPage, entry: Entry) -> Entry:
    """Both texts in one field, to be edited after; read and saved in one transaction."""
    theirs, mine = page.stored_entry, entry.answer
    answer = replace(
        mine,
        rationale=_both(theirs.answer.rationale, mine.rationale),
        reason=_both(theirs.answer.reason, mine.reason),
    )
    fault = answer_fault(page.row.question, answer)
    errors = {fault[0]: fault_message(fault[1], page.row.question)} if fault else {}
    return replace(entry, version=theirs.version, answer=answer, errors=errors)


def _both(theirs: str, mine: str) -> str:
    if mine in theirs or theirs in mine:
        return max(theirs, mine, key=len)
    return f"{theirs}\n\n{mine}"


_FROM_STORED: Mapping[str, Callable[[QuestionPage, Entry], Entry]] = MappingProxyType(
    {
        "keep-mine": _mine,
        "combine": _combined,
    }
)


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


def _remove_evidence(review: AnyReview, evidence_id: uuid.UUID) -> None:
    evidence = measures.get_evidence(db.session, review, evidence_id)
    if evidence is not None:  # somebody else may have removed it already
        measures.remove_evidence(db.session, review, evidence, by=actor(), now=now())


def _finish_action(review: AnyReview, action_id: uuid.UUID) -> None:
    action = measures.get_action(db.session, review, action_id) or abort(404)
    whole = load_review(db.session, review.id) or abort(404)
    measures.mark_done(db.session, whole, action, done_on=today(), by=actor(), now=now())


_CHANGES: Mapping[str, Callable[[AnyReview, uuid.UUID], None]] = MappingProxyType(
    {"remove-evidence": _remove_evidence, "done-action": _finish_action}
)
