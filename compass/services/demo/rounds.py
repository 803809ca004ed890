"""How a review of the demonstration begins, and what happens to it between versions and rounds."""

import datetime as dt
from collections.abc import Iterable

from compass.db.models import Review
from compass.services import answers, moves, reviews
from compass.services.demo.people import Stage
from compass.services.demo.reading import DemoProject, DemoReview


def begin(stage: Stage, project: DemoProject, told: DemoReview, now: dt.datetime) -> Review:
    """A first round, or one that takes over the answers of the round that it follows."""
    by, target = stage.actor(project.lead), stage.set_versions[told.set_id, told.version]
    if told.follows:
        previous = stage.review((project.name, told.follows))
        return moves.carry_over(stage.session, previous, target, title=told.title, by=by, now=now)
    return reviews.start_review(
        stage.session,
        stage.project(project.name),
        set_version=target,
        title=told.title,
        language=stage.offered(target, project.language),
        by=by,
        now=now,
    )


def move_to(
    stage: Stage, project: DemoProject, review: Review, version: str, now: dt.datetime
) -> None:
    target = stage.set_versions[review.set_version.set_id, version]
    moves.move_review(stage.session, review, target, by=stage.actor(project.lead), now=now)


def confirm(
    stage: Stage,
    project: DemoProject,
    review: Review,
    addresses: Iterable[str],
    now: dt.datetime,
) -> None:
    """As the lead does, after reading them."""
    stored = answers.stored_answers(stage.session, review)
    read = {where: stored[where].version for where in addresses}
    moves.confirm_answers(stage.session, review, read, by=stage.actor(project.lead), now=now)
