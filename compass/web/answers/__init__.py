"""The question page and its autosave. One address for both: X-Autosave asks for a fragment."""

import uuid
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.services.errors import ReviewClosedError, StaleAnswerError
from compass.services.permissions import Right
from compass.web import access
from compass.web.access import read_review_or_404
from compass.web.answers.changes import changes_answer
from compass.web.answers.entry import entry_of
from compass.web.answers.forms import AnswerForm, form_class
from compass.web.answers.items import ItemsForm
from compass.web.answers.page import QuestionPage, load_page
from compass.web.answers.saving import change_items, entry_to_store, store, store_items
from compass.web.answers.showing import add_answers
from compass.web.extensions import db

bp = Blueprint("answers", __name__)
bp.record_once(add_answers)


@bp.get("/reviews/<uuid:review_id>/questions/<address:where>")
@access.signed_in
def question(review_id: uuid.UUID, where: str) -> ResponseReturnValue:
    page = load_page(read_review_or_404(review_id, Right.REVIEW_VIEW), where)
    if not page.is_asked:
        return page.unasked()
    return page.write(page.stored_entry) if page.is_editable else page.read()


@bp.post("/reviews/<uuid:review_id>/questions/<address:where>")
@access.signed_in
def save(review_id: uuid.UUID, where: str) -> ResponseReturnValue:
    page = load_page(read_review_or_404(review_id, Right.ANSWER), where)
    if not page.row.question.takes_answer:
        abort(405)
    form = form_class(page.row.question)(request.form)
    return _autosave(page, form) if request.headers.get("X-Autosave") else _submit(page, form)


def _autosave(page: QuestionPage, form: AnswerForm) -> ResponseReturnValue:
    if not form.validate():
        return page.fragment(entry_of(form)), 422
    try:
        entry = store(page, entry_of(form))
    except StaleAnswerError as error:
        db.session.rollback()
        return page.fragment(entry_of(form), page.conflict(error)), 409
    except ReviewClosedError:
        db.session.rollback()
        return "", 403  # the page then finds no form to renew, and says so
    db.session.commit()
    return page.after(entry).fragment(entry)


def _submit(page: QuestionPage, form: AnswerForm) -> ResponseReturnValue:
    """Every button saves the answer first: nothing typed is lost, with or without JavaScript."""
    command, _colon, subject = request.form.get("do", "save").partition(":")
    items = ItemsForm(request.form, command=command)
    if not (form.validate() & items.validate()):
        return page.write(entry_of(form), typed=items.typed, item_errors=items.messages), 422
    entry = entry_to_store(page, form, command, subject)
    if entry.errors:
        return page.write(entry, typed=items.typed), 422
    try:
        if command != "keep-theirs":
            store(page, entry)
        store_items(page, items)
        change_items(page, command, subject)
    except StaleAnswerError as error:
        db.session.rollback()
        conflict = page.conflict(error)
        return page.write(entry_of(form), conflict=conflict, typed=items.typed), 409
    except ReviewClosedError:
        db.session.rollback()
        return page.closed(entry_of(form)), 409
    db.session.commit()
    if command == "combine":
        flash(_("Both texts stand in the field now. Edit them into one."), "success")
    return redirect(_next(page, command, subject, items), 303)


def _next(page: QuestionPage, command: str, subject: str, items: ItemsForm) -> str:
    if command == "edit-action":
        return url_for("reviews.action", review_id=page.review.id, action_id=subject)
    if command == "ask-remove-evidence":
        return f"{_here(page)}?{urlencode({'remove': subject})}#evidence"
    if not page.is_asked:
        return _here(page)
    if command != "next":
        return _here(page) + _part(command, items)
    following = load_page(page.review, page.row.where).following  # the answer may open one
    if following is None:
        return url_for("reviews.overview", review_id=page.review.id)
    return _address(page, following.where)


def _part(command: str, items: ItemsForm) -> str:
    """Where on the page the button stands, or the field in which somebody pressed Enter."""
    if items.has_evidence or command == "remove-evidence":
        return "#evidence"
    if items.has_action or command == "done-action":
        return "#actions"
    return "#your-answer" if command == "save" or changes_answer(command) else ""


def _here(page: QuestionPage) -> str:
    return _address(page, page.row.where)


def _address(page: QuestionPage, where: str) -> str:
    return url_for("answers.question", review_id=page.review.id, where=where)
