"""Reviews side by side for the ethics officer: heat map, answers to one question, a file."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from compass.services import comparison as service
from compass.services.across_versions import elsewhere
from compass.services.comparison import Comparison, ComparisonFilters
from compass.services.permissions import Right
from compass.web import access
from compass.web.comparison.choices import Choices, arguments_of, choices_of, read_filters
from compass.web.comparison.spreadsheet import written
from compass.web.comparison.table import Heat, answers_to, heat_of
from compass.web.current import actor, now, today
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.reviews.picture import texts_in
from compass.web.searching import page_number

bp = Blueprint("comparison", __name__)


@bp.get("/compare")
@access.requires(Right.COMPARE)
def index() -> ResponseReturnValue:
    filters = read_filters()
    found = _compared(filters)
    if found is None:
        return render_template("comparison/none.html")
    return render_template("comparison/index.html", **_shown(found, filters))


@bp.get("/compare/questions/<question_id>")
@access.requires(Right.COMPARE)
def question(question_id: str) -> ResponseReturnValue:
    filters = read_filters()
    found = _compared(filters)
    if found is None or question_id not in found.totals:
        raise NotFound
    others = [
        (other, texts_in(other.question_set, language()))
        for other in elsewhere(db.session, found, question_id)
    ]
    return render_template(
        "comparison/question.html",
        **_shown(found, filters),
        one=answers_to(found, question_id),
        others=others,
    )


@bp.get("/compare.csv", endpoint="csv")
@access.requires(Right.COMPARE)
def download() -> ResponseReturnValue:
    found = service.all_rows(db.session, actor(), read_filters(), today=today())
    if found is None:
        raise NotFound
    question_set, rows = found
    db.session.rollback()  # the event is written in a transaction of its own
    service.record_export(db.session, rows, by=actor(), now=now())
    db.session.commit()
    answer = Response(written(question_set, rows), mimetype="text/csv")
    name = f"comparison-{question_set.id}-{question_set.version}-{today().isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _compared(filters: ComparisonFilters) -> Comparison | None:
    page = page_number()
    return service.compare(db.session, actor(), filters, today=today(), page=page)


def _shown(
    found: Comparison, filters: ComparisonFilters
) -> dict[str, Heat | Choices | dict[str, str]]:
    heat = heat_of(found)
    return {
        "heat": heat,
        "choices": choices_of(found, heat.texts),
        "kept": arguments_of(filters),
    }
