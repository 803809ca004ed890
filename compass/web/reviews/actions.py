"""One action of a review: changed or removed while answering, followed up afterwards."""

import uuid

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.db.models import Action, Review
from compass.services import answers as answer_service
from compass.services import measures
from compass.services.permissions import Right
from compass.web import access
from compass.web.access import review_or_404
from compass.web.current import actor, now
from compass.web.extensions import db
from compass.web.reviews.blueprint import bp
from compass.web.reviews.forms import ActionForm, DoneForm
from compass.web.reviews.overview import picture_of


@bp.route("/reviews/<uuid:review_id>/actions/<uuid:action_id>", methods=["GET", "POST"])
@access.signed_in
def action(review_id: uuid.UUID, action_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.ANSWER)
    found = measures.get_action(db.session, review, action_id) or abort(404)
    is_open = answer_service.is_open(review)
    form: ActionForm | DoneForm = ActionForm(obj=found) if is_open else DoneForm(obj=found)
    command = request.form.get("do")
    if is_open and command == "remove":
        measures.remove_action(db.session, review, found, by=actor(), now=now())
        return _saved(review, found, _("The action was removed."))
    asks = is_open and command == "ask-remove"
    if asks or not form.validate_on_submit():
        page = render_template(
            "reviews/action.html",
            review=review,
            action=found,
            form=form,
            is_open=is_open,
            asks_to_remove=asks,
            back=_back(review, found),
        )
        return page, 422 if form.is_submitted() and not asks else 200
    if isinstance(form, ActionForm):
        _update(review, found, form)
    else:
        measures.mark_done(
            db.session, review, found, done_on=form.done_on.data, by=actor(), now=now()
        )
    return _saved(review, found, _("The action was saved."))


def _update(review: Review, found: Action, form: ActionForm) -> None:
    measures.update_action(
        db.session,
        review,
        found,
        what=form.what.data,
        who=form.who.data,
        due=form.due.data,
        done_on=form.done_on.data,
        by=actor(),
        now=now(),
    )


def _saved(review: Review, found: Action, message: str) -> ResponseReturnValue:
    target = _back(review, found)
    db.session.commit()
    flash(message, "success")
    return redirect(target, 303)


def _back(review: Review, found: Action) -> str:
    """To the question of the action, or to the overview where it is no longer asked."""
    if found.question_id in picture_of(review).evaluation.visible:
        return url_for("answers.question", review_id=review.id, where=found.question_id)
    return url_for("reviews.overview", review_id=review.id)
