"""What is asked once more: closing an account, opening it again, a new link."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from compass.db.models import User
from compass.services import accounts
from compass.services.errors import LastAdministratorError, OwnAccountError
from compass.services.permissions import Right
from compass.web import access
from compass.web.admin.blueprint import bp
from compass.web.admin.links import link_page
from compass.web.admin.users import user_or_404
from compass.web.confirm import ConfirmForm
from compass.web.current import actor, now
from compass.web.extensions import db


@bp.route("/users/<uuid:user_id>/deactivate", methods=["GET", "POST"])
@access.requires(Right.ADMINISTER)
def deactivate(user_id: uuid.UUID) -> ResponseReturnValue:
    user = user_or_404(user_id)
    form, problem = ConfirmForm(), ""
    if form.validate_on_submit():
        try:
            accounts.deactivate(db.session, user, by=actor(), now=now())
        except OwnAccountError:
            problem = _("You cannot close your own account. Ask another administrator.")
        except LastAdministratorError:
            problem = _("Make somebody else an administrator first: at least one is needed.")
        else:
            db.session.commit()
            flash(_("The account of %(name)s is closed.", name=user.name), "success")
            return redirect(url_for(".users"), 303)
    page = render_template("admin/deactivate.html", user=user, form=form, problem=problem)
    return page, 422 if problem else 200


@bp.route("/users/<uuid:user_id>/reactivate", methods=["GET", "POST"])
@access.requires(Right.ADMINISTER)
def reactivate(user_id: uuid.UUID) -> ResponseReturnValue:
    user = user_or_404(user_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        accounts.reactivate(db.session, user, by=actor(), now=now())
        db.session.commit()
        flash(_("The account of %(name)s is open again.", name=user.name), "success")
        return redirect(url_for(".user", user_id=user.id), 303)
    return render_template("admin/reactivate.html", user=user, form=form)


@bp.route("/users/<uuid:user_id>/link", methods=["GET", "POST"])
@access.requires(Right.ADMINISTER)
def link(user_id: uuid.UUID) -> ResponseReturnValue:
    user = _active_or_404(user_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        return link_page(user, title=_("A new link for %(name)s", name=user.name))
    return render_template("admin/new_link.html", user=user, form=form)


def _active_or_404(user_id: uuid.UUID) -> User:
    """A closed account has no link: nobody could use it."""
    user = user_or_404(user_id)
    if not user.is_active:
        raise NotFound
    return user
