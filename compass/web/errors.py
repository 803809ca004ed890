"""Every error as a friendly page with words, and what is logged about it."""

from http import HTTPStatus

from flask import Flask, g, render_template, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, Unauthorized

from compass.core.workflow import TransitionError
from compass.db.queries.rows import GoneError
from compass.dossier.keys import KeysError
from compass.dossier.press import PressError
from compass.dossier.storage import DossierMissingError
from compass.services.errors import FourEyesError, NotAllowedError, ServiceError
from compass.web.auth.forms import SignInForm
from compass.web.auth.pages import carried_page, sign_in_page
from compass.web.carried import carried_by
from compass.web.current import actor_or_none
from compass.web.extensions import db
from compass.web.refusals import refusal_of

# fmt: off
PAGES = {
    400: (_l("This did not work"), _l("We cannot read what was sent. Go back and try again.")),
    401: (_l("Please sign in"), _l("You are not signed in, or your session has ended.")),
    403: (_l("This is not open to you"), _l("Your account does not have the right to do this.")),
    404: (_l("Page not found"), _l("This page does not exist, or it is not open to you.")),
    405: (_l("This did not work"), _l("This address cannot be used in this way.")),
    409: (_l("Something has changed"), _l("Somebody else was faster. Load the page again.")),
    413: (_l("This is too large"), _l("The file or the text is larger than we accept.")),
    429: (_l("Too many attempts"), _l("Please wait a few minutes, then try again.")),
    500: (_l("Something went wrong"), _l("The fault is ours. What you saved before is safe.")),
    503: (_l("Not available just now"), _l("Please try again in a minute.")),
    507: (_l("The disk is full"), _l("Keep your text and tell your administrator.")),
}
# fmt: on


def init_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(NotAllowedError, lambda _error: _page(403))
    app.register_error_handler(FourEyesError, lambda _error: _page(403))
    app.register_error_handler(TransitionError, lambda _error: _page(409))
    app.register_error_handler(ServiceError, _refused)
    app.register_error_handler(GoneError, lambda _error: _page(409))
    app.register_error_handler(PressError, lambda _error: _page(503))
    app.register_error_handler(KeysError, lambda _error: _page(503))
    app.register_error_handler(DossierMissingError, lambda _error: _page(404))
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(DataError, _data)


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, InternalServerError):
        db.session.rollback()
    if isinstance(error, Unauthorized) and (carried := carried_by(request)):
        return sign_in_page(SignInForm(None), next_address=request.path, carried=carried), 401
    return _page(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)


def _csrf(_error: CSRFError) -> ResponseReturnValue:
    if actor_or_none() is not None and (carried := carried_by(request)):
        return carried_page(request.path, carried), 400
    return _page(
        400, _("The page was open for too long. Go back, load it again and send it again.")
    )


def _database(error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    return _page(507 if "disk is full" in str(error.orig) else 503)


def _data(_error: DataError) -> ResponseReturnValue:
    """What no column can hold, such as a NUL in an address: the mistake is the sender's."""
    db.session.rollback()
    return _page(400)


def _refused(error: ServiceError) -> ResponseReturnValue:
    title, text = refusal_of(error) or PAGES[409]
    return _page(409, text, title=title)


def _page(status: int, text: str | None = None, *, title: str | None = None) -> ResponseReturnValue:
    heading, words = PAGES.get(status, PAGES[500])
    title = title or heading
    if request_ctx.url_adapter is None:
        return str(title), status  # a host that is not ours: no page can be built
    page = render_template(
        "errors/error.html",
        status=status,
        title=title,
        text=text or words,
        request_id=g.get("request_id", ""),
        return_to=request.path if request.method == "GET" else "",
    )
    return page, status
