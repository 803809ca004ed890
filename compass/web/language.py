"""The choice of language, kept in a cookie and, for who is signed in, in the account."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from compass.db.models import User
from compass.services import accounts
from compass.web import access
from compass.web.addresses import is_own_path
from compass.web.current import actor_or_none, services
from compass.web.extensions import db
from compass.web.i18n import COOKIE
from compass.web.settings import LANGUAGES

bp = Blueprint("language", __name__)
YEAR = 365 * 24 * 3600


@bp.post("/language")
@access.public
def choose() -> ResponseReturnValue:
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        raise BadRequest
    if (who := actor_or_none()) is not None:
        accounts.set_language(db.session, db.session.get_one(User, who.id), chosen)
        db.session.commit()
    back = request.form.get("next", "")
    response = redirect(back if is_own_path(back) else url_for("home.index"), 303)
    response.set_cookie(
        COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=services().settings.is_https
    )
    return response
