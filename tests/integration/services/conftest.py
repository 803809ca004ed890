"""A small world: two organisations, people of every role, a project with its team."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from compass.core.answers import Answer, AnswerStatus
from compass.core.loading import load_folder
from compass.core.workflow import OrganisationRole, ProjectPhase, TeamRole
from compass.db.models import Organisation, Project, QuestionSetVersion, Review, User
from compass.services import accounts, answers, organisations, projects, question_sets, reviews
from compass.services.actors import Actor, load_actor

SHIPPED = Path(__file__).parents[3] / "question_sets"
ADMINISTRATOR = None  # the command line acts without an account


@dataclass
class World:
    """Builds through the same services that people use. Time stands still until ``later``."""

    session: Session
    now: dt.datetime = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
    _actors: dict[str, User] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def later(self, **delta: float) -> dt.datetime:
        self.now += dt.timedelta(**delta)
        return self.now

    def organisation(self, name: str) -> Organisation:
        return organisations.create_organisation(
            self.session, name=name, by=ADMINISTRATOR, now=self.now
        )

    def user(self, name: str, organisation: Organisation | None, *roles: OrganisationRole) -> User:
        user = accounts.create_user(
            self.session,
            email=f"{name.lower()}@example.org",
            name=name,
            language="en",
            by=ADMINISTRATOR,
            now=self.now,
        )
        if organisation is not None:
            organisations.set_organisation_roles(
                self.session, user, organisation, roles=roles, by=ADMINISTRATOR, now=self.now
            )
        self._actors[name] = user
        return user

    def actor(self, name: str) -> Actor:
        """With the roles of this moment."""
        actor = load_actor(self.session, self._actors[name].id)
        assert actor is not None
        return actor

    def project(self, organisation: Organisation, lead: str, name: str = "Parking") -> Project:
        return projects.create_project(
            self.session,
            organisation_id=organisation.id,
            name=name,
            reference="PRK-1",
            phase=ProjectPhase.DESIGN,
            by=self.actor(lead),
            now=self.now,
        )

    def join(self, project: Project, name: str, role: TeamRole, *, by: str = "Lea") -> None:
        projects.set_member(
            self.session, project, self._actors[name], role, by=self.actor(by), now=self.now
        )

    def leave(self, project: Project, name: str, *, by: str = "Lea") -> None:
        projects.remove_member(
            self.session, project, self._actors[name], by=self.actor(by), now=self.now
        )

    def set_version(self, folder: Path) -> QuestionSetVersion:
        row = question_sets.register(self.session, load_folder(folder), now=self.now)
        version = question_sets.get_version(self.session, row.set_id, row.version)
        assert version is not None
        return version

    def review(
        self, project: Project, version: QuestionSetVersion, *, by: str = "Lea", title: str = "One"
    ) -> Review:
        return reviews.start_review(
            self.session,
            project,
            set_version=version,
            title=title,
            language="en",
            by=self.actor(by),
            now=self.now,
        )

    def save(
        self,
        review: Review,
        question_id: str,
        value: str | tuple[str, ...] | None = None,
        *,
        by: str = "Lea",
        version: int | None = None,
        status: AnswerStatus = AnswerStatus.ANSWERED,
        **texts: str,
    ) -> answers.SavedAnswer:
        stored = answers.stored_answer(self.session, review, question_id)
        return answers.save_answer(
            self.session,
            review,
            question_id,
            Answer(status, value, **texts),
            is_flagged=False,
            expected_version=stored.version if version is None else version,
            by=self.actor(by),
            now=self.now,
        )

    def hand_in(self, review: Review) -> None:
        reviews.hand_in(
            self.session, review, confirmed_open=True, by=self.actor("Lea"), now=self.now
        )


@pytest.fixture(scope="session")
def shipped_sets() -> Path:
    return SHIPPED


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


@pytest.fixture
def city(world: World) -> Organisation:
    """Lea, Carl and Vera can be in teams; Oda and Olaf are officers, Aldo is the auditor."""
    city = world.organisation("City of Leuven")
    for name in ("Lea", "Carl", "Vera"):
        world.user(name, city, OrganisationRole.MEMBER)
    for name in ("Oda", "Olaf"):
        world.user(name, city, OrganisationRole.OFFICER, OrganisationRole.MEMBER)
    world.user("Aldo", city, OrganisationRole.AUDITOR)
    return city


@pytest.fixture
def harbour(world: World) -> Organisation:
    """Another organisation, with people of its own who must see nothing of the city."""
    harbour = world.organisation("Harbour of Ghent")
    world.user("Hugo", harbour, OrganisationRole.OFFICER, OrganisationRole.AUDITOR)
    world.user("Hilde", harbour, OrganisationRole.MEMBER)
    return harbour


@pytest.fixture
def project(world: World, city: Organisation) -> Project:
    project = world.project(city, "Lea")
    world.join(project, "Carl", TeamRole.CONTRIBUTOR)
    world.join(project, "Vera", TeamRole.VIEWER)
    return project


@pytest.fixture
def version(world: World, every_kind_folder: Path) -> QuestionSetVersion:
    """Every kind of question and every condition."""
    return world.set_version(every_kind_folder)


@pytest.fixture
def review(world: World, project: Project, version: QuestionSetVersion) -> Review:
    return world.review(project, version)
