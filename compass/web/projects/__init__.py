"""Projects: the list, the page of one, and how it is described."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from compass.core.workflow import ProjectPhase
from compass.db.queries import accounts as account_queries
from compass.db.queries import projects as project_queries
from compass.db.queries import reviews as review_queries
from compass.services import projects as project_service
from compass.services.permissions import Right, may, organisations_with
from compass.web import access
from compass.web.access import project_or_404
from compass.web.current import actor, now, services, today
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.projects import team
from compass.web.projects.blueprint import bp
from compass.web.projects.forms import ProjectForm
from compass.web.reviews.picture import texts_in
from compass.web.reviews.starting import way_in
from compass.web.searching import page_number, search_text

__all__ = ["bp", "team"]


@bp.get("/projects")
@access.signed_in
def index() -> ResponseReturnValue:
    page = project_service.list_my_projects(
        db.session,
        actor(),
        text=search_text(),
        phase=request.args.get("phase", type=ProjectPhase),
        page=page_number(),
    )
    return render_template(
        "projects/index.html",
        page=page,
        today=today(),
        may_create=may(actor(), Right.PROJECT_CREATE),
    )


@bp.get("/projects/<uuid:project_id>")
@access.signed_in
def show(project_id: uuid.UUID) -> ResponseReturnValue:
    project = project_or_404(project_id, Right.PROJECT_VIEW)
    page = review_queries.list_reviews(db.session, project_id=project.id, page=page_number())
    may_start = may(actor(), Right.REVIEW_START, project=project)
    return render_template(
        "projects/show.html",
        project=project,
        team=project_queries.list_team(db.session, project.id),
        page=page,
        set_titles={id: _set_title(id) for id in {row.set_version_id for row in page.rows}},
        may_edit=may(actor(), Right.PROJECT_EDIT, project=project),
        may_start=may_start,
        way_in=way_in() if may_start and not page.total else None,
        today=today(),
    )


@bp.route("/projects/new", methods=["GET", "POST"])
@access.requires(Right.PROJECT_CREATE)
def create() -> ResponseReturnValue:
    form = ProjectForm(_organisations())
    if not form.validate_on_submit():
        return _form_page(form), 422 if form.is_submitted() else 200
    project = project_service.create_project(
        db.session,
        organisation_id=uuid.UUID(form.organisation.data),
        name=form.name.data,
        reference=form.reference.data,
        summary=form.summary.data,
        phase=ProjectPhase(form.phase.data),
        by=actor(),
        now=now(),
    )
    db.session.commit()
    flash(_("The project is there. Start its first review, or add your team."), "success")
    return redirect(url_for(".show", project_id=project.id), 303)


@bp.route("/projects/<uuid:project_id>/edit", methods=["GET", "POST"])
@access.signed_in
def edit(project_id: uuid.UUID) -> ResponseReturnValue:
    project = project_or_404(project_id, Right.PROJECT_EDIT)
    form = ProjectForm(
        [(str(project.organisation_id), project.organisation.name)],
        data={
            "organisation": str(project.organisation_id),
            "name": project.name,
            "reference": project.reference,
            "summary": project.summary,
            "phase": project.phase.value,
        },
    )
    if not form.validate_on_submit():
        return _form_page(form, project), 422 if form.is_submitted() else 200
    project_service.update_project(
        db.session,
        project,
        name=form.name.data,
        reference=form.reference.data,
        summary=form.summary.data,
        phase=ProjectPhase(form.phase.data),
        by=actor(),
        now=now(),
    )
    db.session.commit()
    flash(_("The project was changed."), "success")
    return redirect(url_for(".show", project_id=project.id), 303)


def _organisations() -> list[tuple[str, str]]:
    keys = organisations_with(actor(), Right.PROJECT_CREATE)
    names = account_queries.organisation_names(db.session, keys)
    return [(str(key), name) for key, name in names.items()]


def _form_page(form: ProjectForm, project: object = None) -> str:
    return render_template("projects/form.html", form=form, project=project)


def _set_title(set_version_id: int) -> str:
    question_set = services().library.get(db.session, set_version_id)
    return texts_in(question_set, language()).title
