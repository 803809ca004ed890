"""What follows from the answers, on a page of its own: to print, to send, to show."""

import uuid
from dataclasses import replace

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from compass.services import answers as answer_service
from compass.services.permissions import Right
from compass.web import access
from compass.web.access import read_review_or_404
from compass.web.extensions import db
from compass.web.reviews.blueprint import bp
from compass.web.reviews.follows import follows_of
from compass.web.reviews.overview import picture_of


@bp.get("/reviews/<uuid:review_id>/result")
@access.signed_in
def result(review_id: uuid.UUID) -> ResponseReturnValue:
    review = read_review_or_404(review_id, Right.REVIEW_VIEW)
    stored = answer_service.stored_answers(db.session, review)
    picture = picture_of(review, stored)
    follows = follows_of(review, picture, stored)
    if follows is None:
        abort(404)
    return render_template(
        "reviews/result.html",
        review=review,
        picture=picture,
        follows=replace(follows, is_page=True),
    )
