"""A version from draft to published to withdrawn, each step asked once more."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.core.faults import errors_in
from compass.core.publication import VersionAction, next_state
from compass.db.models import QuestionSetVersion
from compass.services import publication
from compass.services.catalogue import edition_of
from compass.services.checking import findings
from compass.services.permissions import Right
from compass.web import access
from compass.web.confirm import ConfirmForm
from compass.web.current import actor, now, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.library.blueprint import address_of, bp, version_or_404
from compass.web.library.forms import PublishForm, WithdrawForm
from compass.web.reviews.picture import texts_in


@bp.route("/library/<set_id>/<version>/publish", methods=["GET", "POST"])
@access.requires(Right.LIBRARY)
def publish(set_id: str, version: str) -> ResponseReturnValue:
    row = _version_for(set_id, version, VersionAction.PUBLISH)
    if errors_in(findings(db.session, services().library.get(db.session, row))):
        return redirect(address_of(row), 303)  # the page of the version says what is wrong
    form = PublishForm(digest=row.digest)
    if not form.validate_on_submit():
        return _page("library/publish.html", row, form), 422 if form.is_submitted() else 200
    publication.publish(
        db.session, row, digest=form.digest.data, note=form.note.data, by=actor(), now=now()
    )
    db.session.commit()
    flash(_("The version is published. Projects can start reviews with it."), "success")
    return redirect(address_of(row), 303)


@bp.route("/library/<set_id>/<version>/withdraw", methods=["GET", "POST"])
@access.requires(Right.LIBRARY)
def withdraw(set_id: str, version: str) -> ResponseReturnValue:
    row = _version_for(set_id, version, VersionAction.WITHDRAW)
    form = WithdrawForm()
    if not form.validate_on_submit():
        return _page("library/withdraw.html", row, form), 422 if form.is_submitted() else 200
    publication.withdraw(db.session, row, reason=form.reason.data, by=actor(), now=now())
    db.session.commit()
    flash(_("The version is withdrawn. No new review can start with it."), "success")
    return redirect(address_of(row), 303)


@bp.route("/library/<set_id>/<version>/delete", methods=["GET", "POST"])
@access.requires(Right.LIBRARY)
def delete(set_id: str, version: str) -> ResponseReturnValue:
    row = _version_for(set_id, version, VersionAction.DELETE)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _page("library/delete.html", row, form)
    publication.delete_draft(db.session, row, by=actor(), now=now())
    db.session.commit()
    flash(_("The version was deleted."), "success")
    return redirect(url_for(".index"), 303)


def _version_for(set_id: str, version: str, action: VersionAction) -> QuestionSetVersion:
    """Raises TransitionError where the step is not open: nobody fills in a form for nothing."""
    row = version_or_404(set_id, version)
    next_state(row.state, action)
    return row


def _page(template: str, row: QuestionSetVersion, form: object) -> str:
    edition = edition_of(db.session, row)
    texts = texts_in(edition.question_set, language())
    return render_template(template, edition=edition, texts=texts, form=form)
