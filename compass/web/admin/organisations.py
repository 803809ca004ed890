"""Organisations: the list, a new one, another name."""

import uuid
from itertools import groupby
from operator import attrgetter

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from compass.db.models import Organisation
from compass.db.queries import accounts as queries
from compass.services import organisations as service
from compass.services.errors import InvalidTextError, TakenError
from compass.services.permissions import Right
from compass.web import access
from compass.web.admin.blueprint import bp
from compass.web.admin.forms import OrganisationForm
from compass.web.current import actor, now
from compass.web.extensions import db
from compass.web.words import ORGANISATION_ROLE_NAMES


@bp.get("/organisations")
@access.requires(Right.ADMINISTER)
def organisations() -> ResponseReturnValue:
    rows = queries.list_organisations(db.session)
    return render_template("admin/organisations.html", rows=rows)


@bp.route("/organisations/new", methods=["GET", "POST"])
@access.requires(Right.ADMINISTER)
def new_organisation() -> ResponseReturnValue:
    form = OrganisationForm()
    if form.validate_on_submit():
        try:
            service.create_organisation(db.session, name=form.name.data, by=actor(), now=now())
        except (TakenError, InvalidTextError) as error:
            form.refuse(error)
        else:
            db.session.commit()
            flash(_("The organisation is there. Give people roles in it."), "success")
            return redirect(url_for(".organisations"), 303)
    return _form_page(form), 422 if form.is_submitted() else 200


@bp.route("/organisations/<uuid:organisation_id>", methods=["GET", "POST"])
@access.requires(Right.ADMINISTER)
def organisation(organisation_id: uuid.UUID) -> ResponseReturnValue:
    found = queries.get_organisation(db.session, organisation_id)
    if found is None:
        raise NotFound
    form = OrganisationForm(obj=found)
    if form.validate_on_submit():
        try:
            service.update_organisation(
                db.session,
                found,
                name=form.name.data,
                is_active=found.is_active,
                by=actor(),
                now=now(),
            )
        except (TakenError, InvalidTextError) as error:
            form.refuse(error)
        else:
            db.session.commit()
            flash(_("The organisation was changed."), "success")
            return redirect(url_for(".organisations"), 303)
    return _form_page(form, found), 422 if form.is_submitted() else 200


def _form_page(form: OrganisationForm, found: Organisation | None = None) -> str:
    rows = queries.list_roles(db.session, organisation_id=found.id) if found else ()
    return render_template(
        "admin/organisation.html",
        form=form,
        organisation=found,
        people=[list(roles) for _id, roles in groupby(rows, attrgetter("user_id"))],
        role_words=ORGANISATION_ROLE_NAMES,
    )
