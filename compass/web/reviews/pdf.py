"""The draft of the dossier: watermarked, never sealed, made anew each time."""

import uuid

from flask import make_response
from flask.typing import ResponseReturnValue

from compass.services import dossiers
from compass.services.permissions import Right
from compass.web import access
from compass.web.access import review_or_404
from compass.web.current import actor, now, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.reviews.blueprint import bp


@bp.get("/reviews/<uuid:review_id>/draft.pdf")
@access.signed_in
def draft_pdf(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.REVIEW_VIEW)
    reader, spoken = language(), services().library.get(db.session, review.set_version).languages
    content = dossiers.draft(
        db.session,
        review,
        language=reader if reader in spoken else review.language,
        press=services().press,
        verify_url=services().settings.verify_url,
        is_demo=services().settings.is_demo,
        by=actor(),
        now=now(),
    )
    response = make_response(content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="draft-{review.id}.pdf"'
    return response
