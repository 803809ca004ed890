"""The stage of the demonstration: accounts, organisations and projects, and who stands on it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from compass.core.workflow import TeamRole
from compass.db.models import Organisation, Project, QuestionSetVersion, Review, User
from compass.db.queries.projects import get_project
from compass.dossier.storage import DossierStorage
from compass.services import accounts, organisations, projects, reviews
from compass.services.actors import Actor, load_actor
from compass.services.demo.reading import DemoPerson, DemoProject, read_organisations, read_people
from compass.services.dossiers import Press
from compass.services.question_sets import library

PASSWORD = "compass-demo-2026"  # noqa: S105  # printed on purpose: everything here is made up


@dataclass
class Stage:
    """What the steps need to find again."""

    session: Session
    set_versions: Mapping[tuple[str, str], QuestionSetVersion]  # by set and version
    press: Press
    storage: DossierStorage
    verify_url: str
    users: dict[str, uuid.UUID] = field(default_factory=dict)
    places: dict[str, Organisation] = field(default_factory=dict)
    projects: dict[str, uuid.UUID] = field(default_factory=dict)
    reviews: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)
    actions: dict[tuple[tuple[str, str], str], uuid.UUID] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """With the roles of this moment."""
        found = load_actor(self.session, self.users[key])
        if found is None:
            raise LookupError(key)
        return found

    def project(self, name: str) -> Project:
        found = get_project(self.session, self.projects[name])
        if found is None:
            raise LookupError(name)
        return found

    def review(self, key: tuple[str, str]) -> Review:
        found = reviews.load_review(self.session, self.reviews[key])
        if found is None:
            raise LookupError(key)
        return found

    def offered(self, version: QuestionSetVersion, language: str) -> str:
        """The language, where the question set has it; its first one otherwise."""
        languages = library.get(self.session, version.digest).languages
        return language if language in languages else languages[0]


def make_accounts(stage: Stage, *, now: dt.datetime) -> None:
    for key, name in read_organisations().items():
        stage.places[key] = organisations.create_organisation(
            stage.session, name=name, by=None, now=now
        )
    for person in read_people():
        stage.users[person.key] = _account(stage, person, now=now).id


def make_project(stage: Stage, project: DemoProject, *, now: dt.datetime) -> None:
    by = stage.actor(project.lead)
    made = projects.create_project(
        stage.session,
        organisation_id=stage.places[project.organisation].id,
        name=project.name,
        reference=project.reference,
        summary=project.summary,
        phase=project.phase,
        by=by,
        now=now,
    )
    stage.projects[project.name] = made.id
    team = dict.fromkeys(project.contributors, TeamRole.CONTRIBUTOR)
    team |= dict.fromkeys(project.viewers, TeamRole.VIEWER)
    lead = stage.actor(project.lead)
    for key, role in team.items():
        user = stage.session.get_one(User, stage.users[key])
        projects.set_member(stage.session, made, user, role, by=lead, now=now)


def _account(stage: Stage, person: DemoPerson, *, now: dt.datetime) -> User:
    """The password comes as everybody's does: by a link that works once."""
    user = accounts.create_user(
        stage.session,
        email=person.email,
        name=person.name,
        language=person.language,
        is_administrator=person.is_administrator,
        by=None,
        now=now,
    )
    for place, roles in person.roles.items():
        organisations.set_organisation_roles(
            stage.session, user, stage.places[place], roles=roles, by=None, now=now
        )
    token = accounts.issue_password_token(stage.session, user, by=None, now=now)
    return accounts.redeem_password_token(stage.session, token, PASSWORD, now=now)
