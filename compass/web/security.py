"""Headers of every answer, and cookies."""

from flask import Flask, Response, request, session
from flask_wtf.csrf import generate_csrf

from compass.web.current import actor_or_none, services
from compass.web.settings import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types compass"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
YEAR = 365 * 24 * 3600
WEEK = 7 * 24 * 3600
FOR_ONE = frozenset({"auth.set_password"})  # signed in or not
FOR_EVERYBODY = frozenset({"schemas.show"})  # the same for whoever asks, from wherever


def configure(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "__Host-form" if settings.is_https else "form",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "TRUSTED_HOSTS": [settings.host.rpartition(":")[0] or settings.host, settings.host],
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session lasts
    }


def init_security(app: Flask) -> None:
    app.after_request(_add_headers)
    app.context_processor(lambda: {"csrf_token": form_token})  # after the one of Flask-WTF


def form_token() -> str:
    """One for all forms, kept signed in the form cookie: Flask-WTF would sign it for each page."""
    if "form_token" not in session:
        session["form_token"] = generate_csrf()
    return str(session["form_token"])


def _add_headers(response: Response) -> Response:
    response.headers.extend(HEADERS)
    if services().settings.is_https:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    is_there = response.status_code < 400  # a page that says it is not speaks to its reader
    if is_there and request.endpoint == "static":
        if "v" in request.args:
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    elif is_there and request.endpoint in FOR_EVERYBODY:
        response.headers["Cache-Control"] = f"public, max-age={WEEK}"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response
    elif actor_or_none() or request.method == "POST" or request.endpoint in FOR_ONE:
        response.headers["Cache-Control"] = "no-store"
    else:  # with a form token that is one reader's own: nothing for a cache that many share
        response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Cookie, Accept-Language"
    return response
