"""Is it alive, is it ready: for whoever watches the installation."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from compass.db.engine import db_is_current
from compass.web import access
from compass.web.extensions import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@access.public
def live() -> ResponseReturnValue:
    return {"status": "ok"}


@bp.get("/readyz")
@access.public
def ready() -> ResponseReturnValue:
    is_ready = db_is_current(db.engine)
    return {"status": "ok" if is_ready else "migrate"}, 200 if is_ready else 503
