"""``compass question-sets preview``: a folder as a team sees it, in a compass that is thrown away.

An officer who exists for the occasion is signed in by the address that is printed; each time it is
opened the folder is read again."""

import datetime as dt
import logging
import secrets
import signal
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from flask import Flask, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from compass.cli.output import FaultsFound
from compass.core.faults import Fault, FaultsError
from compass.core.loading import load_folder
from compass.core.workflow import OrganisationRole
from compass.db.engine import upgrade
from compass.db.models import User
from compass.db.queries.accounts import get_user_by_email
from compass.services import accounts, organisations, publication, sessions
from compass.services.actors import COMMAND_LINE, load_actor
from compass.web import access, create_app
from compass.web.extensions import db
from compass.web.settings import LANGUAGES, Settings
from compass.web.sign_in import remember

OFFICER = "officer@preview.invalid"


@click.command("preview")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--port", default=0, help="Default: a free one.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def preview(folder: Path, port: int, language: str) -> None:
    """Show the version in FOLDER as a team sees it, on this machine only. Ctrl-C ends it."""
    try:
        load_folder(folder)
    except FaultsError as error:
        raise FaultsFound(error.faults) from None
    with tempfile.TemporaryDirectory(prefix="compass-preview-") as home:
        relay: list[Flask] = []
        server = _server(relay, port)
        base_url = f"http://127.0.0.1:{server.server_port}"
        app, path = throw_away_app(folder, Path(home), base_url=base_url, language=language)
        relay.append(app)
        logging.getLogger("compass.requests").setLevel(logging.WARNING)
        click.echo(f"{base_url}{path}\nOpen it again after a change of the files.")
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # it throws away as well
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
        finally:
            server.server_close()
            close(app)


def throw_away_app(folder: Path, home: Path, *, base_url: str, language: str) -> tuple[Flask, str]:
    """The application, and the path that reads the folder and signs in."""
    database = f"sqlite:///{home / 'compass.db'}"
    app = create_app(Settings(home, secrets.token_hex(32), database, base_url))
    with app.app_context():
        upgrade(db.engine)
        _make_officer(language)
        db.session.commit()
    path = f"/begin/{secrets.token_urlsafe(16)}"
    app.add_url_rule(path, "begin", access.public(lambda: _begin(folder)))
    return app, path


def close(app: Flask) -> None:
    app.extensions["compass"].press.close()
    with app.app_context():
        db.engine.dispose()


def _begin(folder: Path) -> ResponseReturnValue:
    try:
        question_set = load_folder(folder)
    except FaultsError as error:
        return _page(error.faults), 422, {"Content-Type": "text/plain; charset=utf-8"}
    now = dt.datetime.now(dt.UTC)
    officer = _officer()
    actor = load_actor(db.session, officer.id)
    assert actor is not None  # noqa: S101  # made together with the application
    publication.upload(db.session, question_set, by=actor, now=now)
    token = sessions.open_session(db.session, officer, now=now)
    db.session.commit()
    here = url_for("library.preview", set_id=question_set.id, version=question_set.version)
    return remember(make_response(redirect(here, 303)), token)


def _page(faults: Sequence[Fault]) -> str:
    return "\n".join(str(fault) for fault in faults)


def _make_officer(language: str) -> None:
    now = dt.datetime.now(dt.UTC)
    place = organisations.create_organisation(db.session, name="Preview", by=COMMAND_LINE, now=now)
    officer = accounts.create_user(
        db.session, email=OFFICER, name="Preview", language=language, by=COMMAND_LINE, now=now
    )
    organisations.set_organisation_roles(
        db.session, officer, place, roles=[OrganisationRole.OFFICER], by=COMMAND_LINE, now=now
    )


def _officer() -> User:
    officer = get_user_by_email(db.session, OFFICER)
    assert officer is not None  # noqa: S101  # made together with the application
    return officer


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """The person sees the page; a line for each request would say nothing more."""


def _server(relay: Sequence[Flask], port: int) -> BaseWSGIServer:
    """Made before the application, which has to know its address."""
    return make_server(
        "127.0.0.1", port, lambda *call: relay[0](*call), threaded=True, request_handler=_Quiet
    )
