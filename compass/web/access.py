"""Default deny: each view declares its rule, and each object is loaded through its check."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.exceptions import Forbidden, NotFound, Unauthorized

from compass.db.models import Project, Review
from compass.db.queries import projects as project_queries
from compass.db.queries.review_facts import AnyProject, ReadReview, read_review
from compass.services import reviews
from compass.services.permissions import Right, may
from compass.web.current import actor, actor_or_none
from compass.web.extensions import db

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC, SIGNED_IN = "public", "signed-in"


def public(view: View) -> View:
    return _declare(view, PUBLIC)


def signed_in(view: View) -> View:
    """Somebody; which objects they may see is up to the loader that the view calls."""
    return _declare(view, SIGNED_IN)


def requires(right: Right) -> Callable[[View], View]:
    """Somebody with this right anywhere at all."""
    return lambda view: _declare(view, right)


def rule_of(view: object) -> str | None:
    return getattr(view, "access_rule", None)


def init_access(app: Flask) -> None:
    app.before_request(_check)


def project_or_404(project_id: uuid.UUID, right: Right) -> Project:
    """404 where the actor may not even know of it, 403 where this is not theirs to do."""
    project = project_queries.get_project(db.session, project_id)
    if project is None:
        raise NotFound
    _check_right(project, right, viewing=Right.PROJECT_VIEW)
    return project


def review_or_404(review_id: uuid.UUID, right: Right) -> Review:
    review = reviews.load_review(db.session, review_id)
    if review is None:
        raise NotFound
    _check_right(review.project, right, viewing=Right.REVIEW_VIEW)
    return review


def read_review_or_404(review_id: uuid.UUID, right: Right) -> ReadReview:
    """As rows: for pages that show it or write beside it, and change nothing of the review."""
    review = read_review(db.session, review_id)
    if review is None:
        raise NotFound
    _check_right(review.project, right, viewing=Right.REVIEW_VIEW)
    return review


def _check_right(project: AnyProject, right: Right, *, viewing: Right) -> None:
    """Some rights need no view of the thing: an auditor has the dossier, not the review."""
    if may(actor(), right, project=project):
        return
    raise Forbidden if may(actor(), viewing, project=project) else NotFound


def _declare(view: View, rule: str) -> View:
    view.access_rule = rule  # type: ignore[attr-defined]  # functions carry attributes
    return view


def _check() -> None:
    if request.endpoint is None or request.endpoint == "static":
        return
    rule = rule_of(current_app.view_functions[request.endpoint])
    if rule is None:
        raise Forbidden
    if rule == PUBLIC:
        return
    who = actor_or_none()
    if who is None:
        raise Unauthorized
    if rule != SIGNED_IN and not may(who, Right(rule)):
        raise Forbidden
