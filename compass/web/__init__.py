"""The web application: create_app() is its table of contents."""

import datetime as dt
from importlib import import_module
from inspect import iscoroutinefunction

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from compass.core.published import check_published
from compass.db.engine import engine_options, install_sqlite_events
from compass.dossier.keys import KeysError, KeyStore
from compass.dossier.press import DossierPress
from compass.dossier.storage import DossierStorage
from compass.resources import resource
from compass.services import question_sets
from compass.web.access import init_access
from compass.web.addresses import init_addresses
from compass.web.blueprints import BLUEPRINTS
from compass.web.current import Services, actor_or_none
from compass.web.errors import init_errors
from compass.web.extensions import babel, csrf, db
from compass.web.filters import init_filters
from compass.web.i18n import TRANSLATIONS, choose_locale, init_translations
from compass.web.incoming import init_incoming
from compass.web.logging_ import Application, init_logging
from compass.web.navigation import init_navigation
from compass.web.security import configure, init_security
from compass.web.settings import Settings, StartupError, read_settings
from compass.web.sign_in import init_sign_in


def create_app(settings: Settings | None = None) -> Flask:
    """Raises StartupError where a setting is bad; the message says what to do."""
    settings = settings or read_settings()
    check_question_sets()
    app = Application(
        __name__, template_folder=str(resource("templates")), static_folder=str(resource("static"))
    )
    app.config.update(configure(settings))
    app.extensions["compass"] = make_services(settings)
    init_proxies(app, settings)
    init_database(app, settings)
    babel.init_app(app, default_translation_directories=TRANSLATIONS, locale_selector=choose_locale)
    init_translations(app)
    init_logging(app)
    init_incoming(app)
    init_sign_in(app)
    init_access(app)
    init_addresses(app)
    csrf.init_app(app)
    init_security(app)
    init_errors(app)
    init_filters(app)
    init_navigation(app)
    init_blueprints(app)
    return app


def check_question_sets() -> None:
    """A published version whose files were touched must never be asked."""
    if faults := check_published(resource("question_sets")):
        raise StartupError("\n".join(str(fault) for fault in faults))


def make_services(settings: Settings) -> Services:
    p12 = settings.home / settings.seal_p12 if settings.seal_p12 else None
    keys = KeyStore(settings.home / "keys", p12, settings.seal_passphrase)
    try:
        keys.ensure(dt.datetime.now(dt.UTC))
    except KeysError as error:
        raise StartupError(str(error)) from None
    storage = DossierStorage(settings.home / "dossiers")
    return Services(settings, question_sets.library, keys, DossierPress(keys), storage)


def init_proxies(app: Flask, settings: Settings) -> None:
    """Only who asks is taken from proxies: our address is a setting, and so is https."""
    if settings.proxy_count:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask says
            app.wsgi_app, x_for=settings.proxy_count, x_proto=0, x_host=0
        )


def init_database(app: Flask, settings: Settings) -> None:
    app.config["SQLALCHEMY_ENGINES"] = {"default": engine_options(settings.database_url)}
    db.init_app(app)
    # Lite closes asynchronous sessions too; we have none, and Flask would start a thread for it.
    app.teardown_appcontext_funcs = [
        close for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)
    ]
    with app.app_context():
        install_sqlite_events(db.engine)


def init_blueprints(app: Flask) -> None:
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(f"compass.web.{name}").bp)
    app.jinja_env.globals["actor_or_none"] = actor_or_none
    app.jinja_env.globals["is_demo"] = app.extensions["compass"].settings.is_demo
