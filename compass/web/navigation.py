"""The parts of the site that a person may enter, for the header and the first page."""

from dataclasses import dataclass

from flask import Flask
from flask_babel.speaklater import LazyString

from compass.services.permissions import Right, may
from compass.web.current import actor_or_none
from compass.web.i18n import lazy_text as _l


@dataclass(frozen=True, eq=False)  # there is one of each
class Place:
    """``key``: what a page calls itself in ``nav``; ``rights``: one of them opens the door."""

    key: str
    endpoint: str
    title: LazyString
    purpose: LazyString
    rights: frozenset[Right]


PLACES = (
    Place(
        "projects",
        "projects.index",
        _l("Projects"),
        _l("See projects, who works on them, and their reviews."),
        frozenset({Right.PROJECT_VIEW, Right.PROJECT_CREATE}),
    ),
    Place(
        "inbox",
        "decisions.inbox",
        _l("Inbox"),
        _l("Read the reviews that teams handed in, and decide on them."),
        frozenset({Right.DECIDE}),
    ),
    Place(
        "comparison",
        "comparison.index",
        _l("Compare"),
        _l("See where projects stand on the same questions, side by side."),
        frozenset({Right.COMPARE}),
    ),
    Place(
        "register",
        "dossiers.register",
        _l("Dossiers"),
        _l("Find, download and verify the sealed dossiers of your organisation."),
        frozenset({Right.REGISTER}),
    ),
    Place(
        "library",
        "library.index",
        _l("Library"),
        _l("Look after the question sets: upload a version, try it, publish it, withdraw it."),
        frozenset({Right.LIBRARY}),
    ),
    Place(
        "log",
        "log.index",
        _l("Log"),
        _l("Look up who did what, and when."),
        frozenset({Right.LOG_VIEW}),
    ),
    Place(
        "admin",
        "admin.users",
        _l("Administration"),
        _l("Open and close accounts, give people a role, and add organisations."),
        frozenset({Right.ADMINISTER}),
    ),
)


def init_navigation(app: Flask) -> None:
    app.add_template_global(places)


def places() -> tuple[Place, ...]:
    who = actor_or_none()
    if who is None:
        return ()
    return tuple(place for place in PLACES if any(may(who, right) for right in place.rights))
