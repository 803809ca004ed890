"""The draft of the dossier, from a review as it stands."""

import uuid

from flask.typing import ResponseReturnValue

from compass.services.permissions import Right
from compass.services.records import draft_record
from compass.web import access
from compass.web.access import review_or_404
from compass.web.current import services
from compass.web.drafts import draft_of
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.reviews.blueprint import bp


@bp.get("/reviews/<uuid:review_id>/draft.pdf")
@access.signed_in
def draft_pdf(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.REVIEW_VIEW)
    question_set = services().library.get(db.session, review.set_version)
    reader = language()
    return draft_of(
        draft_record(db.session, review),
        question_set,
        language=reader if reader in question_set.languages else review.language,
        disposition=f'inline; filename="draft-{review.id}.pdf"',
    )
