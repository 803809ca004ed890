"""Answers that were carried over, read in one list and confirmed by those who read them."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from compass.db.models import Review
from compass.services import answers as answer_service
from compass.services import moves
from compass.services.errors import StaleAnswerError
from compass.services.permissions import Right
from compass.web import access
from compass.web.access import review_or_404
from compass.web.confirm import ConfirmForm
from compass.web.current import actor, now, services
from compass.web.extensions import db
from compass.web.versions.blueprint import bp
from compass.web.versions.lines import item_name, line_row, side_of


@bp.route("/reviews/<uuid:review_id>/to-confirm", methods=["GET", "POST"])
@access.signed_in
def to_confirm(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.ANSWER)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _page(review, form)
    chosen = _chosen()
    if not chosen:
        return _page(review, form, problem=_("Tick at least one answer.")), 422
    try:
        count = moves.confirm_answers(db.session, review, chosen, by=actor(), now=now())
    except StaleAnswerError:
        db.session.rollback()
        review = review_or_404(review_id, Right.ANSWER)
        problem = _("Somebody changed one of these answers. Read them again.")
        return _page(review, form, problem=problem), 409
    db.session.commit()
    flash(ngettext("%(num)s answer counts now.", "%(num)s answers count now.", count), "success")
    waiting = moves.answers_to_confirm(db.session, review)
    following = "versions.to_confirm" if waiting else "reviews.overview"
    return redirect(url_for(following, review_id=review.id), 303)


def _chosen() -> dict[str, int]:
    """The ticked boxes: ``address:version`` each; what is none of ours is left out."""
    found = {}
    for value in request.form.getlist("answer"):
        where, _, version = value.rpartition(":")
        if where and version.isascii() and version.isdecimal() and len(version) < 10:
            found[where] = int(version)
    return found


def _page(review: Review, form: ConfirmForm, *, problem: str = "") -> str:
    side = side_of(services().library.get(db.session, review.set_version))
    waiting = moves.answers_to_confirm(db.session, review)
    answers = answer_service.answers_of(db.session, review) | {
        where: stored.answer for where, stored in waiting.items()
    }
    rows = [
        (
            where,
            stored.version,
            line_row(side, where, stored.answer),
            item_name(side.question_set, where, answers),
        )
        for where, stored in waiting.items()
    ]
    return render_template(
        "versions/to_confirm.html", review=review, side=side, rows=rows, form=form, problem=problem
    )
