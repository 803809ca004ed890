"""An installation with one sealed review, on each engine, and the command as people type it."""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from compass.cli import main
from compass.core.answers import Answer, AnswerStatus
from compass.core.workflow import OrganisationRole, Outcome, ProjectPhase
from compass.db.engine import make_engine
from compass.db.models import Organisation
from compass.dossier.keys import KeyStore
from compass.dossier.press import DossierPress
from compass.dossier.storage import DossierStorage
from compass.services import (
    accounts,
    answers,
    decisions,
    dossiers,
    organisations,
    projects,
    reviews,
    sessions,
)
from compass.services.actors import Actor, load_actor
from compass.services.question_sets import get_version

MakeUrl = Callable[[str], str]
NOW = dt.datetime.now(dt.UTC)
BASE_URL = "https://compass.example.org"


@dataclass(frozen=True)
class Place:
    """A home; ``url`` is empty where the database lies in the home."""

    home: Path
    url: str = ""

    def variables(self) -> dict[str, str]:
        return {
            "COMPASS_HOME": str(self.home),
            "COMPASS_DATABASE_URL": self.url,
            "COMPASS_BASE_URL": BASE_URL,
            "COMPASS_PROXIES": "1",
        }

    def engine(self) -> sa.Engine:
        return make_engine(self.url or f"sqlite:///{self.home / 'compass.db'}")

    def dossier(self) -> Path:
        [path] = self.home.glob("dossiers/*/*.pdf")
        return path


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Nobody changes this one."""
    return _install(Place(tmp_path_factory.mktemp("sqlite") / "home"))


@pytest.fixture(scope="session")
def on_postgresql(postgresql: MakeUrl, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Nobody changes this one either."""
    return _install(Place(tmp_path_factory.mktemp("pg") / "home", postgresql("original")))


@pytest.fixture(scope="session", params=["on_sqlite", "on_postgresql"])
def original(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def small(on_sqlite: Place, tmp_path: Path) -> Place:
    """A copy that may be changed."""
    return Place(Path(shutil.copytree(on_sqlite.home, tmp_path / "home")))


@pytest.fixture
def compass() -> Callable[..., Result]:
    return run


@pytest.fixture
def back_up(tmp_path: Path) -> Callable[[Place], Path]:
    """Makes an archive of a place, as people do it."""

    def _back_up(place: Place) -> Path:
        path = tmp_path / "backup.tar.gz"
        result = run(place, "backup", path)
        assert result.exit_code == 0, result.output
        return path

    return _back_up


def run(place: Place, *arguments: str | Path) -> Result:
    names = [str(argument) for argument in arguments]
    return CliRunner(env=place.variables()).invoke(main, names)


def _install(place: Place) -> Place:
    result = run(place, "init")
    assert result.exit_code == 0, result.output
    engine, press = place.engine(), DossierPress(KeyStore(place.home / "keys"))
    with Session(engine) as session:
        _seal_a_review(session, press, DossierStorage(place.home / "dossiers"))
        session.commit()
    press.close()
    engine.dispose()
    return place


def _seal_a_review(session: Session, press: DossierPress, storage: DossierStorage) -> None:
    city = organisations.create_organisation(session, name="City of Leuven", by=None, now=NOW)
    lead = _person(session, city, "Lea", OrganisationRole.MEMBER)
    officer = _person(session, city, "Oda", OrganisationRole.OFFICER)
    project = projects.create_project(
        session, organisation_id=city.id, name="Parking", phase=ProjectPhase.DESIGN, by=lead,
        now=NOW,
    )  # fmt: skip
    lead = load_actor(session, lead.id)  # who made the project leads it now
    version = get_version(session, "digital-ethics-compass", "1.0.0")
    review = reviews.start_review(
        session, project, set_version=version, title="Spring", language="en", by=lead, now=NOW
    )
    answers.save_answer(
        session, review, "data-minimisation", Answer(AnswerStatus.ANSWERED, "partly"),
        is_flagged=False, expected_version=0, by=lead, now=NOW,
    )  # fmt: skip
    reviews.hand_in(session, review, confirmed_open=True, by=lead, now=NOW)
    decisions.decide(
        session, review, outcome=Outcome.GO, reason="Well thought through.", by=officer, now=NOW
    )
    dossiers.issue(
        session, review, language="en", press=press, storage=storage, by=lead, now=NOW,
        verify_url=f"{BASE_URL}/verify",
    )  # fmt: skip


def _person(session: Session, city: Organisation, name: str, role: OrganisationRole) -> Actor:
    email = f"{name.lower()}@example.org"
    user = accounts.create_user(session, email=email, name=name, language="en", by=None, now=NOW)
    organisations.set_organisation_roles(session, user, city, roles=[role], by=None, now=NOW)
    sessions.open_session(session, user, now=NOW)
    accounts.issue_password_token(session, user, by=None, now=NOW)
    actor = load_actor(session, user.id)
    assert actor is not None
    return actor
