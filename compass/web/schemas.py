"""The JSON Schemas of our files, at addresses that stay: editors and other programs read them."""

import re

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from compass.resources import resource
from compass.web import access

bp = Blueprint("schemas", __name__)

_NAME = re.compile(r"[a-z]+(-[a-z]+)*-[0-9]+")


@bp.get("/schema/<schema>.json")
@access.public
def show(schema: str) -> ResponseReturnValue:
    path = resource("question_sets") / "schema" / f"{schema}.json"
    if not _NAME.fullmatch(schema) or not path.is_file():
        raise NotFound
    response = Response(path.read_bytes(), mimetype="application/schema+json")
    response.add_etag()
    return response.make_conditional(request)
