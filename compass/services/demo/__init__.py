"""The demonstration: made-up organisations, people and reviews, built through the services that
people use, in the order of time. Everything is marked as a demonstration."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from sqlalchemy.orm import Session

from compass.db.models import QuestionSetVersion
from compass.dossier.storage import DossierStorage
from compass.services.demo.people import PASSWORD, Stage, make_accounts, make_project
from compass.services.demo.reading import DemoProject, read_people, read_projects
from compass.services.demo.story import Step, Story
from compass.services.dossiers import Press

__all__ = ["PASSWORD", "build_demo", "read_people"]

BEFORE = dt.timedelta(days=30)  # a project exists for a month before its first review


def build_demo(
    session: Session,
    *,
    set_versions: Mapping[tuple[str, str], QuestionSetVersion],
    press: Press,
    storage: DossierStorage,
    verify_url: str,
    now: dt.datetime,
) -> None:
    """Commits after each step, as the requests of people would."""
    stage = Stage(session, set_versions, press, storage, verify_url)
    told = read_projects()
    first = min(_opened(project, now) for project in told) - BEFORE
    make_accounts(stage, now=first)
    session.commit()
    for step in sorted(_steps(stage, told, now), key=lambda step: step.at):
        step.play(step.at)
        session.commit()


def _steps(stage: Stage, told: tuple[DemoProject, ...], now: dt.datetime) -> Iterator[Step]:
    for project in told:
        yield Step(_opened(project, now), _making(stage, project))
        for review in project.reviews:
            yield from Story(stage, project, review, now).steps()


def _making(stage: Stage, project: DemoProject) -> Callable[[dt.datetime], None]:
    return lambda at: make_project(stage, project, now=at)


def _opened(project: DemoProject, now: dt.datetime) -> dt.datetime:
    first = max((review.started for review in project.reviews), default=0)
    return now - BEFORE - dt.timedelta(days=first)
