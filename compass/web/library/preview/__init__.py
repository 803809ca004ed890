"""A version tried out as a team does: answers go along in the form and are kept nowhere."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from compass.core.answers import Action
from compass.services import texts
from compass.services.permissions import Right
from compass.web import access
from compass.web.current import services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.library.blueprint import bp, version_or_404
from compass.web.library.preview.asking import TrialQuestion, take, try_answer
from compass.web.library.preview.carrying import NOTHING, TrialError, is_full, read_trial
from compass.web.library.preview.draft import preview_draft
from compass.web.library.preview.pages import DRAFT, HAND_IN, OVERVIEW, RESULT, Preview
from compass.web.library.preview.trial import Trial
from compass.web.reviews.forms import ActionForm
from compass.web.settings import LANGUAGES


@bp.get("/library/<set_id>/<version>/preview")
@access.requires(Right.LIBRARY)
def preview(set_id: str, version: str) -> ResponseReturnValue:
    row = version_or_404(set_id, version)
    question_set, reader = services().library.get(db.session, row), _reader()
    with force_locale(reader):
        return _page(Preview(row, Trial(question_set, reader)), question_set.questions[0].id)


@bp.post("/library/<set_id>/<version>/preview")
@access.requires(Right.LIBRARY)
def try_out(set_id: str, version: str) -> ResponseReturnValue:
    row = version_or_404(set_id, version)
    question_set, reader = services().library.get(db.session, row), _reader()
    with force_locale(reader):
        try:
            trial = read_trial(question_set, request.form.get("given", NOTHING), reader)
        except TrialError:
            return render_template("library/preview_refused.html", version=row), 400
        return _answer(Preview(row, trial))


def _answer(here: Preview) -> ResponseReturnValue:
    command, _colon, subject = request.form.get("do", "").partition(":")
    action = here.trial.action(request.form.get("action", ""))
    if action is not None:
        return _change_action(here, action, command, subject)
    place = request.form.get("place", OVERVIEW)
    row = here.rows.get(place)
    if row is not None and row.question.takes_answer:
        page = TrialQuestion(here, row)
        if request.headers.get("X-Autosave"):
            return take(page)
        tried = try_answer(page, command, subject)
        if not isinstance(tried, Trial):
            return tried
        here = here.having(tried)
    return _next(here, place, command, subject)


def _next(here: Preview, place: str, command: str, subject: str) -> ResponseReturnValue:
    if command == "edit-action" and (action := here.trial.action(subject)) is not None:
        return here.action(action, ActionForm(formdata=None, obj=action))
    if command == "next":
        return _page(here, _after(here, place))
    if command == "ask-remove-evidence":
        return _page(here, place, removing=subject)
    return _page(here, subject if command == "go" else place)


def _page(here: Preview, place: str, *, removing: str = "") -> ResponseReturnValue:
    """The overview where that was asked for or there is no such question."""
    if place in here.rows:
        return TrialQuestion(here, here.rows[place]).show(removing=removing)
    return _PAGES.get(place, Preview.overview)(here)


def _after(here: Preview, place: str) -> str:
    """The question that follows, as the answers stand now."""
    following = here.picture.place(place)[2] if place in here.rows else None
    return following.where if following else OVERVIEW


def _change_action(
    here: Preview, action: Action, command: str, subject: str
) -> ResponseReturnValue:
    """As in a review: changed, removed after a question, or left as it was."""
    place = action.questions[0]
    if command == "remove":
        flash(_("The action was removed."), "success")
        return _page(here.having(here.trial.without_action(action.id)), place)
    if command in ("go", "edit-action"):
        return _next(here, place, command, subject)
    form = ActionForm()
    if command != "save":
        return here.action(action, form, asks_to_remove=command == "ask-remove")
    if not form.validate_on_submit():
        return here.action(action, form), 422
    trial = here.trial.with_changed(_changed(action, form))
    if is_full(trial):
        form.what.errors = [
            _("A preview carries no more than this. Shorten a text, or begin again.")
        ]
        return here.action(action, form), 422
    flash(_("The action was saved."), "success")
    return _page(here.having(trial), place)


def _changed(action: Action, form: ActionForm) -> Action:
    return replace(
        action,
        what=texts.lines(form.what.data, "what"),
        who=texts.line(form.who.data, "who"),
        due=form.due.data,
        done_on=form.done_on.data,
    )


_PAGES: Mapping[str, Callable[[Preview], ResponseReturnValue]] = MappingProxyType(
    {HAND_IN: Preview.hand_in, RESULT: Preview.result, DRAFT: preview_draft}
)


def _reader() -> str:
    """Whose eyes: the language asked for, or that of the officer."""
    sent = request.form or request.args
    chosen = sent.get("show", sent.get("reader", ""))
    return chosen if chosen in LANGUAGES else language()
