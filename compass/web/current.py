"""What a request knows: who acts, what time it is, and the services behind the pages."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from flask import current_app, g
from werkzeug.exceptions import Unauthorized

from compass.dossier.keys import KeyStore
from compass.dossier.press import DossierPress
from compass.dossier.storage import DossierStorage
from compass.services.actors import Actor
from compass.services.question_sets import SetLibrary
from compass.web.settings import Settings


@dataclass(frozen=True)
class Services:
    settings: Settings
    library: SetLibrary
    keys: KeyStore
    press: DossierPress
    storage: DossierStorage


def services() -> Services:
    return cast("Services", current_app.extensions["compass"])


def actor_or_none() -> Actor | None:
    return cast("Actor | None", g.get("actor"))


def actor() -> Actor:
    found = actor_or_none()
    if found is None:
        raise Unauthorized
    return found


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    return now().date()
