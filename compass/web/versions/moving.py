"""A review moves to a newer version: shown first, then done, and taken back if need be."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from compass.services import answers as answer_service
from compass.services import moves
from compass.services.permissions import Right
from compass.services.question_sets import get_public_version
from compass.web import access
from compass.web.access import review_or_404
from compass.web.confirm import ConfirmForm
from compass.web.current import actor, now
from compass.web.extensions import db
from compass.web.versions.blueprint import bp
from compass.web.versions.lines import ORDER, lines_of


@bp.route("/reviews/<uuid:review_id>/move/<version>", methods=["GET", "POST"])
@access.signed_in
def move(review_id: uuid.UUID, version: str) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.MOVE)
    target = get_public_version(db.session, review.set_version.set_id, version)
    if target is None:
        raise NotFound
    form = ConfirmForm()
    if not form.validate_on_submit():
        plan = moves.preview_move(db.session, review, target, by=actor())
        rows = answer_service.stored_answers(db.session, review)
        lines = lines_of(plan, {where: row.answer for where, row in rows.items()})
        return render_template(
            "versions/move.html", review=review, target=target, lines=lines, order=ORDER, form=form
        )
    moves.move_review(db.session, review, target, by=actor(), now=now())
    db.session.commit()
    flash(_("The review stands on version %(version)s now.", version=version), "success")
    return redirect(url_for("reviews.overview", review_id=review.id), 303)


@bp.post("/reviews/<uuid:review_id>/undo-move")
@access.signed_in
def undo(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.MOVE)
    moves.undo_move(db.session, review, by=actor(), now=now())
    db.session.commit()
    version = review.set_version.version
    flash(_("The review stands on version %(version)s again.", version=version), "success")
    return redirect(url_for("reviews.overview", review_id=review.id), 303)
