"""Real pages in a real Chromium: the application behind a small server, people signed in."""

import datetime as dt
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

from compass.core.loading import load_folder
from compass.core.workflow import OrganisationRole, ProjectPhase, TeamRole
from compass.db.engine import upgrade
from compass.db.models import QuestionSetVersion, User
from compass.db.queries import accounts as account_queries
from compass.services import (
    accounts,
    organisations,
    projects,
    question_sets,
    reviews,
    sessions,
)
from compass.services.actors import Actor, load_actor
from compass.web import create_app
from compass.web.extensions import db
from compass.web.settings import Settings
from tests.postgresql import MakeUrl, postgresql

__all__ = ["postgresql"]  # a fixture

Result = TypeVar("Result")
NOW = dt.datetime.now(dt.UTC)
PATIENCE = 40_000  # ms: how long a busy machine may take is not what these tests ask
expect.set_options(timeout=PATIENCE)
PEOPLE = {
    "els": OrganisationRole.MEMBER,
    "tom": OrganisationRole.MEMBER,
    "nadia": OrganisationRole.OFFICER,
}


@dataclass(frozen=True)
class Live:
    app: Flask
    address: str

    def call(self, work: Callable[[], Result]) -> Result:
        """In a thread of its own: Playwright keeps an event loop in the thread of the tests."""

        def _call() -> Result:
            with self.app.app_context():
                return work()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(_call).result()

    def token(self, email: str) -> str:
        """A sign-in without the form, which counts attempts."""
        return self.call(lambda: _sign_in(email))


@contextmanager
def _serve(home: Path, database: str = "") -> Iterator[Live]:
    relay: list[Flask] = []

    def _answer_whole(environ, start_response) -> list[bytes]:
        """In one piece: the server forgets to close a file when a browser breaks off."""
        with closing(ClosingIterator(relay[0](environ, start_response))) as parts:
            return [b"".join(parts)]

    server = make_server("127.0.0.1", 0, _answer_whole, threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"  # known before the app that needs it
    app = create_app(
        Settings(home, "x" * 40, database or f"sqlite:///{home / 'compass.db'}", address)
    )
    relay.append(app)
    site = Live(app, address)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["compass"].press.close()
    site.call(lambda: db.engine.dispose())


@pytest.fixture(scope="session", autouse=True)
def quiet_server() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory, every_kind_folder: Path) -> Iterator[Live]:
    """A small site with the set of every kind of question, and three people."""
    with _serve(tmp_path_factory.mktemp("home")) as site:
        site.call(lambda: _furnish(every_kind_folder))
        yield site


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The demonstration: reviews in every state and language, people in every role."""
    home = tmp_path_factory.mktemp("demo") / "home"
    _demonstrate(home)
    with _serve(home) as site:
        yield site


@pytest.fixture(scope="session")
def demo_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory, postgresql: MakeUrl
) -> Iterator[Live]:
    home, database = tmp_path_factory.mktemp("demo-pg") / "home", postgresql("demo")
    _demonstrate(home, COMPASS_DATABASE_URL=database)
    with _serve(home, database) as site:
        yield site


def _demonstrate(home: Path, **variables: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "compass", "demo"],
        env={**os.environ, "COMPASS_HOME": str(home), **variables},
        check=True,
        capture_output=True,
    )


@pytest.fixture
def review(live: Live) -> str:
    """The address of a new review: Els leads, Tom contributes, Nadia is the officer."""
    return live.call(_start_review)


@pytest.fixture
def review_of_new_kinds(live: Live, new_kinds_folder: Path) -> str:
    """The same with the set of newer kinds of question."""
    live.call(lambda: _register(new_kinds_folder))
    return live.call(lambda: _start_review("new-kinds"))


@pytest.fixture(scope="session")
def chromium(live: Live, demo: Live, demo_on_postgresql: Live) -> Iterator[Browser]:
    """After the sites: an app cannot be made in a thread where Playwright already runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A page as this person sees it; ``page.problems`` holds what the console complained about."""
    contexts = []

    def _visit(site: Live, email: str = "", *, js: bool = True, locale: str = "en-GB") -> Page:
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": 1280, "height": 900},
            java_script_enabled=js,
            locale=locale,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if email:
            token = site.token(email)
            context.add_cookies([{"name": "compass", "value": token, "url": site.address}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda message: _note(page, message))
        return page

    yield _visit
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(visit: Callable[..., Page], live: Live) -> Callable[..., Page]:
    """A page of the small site."""

    def _open(person: str, path: str, *, js: bool = True) -> Page:
        page = visit(live, f"{person}@compass.example", js=js)
        page.goto(path)
        return page

    return _open


def _note(page: Page, message) -> None:
    is_refused_request = message.text.startswith("Failed to load resource")  # tests provoke them
    if message.type in {"error", "warning"} and not is_refused_request:
        page.problems.append(message.text)


def _sign_in(email: str) -> str:
    user = account_queries.get_user_by_email(db.session, email)
    assert user is not None
    token = sessions.open_session(db.session, user, now=dt.datetime.now(dt.UTC))
    db.session.commit()
    return token


def _start_review(set_id: str = "every-kind") -> str:
    organisation_id = next(iter(_actor("els").organisations))
    project = projects.create_project(
        db.session,
        organisation_id=organisation_id,
        name="Parking permits",
        phase=ProjectPhase.DESIGN,
        by=_actor("els"),
        now=NOW,
    )
    els, role = _actor("els"), TeamRole.CONTRIBUTOR
    projects.set_member(db.session, project, _user("tom"), role, by=els, now=NOW)
    of_set = sa.select(QuestionSetVersion).where(QuestionSetVersion.set_id == set_id)
    version = db.session.scalars(of_set).one()
    started = reviews.start_review(
        db.session, project, set_version=version, title="One", language="en", by=els, now=NOW
    )
    db.session.commit()
    return f"/reviews/{started.id}"


def _furnish(folder: Path) -> None:
    upgrade(db.engine)
    question_sets.register(db.session, load_folder(folder), now=NOW)
    _people()
    db.session.commit()


def _register(folder: Path) -> None:
    question_sets.register(db.session, load_folder(folder), now=NOW)
    db.session.commit()


def _people() -> None:
    city = organisations.create_organisation(db.session, name="Leuven", by=None, now=NOW)
    for name, role in PEOPLE.items():
        user = accounts.create_user(
            db.session,
            email=f"{name}@compass.example",
            name=name.title(),
            language="en",
            by=None,
            now=NOW,
        )
        organisations.set_organisation_roles(db.session, user, city, roles=[role], by=None, now=NOW)


def _user(person: str) -> User:
    user = account_queries.get_user_by_email(db.session, f"{person}@compass.example")
    assert user is not None
    return user


def _actor(person: str) -> Actor:
    actor = load_actor(db.session, _user(person).id)
    assert actor is not None
    return actor
