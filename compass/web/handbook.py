"""The compass as a readable handbook: public, printable, each version at its own address."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from compass.core.question_sets import QuestionSet, SetTexts
from compass.services.question_sets import get_public_version, list_published
from compass.web import access
from compass.web.current import services
from compass.web.extensions import db
from compass.web.i18n import language

bp = Blueprint("handbook", __name__)


@bp.get("/question-sets")
@access.public
def index() -> ResponseReturnValue:
    rows = list_published(db.session)
    sets = [services().library.get(db.session, row.digest) for row in rows]
    return render_template("handbook/index.html", sets=[(each, _texts(each)) for each in sets])


@bp.get("/question-sets/<set_id>/<version>")
@access.public
def show(set_id: str, version: str) -> ResponseReturnValue:
    found = get_public_version(db.session, set_id, version)
    if found is None:
        raise NotFound
    question_set = services().library.get(db.session, found.digest)
    return render_template(
        "handbook/show.html", question_set=question_set, texts=_texts(question_set), version=found
    )


def _texts(question_set: QuestionSet) -> SetTexts:
    return question_set.texts.get(language()) or question_set.texts[question_set.languages[0]]
