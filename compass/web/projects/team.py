"""The team of a project: who joins, in which role, and who leaves."""

import uuid

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.core.workflow import TeamRole
from compass.db.models import Project, User
from compass.db.queries import accounts as account_queries
from compass.db.queries import projects as project_queries
from compass.db.queries.projects import TeamRow
from compass.services import projects as project_service
from compass.services.errors import LastLeadError, NotAColleagueError
from compass.services.permissions import Right
from compass.web import access
from compass.web.access import project_or_404
from compass.web.confirm import ConfirmForm
from compass.web.current import actor, now
from compass.web.extensions import db
from compass.web.projects.blueprint import bp
from compass.web.projects.forms import MemberForm, RoleForm


@bp.route("/projects/<uuid:project_id>/team", methods=["GET", "POST"])
@access.signed_in
def team(project_id: uuid.UUID) -> ResponseReturnValue:
    project = project_or_404(project_id, Right.PROJECT_EDIT)
    form = MemberForm()
    if not form.validate_on_submit():
        return _team_page(project, form), 422 if form.is_submitted() else 200
    user = account_queries.get_user_by_email(db.session, form.email.data.lower())
    try:
        if user is None:
            raise NotAColleagueError
        project_service.set_member(
            db.session, project, user, TeamRole(form.role.data), by=actor(), now=now()
        )
    except NotAColleagueError:
        message = _("Enter the address of somebody with an account in this organisation.")
        form.email.errors = [message]
        return _team_page(project, form), 422
    except LastLeadError:
        form.role.errors = [_("Name another lead first: a project has at least one.")]
        return _team_page(project, form), 422
    db.session.commit()
    flash(_("%(name)s is in the team.", name=user.name), "success")
    return redirect(url_for(".team", project_id=project.id), 303)


@bp.route("/projects/<uuid:project_id>/team/<uuid:user_id>", methods=["GET", "POST"])
@access.signed_in
def member(project_id: uuid.UUID, user_id: uuid.UUID) -> ResponseReturnValue:
    project = project_or_404(project_id, Right.PROJECT_EDIT)
    row = _row_or_404(project, user_id)
    form = RoleForm(data={"role": row.role.value})
    if form.validate_on_submit():
        user = db.session.get_one(User, user_id)
        try:
            project_service.set_member(
                db.session, project, user, TeamRole(form.role.data), by=actor(), now=now()
            )
        except LastLeadError:
            form.role.errors = [_("Name another lead first: a project has at least one.")]
        else:
            db.session.commit()
            flash(_("The role of %(name)s was changed.", name=row.name), "success")
            return _after_change(project, user_id)
    status = 422 if form.is_submitted() else 200
    return render_template("projects/member.html", project=project, row=row, form=form), status


@bp.route("/projects/<uuid:project_id>/team/<uuid:user_id>/remove", methods=["GET", "POST"])
@access.signed_in
def remove(project_id: uuid.UUID, user_id: uuid.UUID) -> ResponseReturnValue:
    project = project_or_404(project_id, Right.PROJECT_EDIT)
    row = _row_or_404(project, user_id)
    form, is_last = ConfirmForm(), False
    if form.validate_on_submit():
        user = db.session.get_one(User, user_id)
        try:
            project_service.remove_member(db.session, project, user, by=actor(), now=now())
        except LastLeadError:
            is_last = True
        else:
            db.session.commit()
            flash(_("%(name)s is no longer in the team.", name=row.name), "success")
            return _after_change(project, user_id)
    return (
        render_template(
            "projects/remove.html", project=project, row=row, form=form, is_last=is_last
        ),
        422 if is_last else 200,
    )


def _after_change(project: Project, user_id: uuid.UUID) -> ResponseReturnValue:
    """Who gave up their own lead cannot see the team page any more."""
    if user_id == actor().id:
        return redirect(url_for(".index"), 303)
    return redirect(url_for(".team", project_id=project.id), 303)


def _row_or_404(project: Project, user_id: uuid.UUID) -> TeamRow:
    team = project_queries.list_team(db.session, project.id)
    return next((row for row in team if row.user_id == user_id), None) or abort(404)


def _team_page(project: Project, form: MemberForm) -> str:
    team = project_queries.list_team(db.session, project.id)
    return render_template("projects/team.html", project=project, team=team, form=form)
