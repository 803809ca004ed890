"""What the server writes about requests: enough to find a fault, nothing of what people wrote."""

import datetime as dt
import logging
import re

import pytest
from sqlalchemy.orm import Session

from compass.db.models import User
from compass.services import projects as project_service

TEXT = "Citizen 85.07.30-033.28 lost her benefit"
EMAIL = "lead@compass.example"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture):
    """Everything that is logged from here on, as it would be written."""
    caplog.set_level(logging.INFO)
    return lambda: caplog.text


@pytest.fixture
def broken(site_on_postgresql, monkeypatch: pytest.MonkeyPatch):
    """The list of projects fails as a database does that quotes the row it refuses."""

    def fail(session: Session, *_arguments: object, **_filters: object) -> None:
        session.add(User(email=EMAIL, name=TEXT, created_at=dt.datetime.now(dt.UTC)))
        session.flush()

    monkeypatch.setattr(project_service, "list_my_projects", fail)
    return site_on_postgresql


def test_a_request_is_one_line_with_the_id_that_the_answer_carries(site, lines) -> None:
    answer = site.client("lead").get("/projects?text=secret")

    line = rf"request={answer.headers['X-Request-Id']} method=GET endpoint=\S+ status=200 ms=\d+"
    assert re.search(line, lines())
    assert "secret" not in lines()


def test_answers_never_stand_in_the_log(site, draft, post, lines) -> None:
    lead = site.client("lead")
    address = draft.question("nickname")

    saved = post(lead, address, {"version": "0", "value": TEXT, "rationale": TEXT, "do": "save"})
    stale = post(lead, address, {"version": "0", "value": f"{TEXT}!", "do": "save"})

    assert (saved.status_code, stale.status_code) == (303, 409)
    assert "status=303" in lines()
    assert TEXT not in lines()


@pytest.mark.parametrize("password", ["four words nobody guesses", "wrong password of somebody"])
def test_addresses_and_passwords_never_stand_in_the_log(site, post, lines, password) -> None:
    post(site.client(), "/sign-in", {"email": EMAIL, "password": password})

    assert "endpoint=auth." in lines()
    assert EMAIL not in lines()
    assert password not in lines()


def test_a_failure_says_where_and_never_what_people_wrote(broken, lines) -> None:
    answer = broken.client("lead").get("/projects")

    assert answer.status_code == 500
    assert f"request={answer.headers['X-Request-Id']} endpoint=projects.index failed" in lines()
    assert "test_log_lines.py" in lines()
    assert "psycopg.errors.UniqueViolation" in lines()
    assert EMAIL not in lines()
    assert TEXT not in lines()
