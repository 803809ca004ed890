"""The dossier of a review: issue it in each language, download it, find it in the register."""

import datetime as dt
import io
import uuid

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from compass.core.workflow import Outcome, ReviewState
from compass.db.queries import accounts as account_queries
from compass.db.queries.dossiers import DossierFilters
from compass.services import dossiers as service
from compass.services.permissions import Right, may, organisations_with
from compass.services.reviews import effective_state
from compass.web import access
from compass.web.access import review_or_404
from compass.web.current import actor, now, services, today
from compass.web.extensions import db
from compass.web.filters import LANGUAGE_NAMES
from compass.web.searching import page_number, search_text
from compass.web.words import OUTCOMES, STATES

bp = Blueprint("dossiers", __name__)

DECIDED = (Outcome.GO, Outcome.GO_WITH_CONDITIONS, Outcome.NO_GO)
SEALED = (ReviewState.SEALED, ReviewState.SUPERSEDED, ReviewState.EXPIRED, ReviewState.WITHDRAWN)


@bp.get("/dossiers")
@access.requires(Right.REGISTER)
def register() -> ResponseReturnValue:
    filters = _read_filters()
    page = page_number()
    own = organisations_with(actor(), Right.REGISTER)
    return render_template(
        "dossiers/register.html",
        page=service.search_dossiers(db.session, actor(), filters, today=today(), page=page),
        filters=filters,
        organisations=account_queries.organisation_names(db.session, own),
        decided_outcomes=[(outcome, OUTCOMES[outcome]) for outcome in DECIDED],
        sealed_states=[(state, STATES[state]) for state in SEALED],
        today=today(),
    )


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
        reads_review=may(actor(), Right.REVIEW_VIEW, project=review.project),
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


def _read_filters() -> DossierFilters:
    """What is not a known value is left aside."""
    language = request.args.get("language", "")
    return DossierFilters(
        text=search_text(),
        organisation_id=request.args.get("organisation", type=uuid.UUID),
        outcome=request.args.get("outcome", type=Outcome),
        state=request.args.get("state", type=ReviewState),
        language=language if language in LANGUAGE_NAMES else "",
        decided_from=request.args.get("from", type=dt.date.fromisoformat),
        decided_to=request.args.get("to", type=dt.date.fromisoformat),
        zone=services().settings.zone,
    )
