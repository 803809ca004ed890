"""A version tried on the reviews that there are, for officers: numbers and the list, before
anything changes."""

from collections.abc import Iterator

from flask import render_template
from flask.typing import ResponseReturnValue

from compass.core.versions.moving import Fate
from compass.services.dry_runs import ReviewEffects, Totals, dry_run
from compass.services.permissions import Right
from compass.web import access
from compass.web.current import actor, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.library.blueprint import version_or_404
from compass.web.reviews.picture import texts_in
from compass.web.versions.blueprint import bp

MOST_LISTED = 200
GROUPS = (
    (Fate.KEPT,),
    (Fate.KEPT_CONFIRM, Fate.SPLIT, Fate.MERGED),
    (Fate.ASKED_AGAIN,),
    (Fate.REMOVED,),
)


@bp.get("/library/<set_id>/<version>/dry-run")
@access.requires(Right.LIBRARY)
def try_out(set_id: str, version: str) -> ResponseReturnValue:
    row = version_or_404(set_id, version)
    question_set = services().library.get(db.session, row)
    totals, listed = Totals(), []
    for found in dry_run(db.session, question_set, by=actor()):
        totals.add(found)
        if len(listed) < MOST_LISTED:
            listed.append((found, tuple(_counts(found))))
    return render_template(
        "versions/dry_run.html",
        row=row,
        texts=texts_in(question_set, language()),
        question_set=question_set,
        totals=totals,
        sums=[sum(totals.answers[fate] for fate in group) for group in GROUPS],
        listed=listed,
        questions=_questions(totals),
    )


def _counts(found: ReviewEffects) -> Iterator[int]:
    counts = found.effects.counts
    for group in GROUPS:
        yield sum(counts[fate] for fate in group)


def _questions(totals: Totals) -> list[tuple[str, list[int]]]:
    """Questions whose answers are not all simply kept, most work first."""
    rows = [
        (question, [sum(counts[fate] for fate in group) for group in GROUPS])
        for question, counts in totals.questions.items()
    ]
    touched = [(question, counts) for question, counts in rows if any(counts[1:])]
    return sorted(touched, key=lambda row: (-row[1][2] - row[1][3], -row[1][1], row[0]))
