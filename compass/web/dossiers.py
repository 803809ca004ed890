"""The dossier of a review: issue it in each language, download it, hand its facts to others."""

import io
import uuid

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from compass.core.workflow import ReviewState
from compass.services import dossiers as service
from compass.services.permissions import Right, may
from compass.services.reviews import effective_state
from compass.web import access
from compass.web.access import review_or_404
from compass.web.current import actor, now, services, today
from compass.web.extensions import db

bp = Blueprint("dossiers", __name__)


@bp.get("/reviews/<uuid:review_id>/dossier")
@access.signed_in
def show(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.DOSSIER_VIEW)
    issued = {dossier.language: dossier for dossier in service.dossiers_of(db.session, review)}
    question_set = services().library.get(db.session, review.set_version.digest)
    state = effective_state(review, today())
    return render_template(
        "dossiers/show.html",
        review=review,
        issued=issued,
        languages=question_set.languages,
        may_issue=may(actor(), Right.DOSSIER_ISSUE, project=review.project)
        and state in {ReviewState.DECIDED, ReviewState.SEALED},
        keys=services().keys,
    )


@bp.post("/reviews/<uuid:review_id>/dossier")
@access.signed_in
def issue(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.DOSSIER_ISSUE)
    question_set = services().library.get(db.session, review.set_version.digest)
    if (language := request.form.get("language", "")) not in question_set.languages:
        raise BadRequest
    service.issue(
        db.session,
        review,
        language=language,
        press=services().press,
        storage=services().storage,
        verify_url=services().settings.verify_url,
        is_demo=services().settings.is_demo,
        by=actor(),
        now=now(),
    )
    db.session.commit()
    return redirect(url_for(".show", review_id=review_id), 303)


@bp.get("/dossiers/<uuid:dossier_id>.pdf")
@access.signed_in
def download(dossier_id: uuid.UUID) -> ResponseReturnValue:
    found = service.load_dossier(db.session, dossier_id)
    if found is None or not may(actor(), Right.DOSSIER_VIEW, project=found[1].project):
        raise NotFound
    dossier = found[0]
    db.session.rollback()  # the event of the opening is written in a transaction of its own
    content = service.open_dossier(
        db.session, db.session.merge(dossier), services().storage, by=actor(), now=now()
    )
    db.session.commit()
    name = f"dossier-{dossier_id}.pdf"
    return send_file(
        io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name
    )
