"""Behind an https address cookies are bound to it and to this host, and browsers stay with it."""

import datetime as dt
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.http import parse_cookie

from compass.db.engine import upgrade
from compass.services import accounts
from compass.web import create_app
from compass.web.extensions import db
from compass.web.settings import Settings

NOW = dt.datetime.now(dt.UTC)
ADDRESS = "https://compass.example"
PASSWORD = "four words nobody guesses"
SIGN_IN = {"email": "ann@compass.example", "password": PASSWORD}


@pytest.fixture
def client(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'compass.db'}"
    app = create_app(Settings(tmp_path, "x" * 40, url, ADDRESS))
    with app.app_context():
        upgrade(db.engine)
        user = accounts.create_user(
            db.session, email=SIGN_IN["email"], name="Ann", language="en", by=None, now=NOW
        )
        accounts.set_password(db.session, user, PASSWORD)
        db.session.commit()
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def send(client: FlaskClient, address: str, data: dict[str, str]):
    page = client.get("/sign-in", base_url=ADDRESS)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text).group(1)
    return client.post(
        address,
        data={**data, "csrf_token": token},
        base_url=ADDRESS,
        headers={"Referer": f"{ADDRESS}/sign-in"},
    )


def test_every_cookie_is_for_this_host_and_for_https_alone(client) -> None:
    pages = [client.get("/sign-in", base_url=ADDRESS), send(client, "/sign-in", SIGN_IN)]
    cookies = [cookie for page in pages for cookie in page.headers.getlist("Set-Cookie")]

    assert pages[1].status_code == 303
    assert {next(iter(parse_cookie(cookie))) for cookie in cookies} == {
        "__Host-compass",
        "__Host-form",
    }
    for cookie in cookies:
        assert "Secure" in cookie, cookie
        assert "HttpOnly" in cookie, cookie
        assert "SameSite=Lax" in cookie, cookie
        assert "Path=/" in cookie, cookie
        assert "Domain" not in cookie, cookie


def test_signing_out_takes_the_cookie_away(client) -> None:
    send(client, "/sign-in", SIGN_IN)

    signed_out = send(client, "/sign-out", {})

    gone = [each for each in signed_out.headers.getlist("Set-Cookie") if "__Host-compass=;" in each]
    assert len(gone) == 1
    assert "Secure" in gone[0]
    assert client.get("/account", base_url=ADDRESS).status_code == 401


def test_browsers_are_told_to_stay_with_https(client) -> None:
    answers = [client.get(path, base_url=ADDRESS) for path in ("/sign-in", "/nothing", "/static/x")]

    assert {answer.headers["Strict-Transport-Security"] for answer in answers} == {
        "max-age=31536000; includeSubDomains"
    }


def test_the_language_cookie_is_sent_over_https_alone(client) -> None:
    [cookie] = [
        each
        for each in send(client, "/language", {"language": "nl"}).headers.getlist("Set-Cookie")
        if each.startswith("language=")
    ]

    assert "Secure" in cookie
