"""Sign in, sign out, set a password with a single-use link."""

from typing import NamedTuple

from flask import (
    Blueprint,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.services import accounts, sessions
from compass.services.actors import load_actor
from compass.services.errors import PasswordError, PasswordLinkError
from compass.web import access
from compass.web.addresses import is_own_path
from compass.web.auth.forms import PasswordForm, SignInForm
from compass.web.auth.pages import carried_page, sign_in_page
from compass.web.current import now
from compass.web.extensions import db
from compass.web.limits import slow_down
from compass.web.sign_in import forget, remember, token

bp = Blueprint("auth", __name__)


class Whose(NamedTuple):
    """The account of a link, as its page shows it."""

    name: str
    email: str


@bp.route("/sign-in", methods=["GET", "POST"])
@access.public
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    carried = request.form.get("carried", "")
    if not form.validate_on_submit():
        page = sign_in_page(form, next_address=_next(), carried=carried)
        return page, 422 if form.is_submitted() else 200
    moment = now()
    slow_down("sign-in", accounts.normal_address(form.email.data), moment)
    user = accounts.authenticate(db.session, form.email.data, form.password.data, moment)
    if user is None:
        db.session.commit()
        form.password.errors = [_("The address or the password is not right.")]
        return sign_in_page(form, next_address=_next(), carried=carried), 422
    sessions.close_session(db.session, token(), now=moment)  # of whoever was here before
    new_token = sessions.open_session(db.session, user, now=moment)
    db.session.commit()
    _start_form_tokens()
    if carried and _next():
        g.actor = load_actor(db.session, user.id)
        return remember(make_response(carried_page(_next(), carried)), new_token)
    return remember(redirect(_next() or url_for("home.index"), 303), new_token)


@bp.post("/sign-out")
@access.public
def sign_out() -> ResponseReturnValue:
    sessions.close_session(db.session, token(), now=now())
    db.session.commit()
    _start_form_tokens()
    return forget(redirect(url_for(".sign_in"), 303))


@bp.route("/set-password/<link>", methods=["GET", "POST"])
@access.public
def set_password(link: str) -> ResponseReturnValue:
    form = PasswordForm()
    user = accounts.find_password_token(db.session, link, now=now())
    if user is None:
        return render_template("auth/link_ended.html"), 404
    whose = Whose(user.name, user.email)
    db.session.rollback()
    if form.validate_on_submit():
        try:
            accounts.redeem_password_token(db.session, link, form.password.data, now=now())
        except PasswordLinkError:
            return render_template("auth/link_ended.html"), 404
        except PasswordError as error:
            db.session.rollback()
            form.password.errors = [form.words(error.code)]
        else:
            db.session.commit()
            flash(_("Your password is set. You can sign in now."), "success")
            return redirect(url_for(".sign_in"), 303)
    page = render_template("auth/set_password.html", form=form, user=whose)
    return page, 422 if form.is_submitted() else 200


def _start_form_tokens() -> None:
    """A sign-in and a sign-out start with new form tokens, on the page that answers too."""
    session.clear()
    g.pop("csrf_token", None)


def _next() -> str:
    address = request.values.get("next", "")
    return address if is_own_path(address) else ""
