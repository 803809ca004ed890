"""What follows from the answers of a review, and where its next steps lead to."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _

from compass.core.consequences import Consequences, consequences
from compass.db.queries import reviews as review_queries
from compass.db.queries.answers import StoredAnswer
from compass.db.queries.question_sets import VersionRow
from compass.db.queries.review_facts import AnyReview
from compass.services.answers import counted
from compass.services.catalogue import newest_published
from compass.services.permissions import Right, may
from compass.web.current import actor, services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.reviews.picture import Picture, texts_in


@dataclass(frozen=True)
class NextStep:
    """A review to start with the newest version of a set; ``is_started`` where there is one."""

    title: str
    language: str
    address: str
    is_started: bool


@dataclass(frozen=True)
class Follows:
    """``steps`` are by the id of the question set; without the right to start one, none. ``page``
    is the address of the same on a page of its own, ``is_page`` where this is that page;
    ``is_own`` where the reader is of the team."""

    found: Consequences
    steps: Mapping[str, NextStep] = field(default_factory=dict)
    page: str = ""
    is_page: bool = False
    is_own: bool = True

    @property
    def title(self) -> str:
        if self.is_own:
            return str(_("What follows from your answers"))
        return str(_("What follows from the team’s answers"))


def follows_of(
    review: AnyReview, picture: Picture, stored: Mapping[str, StoredAnswer]
) -> Follows | None:
    """None for a set from whose answers nothing follows."""
    if not picture.question_set.has_rules:
        return None
    found = consequences(
        picture.question_set, counted(stored), picture.evaluation, picture.texts.language
    )
    steps = _steps(review, found.starts) if found.starts else {}
    address = url_for("reviews.result", review_id=review.id)
    return Follows(found, steps, address, is_own=review.project_id in actor().projects)


def _steps(review: AnyReview, wanted: tuple[str, ...]) -> dict[str, NextStep]:
    offered = newest_published(db.session)
    may_start = may(actor(), Right.REVIEW_START, project=review.project)
    steps: dict[str, NextStep] = {}
    for set_id in wanted:
        started = review_queries.get_newest_of_set(db.session, review.project_id, set_id)
        if set_id not in offered or (started is None and not may_start):
            continue
        address = _opening(started) if started else _starting(review.project_id, set_id)
        steps[set_id] = _step(offered[set_id], address, is_started=started is not None)
    return steps


def steps_of_preview(wanted: tuple[str, ...]) -> dict[str, NextStep]:
    """From one preview into the next."""
    offered = newest_published(db.session) if wanted else {}
    return {
        set_id: _step(row, _previewing(row), is_started=False)
        for set_id, row in offered.items()
        if set_id in wanted
    }


def _step(row: VersionRow, address: str, *, is_started: bool) -> NextStep:
    texts = texts_in(services().library.get(db.session, row.digest), language())
    return NextStep(texts.title, texts.language, address, is_started)


def _previewing(row: VersionRow) -> str:
    return url_for("library.preview", set_id=row.set_id, version=row.version, reader=language())


def _opening(review_id: uuid.UUID) -> str:
    return url_for("reviews.overview", review_id=review_id)


def _starting(project_id: uuid.UUID, set_id: str) -> str:
    return url_for("reviews.start", project_id=project_id, set=set_id)
