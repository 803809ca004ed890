"""Pages and saves, each through the WSGI entry of the whole application and of the floor."""

import io
import itertools
import re
from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import Client, EnvironBuilder

from benchmarks.floor import create_floor
from benchmarks.home import RATIONALE, Home
from benchmarks.timing import Call, Result, compare
from compass.web import create_app
from compass.web.blueprints import BLUEPRINTS
from compass.web.settings import Settings

AIM, ROUNDS, CALLS = 2.5, 15, 20
ADDRESS = "http://127.0.0.1:8000"


def measure_pages(home: Home) -> Iterator[Result]:
    app = create_app(Settings(home.path, "a secret key for the benchmarks alone", home.url))
    floor = create_floor(home.url)
    question = f"/questions/{home.question}"
    ours, theirs = f"/reviews/{home.ours}", f"/reviews/{home.floors}"
    yield _pages("question page", app, floor, ours + question, theirs + question, home.lead)
    yield _saves(app, floor, ours + question, theirs + question, home)
    yield _pages("review overview", app, floor, ours, theirs, home.lead)
    what = "projects, 50 of 1,000"
    yield _pages(what, app, floor, "/projects", "/projects", home.officer, "Project 0050")
    if "comparison" in BLUEPRINTS:
        what = "comparison, 1,000 reviews x 22"
        yield _pages(what, app, floor, "/compare", "/compare", home.officer, "Project 0050")


def _pages(
    what: str,
    app: Flask,
    floor: Flask,
    ours: str,
    theirs: str,
    token: str,
    expected: str = RATIONALE[:60],
) -> Result:
    wanted, (cookies, _form) = expected.encode(), _form_of(app, ours, token)
    return compare(
        what,
        _get(app, ours, cookies, wanted),
        _get(floor, theirs, cookies, wanted),
        aim=AIM,
        rounds=ROUNDS,
        calls=CALLS,
    )


def _get(app: Flask, path: str, cookies: str, wanted: bytes) -> Call:
    environ = EnvironBuilder(path, ADDRESS, headers={"Cookie": cookies}).get_environ()
    return lambda: _expect(app, environ.copy(), wanted)


def _saves(app: Flask, floor: Flask, ours: str, theirs: str, home: Home) -> Result:
    """Every save carries another text and the version that the save before it made."""
    return compare(
        "save of an answer (autosave)",
        _post(app, ours, home, *_form_of(app, ours, home.lead), b'value="%d"'),
        _post(floor, theirs, home, f"compass={home.lead}", "", b"version %d,"),
        aim=AIM,
        rounds=ROUNDS,
        calls=CALLS,
    )


def _form_of(app: Flask, path: str, token: str) -> tuple[str, str]:
    """The cookies and the CSRF token of a loaded page."""
    client = Client(app)
    client.set_cookie("compass", token, domain="127.0.0.1")
    page = client.get(path, base_url=ADDRESS)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    form = client.get_cookie("form", domain="127.0.0.1")
    assert found is not None
    assert form is not None
    return f"compass={token}; form={form.value}", found.group(1)


def _post(app: Flask, path: str, home: Home, cookies: str, csrf_token: str, wanted: bytes) -> Call:
    versions = itertools.count(1)
    form = {"csrf_token": csrf_token, "value": home.value}
    environ = EnvironBuilder(
        path,
        ADDRESS,
        method="POST",
        content_type="application/x-www-form-urlencoded",
        headers={"Cookie": cookies, "X-Autosave": "1"},
    ).get_environ()

    def save() -> None:
        version = next(versions)
        # Another text each time: the same one again would not be written.
        body = urlencode(
            {**form, "version": version, "rationale": f"{RATIONALE} {version}"}
        ).encode()
        sent = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
        _expect(app, {**environ, **sent}, wanted % (version + 1))

    return save


def _expect(app: Flask, environ: dict[str, object], wanted: bytes) -> None:
    statuses = []

    def start_response(status: str, _headers: object, _error: object = None) -> None:
        statuses.append(status)

    answer = app.wsgi_app(environ, start_response)
    body = b"".join(answer)
    answer.close()
    assert statuses == ["200 OK"], (environ["PATH_INFO"], statuses, body)
    assert wanted in body, (environ["PATH_INFO"], wanted)
