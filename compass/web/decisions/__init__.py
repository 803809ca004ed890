"""The officer's side: what waits for a decision, deciding, handing back, withdrawing."""

import uuid
from collections.abc import Sequence
from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.core.workflow import Outcome, ReviewState
from compass.db.models import Action, Evidence, Review
from compass.services import answers as answer_service
from compass.services import decisions as decision_service
from compass.services import measures, moves
from compass.services import reviews as review_service
from compass.services.four_eyes import may_decide
from compass.services.home import inbox_of
from compass.services.permissions import Right
from compass.services.reviews import effective_state
from compass.web import access
from compass.web.access import review_or_404
from compass.web.current import actor, now, today
from compass.web.decisions.forms import DecisionForm, HandBackForm, WithdrawForm
from compass.web.decisions.inbox import with_open_points
from compass.web.extensions import db
from compass.web.reviews.follows import follows_of
from compass.web.reviews.overview import picture_of, wheel_of
from compass.web.searching import page_number

bp = Blueprint("decisions", __name__)
Item = TypeVar("Item", Action, Evidence)


@bp.get("/inbox")
@access.requires(Right.DECIDE)
def inbox() -> ResponseReturnValue:
    found = inbox_of(db.session, actor(), page=page_number())
    waiting = with_open_points(found, today())
    return render_template("decisions/inbox.html", page=found.page, waiting=waiting)


@bp.route("/reviews/<uuid:review_id>/decision", methods=["GET", "POST"])
@access.signed_in
def decide(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.DECIDE)
    if review.state is not ReviewState.SUBMITTED and request.method == "GET":
        return redirect(url_for("reviews.overview", review_id=review.id), 303)
    form = DecisionForm()
    if request.form.get("do") == "add-condition":
        if form.takes_more_conditions:
            form.conditions.append_entry()
        return _page(review, form, HandBackForm())
    if not form.validate_on_submit():
        page = _page(review, form, HandBackForm())
        return page, 422 if form.is_submitted() else 200
    decision_service.decide(
        db.session,
        review,
        outcome=form.chosen,
        reason=form.reason.data,
        conditions=form.conditions_to_meet,
        valid_until=form.valid_until.data,
        triggers=form.triggers.data,
        by=actor(),
        now=now(),
    )
    db.session.commit()
    flash(_said(form.chosen), "success")
    return redirect(url_for("reviews.overview", review_id=review.id), 303)


@bp.post("/reviews/<uuid:review_id>/hand-back")
@access.signed_in
def hand_back(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.DECIDE)
    form = HandBackForm()
    if not form.validate_on_submit():
        return _page(review, DecisionForm(), form), 422
    review_service.hand_back(db.session, review, message=form.message.data, by=actor(), now=now())
    db.session.commit()
    flash(_("The review went back to the team with your message."), "success")
    return redirect(url_for(".inbox"), 303)


@bp.route("/reviews/<uuid:review_id>/withdraw", methods=["GET", "POST"])
@access.signed_in
def withdraw(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.WITHDRAW)
    is_in_force = effective_state(review, today()) is ReviewState.SEALED
    if not is_in_force and request.method == "GET":
        return redirect(url_for("reviews.overview", review_id=review.id), 303)
    form = WithdrawForm()
    if not form.validate_on_submit():
        page = render_template("decisions/withdraw.html", review=review, form=form)
        return page, 422 if form.is_submitted() else 200
    review_service.withdraw(db.session, review, reason=form.reason.data, by=actor(), now=now())
    db.session.commit()
    flash(_("The decision was withdrawn. Verifying the dossier says so from now on."), "success")
    return redirect(url_for("reviews.overview", review_id=review.id), 303)


def _page(review: Review, form: DecisionForm, hand_back_form: HandBackForm) -> str:
    stored = answer_service.stored_answers(db.session, review)
    picture = picture_of(review, stored)
    return render_template(
        "decisions/decide.html",
        review=review,
        picture=picture,
        previous=moves.previous_round(db.session, review),
        follows=follows_of(review, picture, stored),
        wheel=wheel_of(picture, _("Compass of “%(title)s”", title=review.title)),
        four_eyes=may_decide(db.session, review, actor()),
        actions=_by_question(measures.list_actions(db.session, review)),
        evidence=_by_question(measures.list_evidence(db.session, review)),
        decisions=decision_service.decisions_of(db.session, review),
        form=form,
        hand_back_form=hand_back_form,
        today=today(),
    )


def _by_question(items: Sequence[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.question_id, []).append(item)
    return found


def _said(outcome: Outcome) -> str:
    if outcome is Outcome.ESCALATE:
        return _("The escalation is on the record. The review still waits for a decision.")
    return _("The decision is taken and the record is frozen. Next: make the dossier.")
