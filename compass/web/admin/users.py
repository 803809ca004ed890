"""Accounts as administrators see them: find, make and change one."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from compass.db.models import User
from compass.db.queries import accounts as queries
from compass.services import accounts
from compass.services.errors import InvalidTextError, LastAdministratorError, TakenError
from compass.services.permissions import Right
from compass.web import access
from compass.web.admin.blueprint import bp
from compass.web.admin.forms import UserForm
from compass.web.admin.links import link_page
from compass.web.admin.roles import chosen_roles, give_roles
from compass.web.current import actor, now
from compass.web.extensions import db
from compass.web.searching import page_number, search_text


@bp.get("/users")
@access.requires(Right.ADMINISTER)
def users() -> ResponseReturnValue:
    text = search_text()
    page = queries.list_users(db.session, text=text, page=page_number())
    return render_template("admin/users.html", page=page, text=text)


@bp.route("/users/new", methods=["GET", "POST"])
@access.requires(Right.ADMINISTER)
def new_user() -> ResponseReturnValue:
    form = UserForm(queries.list_organisations(db.session), data={"language": actor().language})
    if form.validate_on_submit():
        try:
            user = accounts.create_user(
                db.session,
                email=form.email.data,
                name=form.name.data,
                language=form.language.data,
                is_administrator=form.is_administrator.data,
                by=actor(),
                now=now(),
            )
        except (TakenError, InvalidTextError) as error:
            form.refuse(error)
        else:
            give_roles(user, form.roles.data or ())
            return link_page(user, title=_("The account of %(name)s is there", name=user.name))
    return _form_page(form), 422 if form.is_submitted() else 200


@bp.route("/users/<uuid:user_id>", methods=["GET", "POST"])
@access.requires(Right.ADMINISTER)
def user(user_id: uuid.UUID) -> ResponseReturnValue:
    found = user_or_404(user_id)
    form = UserForm(
        queries.list_organisations(db.session),
        obj=found,
        data={"roles": chosen_roles(found)},
    )
    if form.validate_on_submit():
        try:
            accounts.update_user(
                db.session,
                found,
                name=form.name.data,
                email=form.email.data,
                language=form.language.data,
                is_administrator=form.is_administrator.data,
                by=actor(),
                now=now(),
            )
        except (TakenError, InvalidTextError, LastAdministratorError) as error:
            db.session.rollback()
            form.refuse(error)
        else:
            give_roles(found, form.roles.data or ())
            db.session.commit()
            flash(_("The account of %(name)s was changed.", name=found.name), "success")
            return redirect(_after_change(found), 303)
    return _form_page(form, found), 422 if form.is_submitted() else 200


def user_or_404(user_id: uuid.UUID) -> User:
    found = queries.get_user(db.session, user_id)
    if found is None:
        raise NotFound
    return found


def _after_change(changed: User) -> str:
    """Who gave up their own right cannot see these pages any more."""
    if changed.id == actor().id and not changed.is_administrator:
        return url_for("account.index")
    return url_for(".users")


def _form_page(form: UserForm, found: User | None = None) -> str:
    return render_template(
        "admin/user.html",
        form=form,
        user=found,
        actor=actor(),
        organisations=queries.list_organisations(db.session),
    )
