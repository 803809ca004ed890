"""The cookie of a sign-in and the actor behind it; reading requests never write."""

from flask import Flask, g, request
from werkzeug.wrappers import Response

from compass.db.engine import begin_read_only
from compass.services import sessions
from compass.services.actors import load_actor
from compass.web.current import now, services
from compass.web.extensions import db
from compass.web.incoming import READING, take_in


def cookie_name() -> str:
    return "__Host-compass" if services().settings.is_https else "compass"


def token() -> str:
    return request.cookies.get(cookie_name(), "")


def init_sign_in(app: Flask) -> None:
    app.before_request(_before)


def remember(response: Response, new_token: str) -> Response:
    response.set_cookie(
        cookie_name(),
        new_token,
        max_age=int(sessions.ABSOLUTE.total_seconds()),
        secure=services().settings.is_https,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: Response) -> Response:
    """The browser keeps neither the cookie nor pages."""
    response.delete_cookie(cookie_name(), secure=services().settings.is_https, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _before() -> None:
    try:
        take_in()
    finally:  # what is refused is refused on a page of who sent it
        _load_actor()


def _load_actor() -> None:
    if request.endpoint == "static" or not token():
        return
    moment = now()
    begin_read_only(db.session)
    found = sessions.find_session(db.session, token(), now=moment)
    if found is not None:
        g.actor = load_actor(db.session, found.user_id)
    is_reading = request.method in READING
    if found is not None and found.needs_touch(moment):
        db.session.rollback()
        sessions.touch_session(db.session, token(), now=moment)
        db.session.commit()
        if is_reading:
            begin_read_only(db.session)
    elif not is_reading:
        db.session.rollback()  # a writer begins anew, in the queue of writers
