"""One review: started, looked at as a whole, handed in, recalled, deleted while empty."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.core.workflow import TeamRole
from compass.db.models import QuestionSetVersion
from compass.db.queries import projects as project_queries
from compass.db.queries import reviews as review_queries
from compass.services import decisions as decision_service
from compass.services import reviews as review_service
from compass.services.answers import stored_answers
from compass.services.catalogue import newer_version
from compass.services.permissions import Right
from compass.services.question_sets import list_published
from compass.web import access
from compass.web.access import project_or_404, read_review_or_404, review_or_404
from compass.web.confirm import ConfirmForm
from compass.web.current import actor, now, today
from compass.web.extensions import db
from compass.web.reviews import actions, pdf, result
from compass.web.reviews.blueprint import bp
from compass.web.reviews.follows import follows_of
from compass.web.reviews.forms import HandInForm
from compass.web.reviews.overview import (
    four_eyes_reason,
    open_actions,
    picture_of,
    steps_of,
    wheel_of,
)
from compass.web.reviews.standing import standing_of
from compass.web.reviews.starting import offered_sets, start_form

__all__ = ["actions", "bp", "pdf", "result"]


@bp.route("/projects/<uuid:project_id>/reviews/new", methods=["GET", "POST"])
@access.signed_in
def start(project_id: uuid.UUID) -> ResponseReturnValue:
    project = project_or_404(project_id, Right.REVIEW_START)
    is_first = not review_queries.has_reviews(db.session, project.id)
    offered = offered_sets(list_published(db.session), is_first=is_first)
    form = start_form(offered, wanted=request.args.get("set", ""))
    if not form.validate_on_submit():
        page = render_template(
            "reviews/start.html", project=project, form=form, offered=offered, is_first=is_first
        )
        return page, 422 if form.is_submitted() else 200
    review = review_service.start_review(
        db.session,
        project,
        set_version=db.session.get_one(QuestionSetVersion, int(form.set_version.data)),
        title=form.title.data,
        language=form.language.data,
        by=actor(),
        now=now(),
    )
    db.session.commit()
    return redirect(url_for(".overview", review_id=review.id), 303)


@bp.get("/reviews/<uuid:review_id>")
@access.signed_in
def overview(review_id: uuid.UUID) -> ResponseReturnValue:
    review = read_review_or_404(review_id, Right.REVIEW_VIEW)
    stored = stored_answers(db.session, review)
    picture = picture_of(review, stored)
    team = project_queries.list_team(db.session, review.project_id)
    standing = standing_of(review, stored)
    return render_template(
        "reviews/overview.html",
        review=review,
        state=review_service.effective_state(review, today()),
        picture=picture,
        rows={row.where: row for row in picture.rows},
        wheel=wheel_of(picture, _("Compass of “%(title)s”", title=review.title)),
        follows=follows_of(review, picture, stored),
        steps=steps_of(review, picture),
        standing=standing,
        four_eyes=four_eyes_reason(review),
        actions=open_actions(review, standing.go_on),
        decisions=decision_service.decisions_of(db.session, review),
        newer=newer_version(db.session, review),
        leads=[person.name for person in team if person.role is TeamRole.LEAD],
        team_size=len(team),
        today=today(),
    )


@bp.route("/reviews/<uuid:review_id>/hand-in", methods=["GET", "POST"])
@access.signed_in
def hand_in(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.HAND_IN)
    picture = picture_of(review)
    has_open = bool(picture.evaluation.unanswered)
    form = HandInForm() if has_open else ConfirmForm()
    if not form.validate_on_submit():
        page = render_template("reviews/hand_in.html", review=review, picture=picture, form=form)
        return page, 422 if form.is_submitted() else 200
    review_service.hand_in(db.session, review, confirmed_open=has_open, by=actor(), now=now())
    db.session.commit()
    flash(_("The review was handed in. An ethics officer takes it from here."), "success")
    return redirect(url_for(".overview", review_id=review.id), 303)


@bp.post("/reviews/<uuid:review_id>/recall")
@access.signed_in
def recall(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.RECALL)
    review_service.recall(db.session, review, by=actor(), now=now())
    db.session.commit()
    flash(_("The review is yours again: you can change the answers."), "success")
    return redirect(url_for(".overview", review_id=review.id), 303)


@bp.route("/reviews/<uuid:review_id>/delete", methods=["GET", "POST"])
@access.signed_in
def delete(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.DELETE_DRAFT)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("reviews/delete.html", review=review, form=form)
    project_id, is_round = review.project_id, review.previous_review_id is not None
    review_service.delete_draft(db.session, review, by=actor(), now=now())
    db.session.commit()
    said = _("The new round was deleted.") if is_round else _("The empty review was deleted.")
    flash(said, "success")
    return redirect(url_for("projects.show", project_id=project_id), 303)
