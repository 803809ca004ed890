"""The web application on a fresh SQLite home, with people in every role."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from compass.core.loading import load_folder
from compass.core.workflow import OrganisationRole, ProjectPhase, TeamRole
from compass.db.engine import upgrade
from compass.db.models import Project, QuestionSetVersion, User
from compass.db.queries import accounts as accounts_queries
from compass.resources import resource
from compass.services import accounts, organisations, projects, question_sets, reviews, sessions
from compass.services.actors import Actor, load_actor
from compass.web import create_app
from compass.web.extensions import db
from compass.web.settings import Settings

PASSWORD = "four words nobody guesses"
NOW = dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Site:
    app: Flask
    project_id: uuid.UUID
    set_version_id: int

    def client(self, person: str | None = None) -> FlaskClient:
        """A browser; signed in as this person where one is named."""
        client = self.app.test_client()
        if person is not None:  # not through the form: it counts attempts
            with self.app.app_context():
                token = sessions.open_session(
                    db.session, _user(person), now=dt.datetime.now(dt.UTC)
                )
                db.session.commit()
            client.set_cookie("compass", token)
        return client


@pytest.fixture(scope="session")
def post():
    return _post


def _post(client: FlaskClient, address: str, data: dict, form: str | None = None):
    """Send a form as a person does: load its page, take the token, fill it in."""
    page = client.get(form or address)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token is not None, page.text
    return client.post(address, data={**data, "csrf_token": token.group(1)})


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, every_kind_folder: Path) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    yield from _serve(home, f"sqlite:///{home / 'compass.db'}", every_kind_folder)


@pytest.fixture(scope="session")
def site_on_postgresql(
    postgresql: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
    every_kind_folder: Path,
) -> Iterator[Site]:
    yield from _serve(tmp_path_factory.mktemp("home"), postgresql("site"), every_kind_folder)


@pytest.fixture(scope="session")
def site_of_new_kinds(
    tmp_path_factory: pytest.TempPathFactory, new_kinds_folder: Path
) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    yield from _serve(home, f"sqlite:///{home / 'compass.db'}", new_kinds_folder)


@pytest.fixture(scope="session")
def site_of_prescan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Reviews are of the pre-scan; the compass, to which it leads, is there too."""
    home = tmp_path_factory.mktemp("home")
    shipped = resource("question_sets")
    prescan = Path(str(shipped / "compass-prescan" / "1.0.0"))
    for site in _serve(home, f"sqlite:///{home / 'compass.db'}", prescan):
        with site.app.app_context():
            for version in ("1.0.0", "2.0.0"):
                compass = load_folder(Path(str(shipped / "digital-ethics-compass" / version)))
                question_sets.register(db.session, compass, now=NOW)
            db.session.commit()
        yield site


@pytest.fixture(scope="session")
def site_of_versions(
    tmp_path_factory: pytest.TempPathFactory, every_kind_folder: Path
) -> Iterator[Site]:
    """For tests that register versions: what others are offered stays as it is."""
    home = tmp_path_factory.mktemp("home")
    yield from _serve(home, f"sqlite:///{home / 'compass.db'}", every_kind_folder)


def _serve(home: Path, url: str, every_kind_folder: Path) -> Iterator[Site]:
    app = create_app(Settings(home, "x" * 40, url, "http://localhost"))
    with app.app_context():
        upgrade(db.engine)
        version = question_sets.register(db.session, load_folder(every_kind_folder), now=NOW)
        project_id = _people_and_project()
        db.session.commit()
        version_id = version.id
    yield Site(app, project_id, version_id)
    app.extensions["compass"].press.close()
    with app.app_context():
        db.engine.dispose()


def _people_and_project() -> uuid.UUID:
    home = organisations.create_organisation(db.session, name="Social affairs", by=None, now=NOW)
    other = organisations.create_organisation(db.session, name="Mobility", by=None, now=NOW)
    lead = _person("lead", home, OrganisationRole.MEMBER)
    _person("colleague", home, OrganisationRole.MEMBER)
    _person("officer", home, OrganisationRole.OFFICER)
    _person("auditor", home, OrganisationRole.AUDITOR)
    _person("stranger", other, OrganisationRole.OFFICER, OrganisationRole.AUDITOR)
    actor = load_actor(db.session, lead.id)
    project = projects.create_project(
        db.session,
        organisation_id=home.id,
        name="Housing benefit assistant",
        phase=ProjectPhase.BUILD,
        by=actor,
        now=NOW,
    )
    return project.id


def _person(name, organisation, *roles: OrganisationRole) -> User:
    email = f"{name}@compass.example"
    user = accounts.create_user(
        db.session, email=email, name=f"{name.title()} Peeters", language="en", by=None, now=NOW
    )
    accounts.set_password(db.session, user, PASSWORD)
    organisations.set_organisation_roles(
        db.session, user, organisation, roles=roles, by=None, now=NOW
    )
    return user


@dataclass(frozen=True)
class Draft:
    """A review that nobody else touches: where its pages are."""

    project: str
    review: str

    def question(self, question_id: str) -> str:
        return f"{self.review}/questions/{question_id}"


@pytest.fixture
def draft(site: Site) -> Draft:
    """Led by the lead, with the colleague as contributor."""
    with site.app.app_context():
        project = projects.create_project(
            db.session,
            organisation_id=db.session.get_one(Project, site.project_id).organisation_id,
            name="Parking permits",
            phase=ProjectPhase.DESIGN,
            by=_actor("lead"),
            now=NOW,
        )
        projects.set_member(
            db.session,
            project,
            _user("colleague"),
            TeamRole.CONTRIBUTOR,
            by=_actor("lead"),
            now=NOW,
        )
        started = reviews.start_review(
            db.session,
            project,
            set_version=db.session.get_one(QuestionSetVersion, site.set_version_id),
            title="First round",
            language="en",
            by=_actor("lead"),
            now=NOW,
        )
        db.session.commit()
        return Draft(f"/projects/{project.id}", f"/reviews/{started.id}")


def _actor(person: str) -> Actor:
    actor = load_actor(db.session, _user(person).id)
    assert actor is not None
    return actor


def _user(person: str) -> User:
    user = accounts_queries.get_user_by_email(db.session, f"{person}@compass.example")
    assert user is not None
    return user
