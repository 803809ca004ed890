"""A new round from a finished review, and what has changed since the one before."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from wtforms.validators import DataRequired, Length

from compass.core.answers import Answer
from compass.core.versions.moving import Fate
from compass.db.models import QuestionSetVersion, Review
from compass.services import answers as answer_service
from compass.services import moves
from compass.services.catalogue import newest_published
from compass.services.errors import RoundStartedError
from compass.services.moves import Since
from compass.services.permissions import Right
from compass.web import access
from compass.web.access import review_or_404
from compass.web.current import actor, now, services
from compass.web.extensions import db
from compass.web.reviews.picture import Row
from compass.web.text_fields import StringField, trimmed
from compass.web.versions.blueprint import bp
from compass.web.versions.lines import ORDER, Side, item_name, line_row, lines_of, side_of


class RoundForm(FlaskForm):
    title = StringField(
        _l("Name of the new round"),
        description=_l("For example: Spring 2027, second round."),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter a name.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
    )


@bp.route("/reviews/<uuid:review_id>/carry-over", methods=["GET", "POST"])
@access.signed_in
def carry_over(review_id: uuid.UUID) -> ResponseReturnValue:
    """To the newest published version of the set."""
    previous = review_or_404(review_id, Right.REVIEW_START)
    target = _newest_or_404(previous)
    form = RoundForm()
    try:
        return _carry_over(previous, target, form)
    except RoundStartedError as started:
        db.session.rollback()
        page = render_template(
            "versions/round_started.html",
            review=review_or_404(review_id, Right.REVIEW_START),
            round=review_or_404(started.review_id, Right.REVIEW_VIEW),
        )
        return page, 409


def _carry_over(
    previous: Review, target: QuestionSetVersion, form: RoundForm
) -> ResponseReturnValue:
    if not form.validate_on_submit():
        plan = moves.preview_carry_over(db.session, previous, target, by=actor())
        rows = answer_service.stored_answers(db.session, previous)
        lines = lines_of(plan, {where: row.answer for where, row in rows.items()})
        page = render_template(
            "versions/carry_over.html",
            review=previous,
            target=target,
            lines=lines,
            measures=moves.measures_to_take(db.session, previous, plan),
            order=ORDER,
            form=form,
        )
        return page, 422 if form.is_submitted() else 200
    review = moves.carry_over(
        db.session, previous, target, title=form.title.data, by=actor(), now=now()
    )
    db.session.commit()
    flash(_("The new round is there. Read the answers and confirm what still holds."), "success")
    return redirect(url_for("reviews.overview", review_id=review.id), 303)


def _newest_or_404(review: Review) -> QuestionSetVersion:
    """The newest published version of its set; all of them may be withdrawn."""
    newest = newest_published(db.session).get(review.set_version.set_id)
    if newest is None:
        raise NotFound
    return db.session.get_one(QuestionSetVersion, newest.id)


@dataclass(frozen=True)
class Told:
    """A change with what it comes from in the round before, and the question as it is now."""

    change: Since
    item: str
    was: tuple[Row, ...]
    is_now: Row | None


@bp.get("/reviews/<uuid:review_id>/since")
@access.signed_in
def since(review_id: uuid.UUID) -> ResponseReturnValue:
    review = review_or_404(review_id, Right.REVIEW_VIEW)
    previous = moves.previous_round(db.session, review)
    if previous is None:
        raise NotFound
    before = side_of(services().library.get(db.session, previous.set_version))
    after = side_of(services().library.get(db.session, review.set_version))
    rows = answer_service.stored_answers(db.session, review)
    answers = {where: row.answer for where, row in rows.items()}
    changes = moves.changes_since(db.session, review)
    return render_template(
        "versions/since.html",
        review=review,
        previous=previous,
        before=before,
        after=after,
        changed=[_told(each, before, after, answers) for each in changes if each.is_changed],
        waiting=[_told(each, before, after, answers) for each in changes if each.is_open],
        same=sum(not each.is_changed and not each.is_open for each in changes),
    )


def _told(change: Since, before: Side, after: Side, answers: Mapping[str, Answer]) -> Told:
    is_removed = change.fate is Fate.REMOVED
    side = before if is_removed else after
    return Told(
        change=change,
        item=item_name(side.question_set, change.address, answers),
        was=tuple(line_row(before, where, answer) for where, answer in change.before.items()),
        is_now=None if is_removed else line_row(after, change.address, change.now or Answer()),
    )
