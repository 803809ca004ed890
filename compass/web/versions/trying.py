"""A version tried on the reviews that there are, for officers: numbers and the list, before
anything changes."""

from collections import Counter

from flask import render_template
from flask.typing import ResponseReturnValue

from compass.core.question_sets import QuestionSet
from compass.core.versions.effects import Consequence
from compass.db.queries.pages import Page
from compass.services.dry_runs import Totals, dry_run
from compass.services.permissions import Right
from compass.web import access
from compass.web.current import actor, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.library.blueprint import version_or_404
from compass.web.reviews.picture import texts_in
from compass.web.searching import page_number
from compass.web.versions.blueprint import bp
from compass.web.versions.effects import EffectWords, ReviewLine
from compass.web.versions.window import Window


@bp.get("/library/<set_id>/<version>/dry-run")
@access.requires(Right.LIBRARY)
def try_out(set_id: str, version: str) -> ResponseReturnValue:
    row = version_or_404(set_id, version)
    question_set = services().library.get(db.session, row)
    words = EffectWords(question_set, language())
    totals, page = _tried(question_set, words, page_number())
    return render_template(
        "versions/dry_run.html",
        row=row,
        texts=texts_in(question_set, language()),
        totals=totals,
        sums=_counts(totals.answers),
        page=page,
        questions=_questions(totals, words),
    )


def _tried(
    question_set: QuestionSet, words: EffectWords, number: int
) -> tuple[Totals, Page[ReviewLine]]:
    """All of them are counted, and those of one page are kept."""
    totals = Totals()
    window: Window[ReviewLine] = Window(number)
    for found in dry_run(db.session, question_set, by=actor()):
        totals.add(found)
        before = services().library.get(db.session, found.review.digest)
        words.learn(before)
        counts = tuple(_counts(found.effects.counts))
        window.add(ReviewLine(found.review, counts, words.changes(found, before)))
    return totals, window.page(totals.reviews)


def _counts(answers: Counter[Consequence]) -> list[int]:
    return [answers[each] for each in Consequence]


def _questions(totals: Totals, words: EffectWords) -> list[tuple[str, list[int]]]:
    """Questions whose answers are not all simply kept, most work first, by code and title."""
    rows = [(question, _counts(answers)) for question, answers in totals.to_do.items()]
    touched = [(question, counts) for question, counts in rows if any(counts[1:])]
    touched.sort(key=lambda row: (-row[1][2] - row[1][3], -row[1][1], row[0]))
    return [(words.question(question), counts) for question, counts in touched]
