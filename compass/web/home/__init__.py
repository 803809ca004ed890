"""What a person sees first: their reviews, what is late, what waits for them."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from compass.services.home import home_of
from compass.services.permissions import Right, may
from compass.web import access
from compass.web.current import actor, actor_or_none, today
from compass.web.extensions import db

bp = Blueprint("home", __name__)


@bp.get("/")
@access.public
def index() -> ResponseReturnValue:
    if actor_or_none() is None:
        return redirect(url_for("auth.sign_in"), 303)
    found = home_of(db.session, actor(), today=today())
    return render_template(
        "home/index.html",
        home=found,
        actor=actor(),
        today=today(),
        works_in_teams=bool(actor().projects) or may(actor(), Right.PROJECT_CREATE),
    )
