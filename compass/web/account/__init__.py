"""One's own account: who I am here, my password, where I am signed in."""

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.db.models import User
from compass.db.queries import accounts as account_queries
from compass.services import accounts, sessions
from compass.services.errors import PasswordError, WrongPasswordError
from compass.web import access
from compass.web.account.forms import ChangePasswordForm
from compass.web.current import actor, now
from compass.web.extensions import db
from compass.web.limits import slow_down
from compass.web.sign_in import forget, remember, token
from compass.web.words import ORGANISATION_ROLE_NAMES

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("")
@access.signed_in
def index() -> ResponseReturnValue:
    who = actor()
    return render_template(
        "account/index.html",
        actor=who,
        roles=account_queries.list_roles(db.session, user_id=who.id),
        role_words=ORGANISATION_ROLE_NAMES,
        sessions=sessions.list_own_sessions(db.session, who.id, token(), now=now()),
    )


@bp.route("/password", methods=["GET", "POST"])
@access.signed_in
def password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    if form.validate_on_submit():
        moment = now()
        slow_down("change-password", str(actor().id), moment)
        user = db.session.get_one(User, actor().id)
        try:
            accounts.change_password(
                db.session, user, current=form.current.data, new=form.password.data, now=moment
            )
        except WrongPasswordError:
            form.current.errors = [_("This is not your current password.")]
        except PasswordError as error:
            form.password.errors = [form.words(error.code)]
        else:
            new_token = sessions.open_session(db.session, user, now=moment)
            db.session.commit()
            session.clear()  # as after a sign-in: new form tokens
            flash(_("Your password was changed. All your other sessions have ended."), "success")
            return remember(redirect(url_for(".index"), 303), new_token)
    page = render_template("account/password.html", form=form)
    return page, 422 if form.is_submitted() else 200


@bp.post("/sign-out-everywhere")
@access.signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    sessions.close_all_sessions(db.session, actor().id, now=now())
    db.session.commit()
    session.clear()
    flash(_("You are signed out everywhere."), "success")
    return forget(redirect(url_for("auth.sign_in"), 303))
