"""The draft of the dossier: watermarked, never sealed, made anew each time."""

import uuid

from flask import make_response
from flask.typing import ResponseReturnValue

from compass.dossier.jobs import IssueJob
from compass.services.permissions import Right
from compass.services.records import draft_record
from compass.web import access
from compass.web.access import review_or_404
from compass.web.current import now, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.reviews.blueprint import bp


@bp.get("/reviews/<uuid:review_id>/draft.pdf")
@access.signed_in
def draft_pdf(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.REVIEW_VIEW)
    question_set = services().library.get(db.session, review.set_version)
    reader = language()
    job = IssueJob(
        record=draft_record(db.session, review),
        question_set=question_set.content,
        language=reader if reader in question_set.languages else review.language,
        issued_at=now(),
        verify_url=services().settings.verify_url,
        is_demo=services().settings.is_demo,
        is_draft=True,
    )
    response = make_response(services().press.issue(job).pdf)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="draft-{review.id}.pdf"'
    return response
