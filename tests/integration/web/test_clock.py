"""The clock of the pages: the one that the installation is set to, or UTC, and then it is said."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import render_template_string

from compass.db.models import Organisation
from compass.services.events import EventKind, record
from compass.web.extensions import db
from compass.web.settings import StartupError, read_settings

LONG_AGO = dt.datetime(1999, 7, 1, 22, 30, tzinfo=dt.UTC)
LATE = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)


def set_clock(site, monkeypatch, zone: str) -> None:
    services = site.app.extensions["compass"]
    changed = replace(services, settings=replace(services.settings, time_zone=zone))
    monkeypatch.setitem(site.app.extensions, "compass", changed)


@pytest.fixture
def in_brussels(site, monkeypatch) -> None:
    set_clock(site, monkeypatch, "Europe/Brussels")


@pytest.mark.parametrize(
    ("zone", "language", "words"),
    [
        ("UTC", "en", "1 July 2026, 22:30 UTC; 1 July 2026; 1 July 2026, 22:30; UTC"),
        (
            "Europe/Brussels",
            "en",
            "2 July 2026, 00:30; 2 July 2026; 2 July 2026, 00:30; Europe/Brussels",
        ),
        (
            "Europe/Brussels",
            "de",
            "2. Juli 2026, 00:30; 2. Juli 2026; 2. Juli 2026, 00:30; Europe/Brussels",
        ),
    ],
)
def test_moments_are_told_by_the_clock_of_the_installation(
    site, monkeypatch, zone: str, language: str, words: str
) -> None:
    set_clock(site, monkeypatch, zone)
    template = "{{ late|datetime_ }}; {{ late|date }}; {{ late|minute }}; {{ time_zone() }}"

    with site.app.test_request_context(headers={"Accept-Language": language}):
        told = render_template_string(template, late=LATE)

    assert told == words


@pytest.mark.parametrize("zone", ["Europe/Brussel", "../../etc/passwd"])
def test_a_clock_that_does_not_exist_is_refused(tmp_path, zone: str) -> None:
    with pytest.raises(StartupError, match="Europe/Brussels"):
        read_settings({"COMPASS_HOME": str(tmp_path), "COMPASS_TIME_ZONE": zone})


@pytest.fixture
def happened_late(site) -> None:
    """After midnight in Brussels, before it in UTC."""
    with site.app.app_context():
        place = db.session.scalar(sa.select(Organisation.id).where(Organisation.name == "Mobility"))
        kind = EventKind.ORGANISATION_UPDATED
        record(db.session, kind, at=LONG_AGO, actor_id=None, organisation_id=place)
        db.session.commit()


@pytest.mark.usefixtures("in_brussels", "happened_late")
def test_the_log_goes_by_the_clock_of_the_installation_and_names_it_once(site) -> None:
    reader = site.client("stranger")

    found = reader.get("/log?from=1999-07-02&to=1999-07-02").text
    day_before = reader.get("/log?from=1999-07-01&to=1999-07-01").text

    assert "2 July 1999, 00:30" in found
    assert found.count("Europe/Brussels") == 1
    assert "Nothing found" in day_before


@pytest.mark.usefixtures("in_brussels")
@pytest.mark.parametrize("asked", ["from=0001-01-01", "to=9999-12-31"])
@pytest.mark.parametrize("address", ["/log", "/dossiers"])
def test_the_ends_of_the_calendar_are_days_too(site, address: str, asked: str) -> None:
    assert site.client("auditor").get(f"{address}?{asked}").status_code == 200


@pytest.mark.usefixtures("in_brussels")
def test_the_register_names_its_clock_once(site) -> None:
    assert site.client("auditor").get("/dossiers").text.count("Europe/Brussels") == 1
