"""The clock of the pages: the one that the installation is set to, or UTC, and then it is said."""

import datetime as dt
from dataclasses import replace

import pytest
from flask import render_template_string

from compass.web.settings import StartupError, read_settings

LATE = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("zone", "language", "words"),
    [
        ("UTC", "en", "1 July 2026, 22:30 UTC; 1 July 2026; 1 July 2026, 22:30"),
        ("Europe/Brussels", "en", "2 July 2026, 00:30; 2 July 2026; 1 July 2026, 22:30"),
        ("Europe/Brussels", "de", "2. Juli 2026, 00:30; 2. Juli 2026; 1. Juli 2026, 22:30"),
    ],
)
def test_moments_are_told_by_the_clock_of_the_installation(
    site, monkeypatch, zone: str, language: str, words: str
) -> None:
    services = site.app.extensions["compass"]
    changed = replace(services, settings=replace(services.settings, time_zone=zone))
    monkeypatch.setitem(site.app.extensions, "compass", changed)
    template = "{{ late|datetime_ }}; {{ late|date }}; {{ late|utc }}"

    with site.app.test_request_context(headers={"Accept-Language": language}):
        told = render_template_string(template, late=LATE)

    assert told == words


@pytest.mark.parametrize("zone", ["Europe/Brussel", "../../etc/passwd"])
def test_a_clock_that_does_not_exist_is_refused(tmp_path, zone: str) -> None:
    with pytest.raises(StartupError, match="Europe/Brussels"):
        read_settings({"COMPASS_HOME": str(tmp_path), "COMPASS_TIME_ZONE": zone})
