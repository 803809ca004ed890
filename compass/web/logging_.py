"""One line a request, with an id that the error pages show: no query, no answer, no address."""

import logging
import secrets
import time
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, request
from flask.logging import default_handler

from compass.web.extensions import db
from compass.web.templating import LanguageEnvironment

log = logging.getLogger("compass.requests")


class Application(Flask):
    """Logs where and what went wrong; the message of an error can quote what people wrote."""

    jinja_environment = LanguageEnvironment

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Every view and hook of ours is synchronous; Flask looks at each again at each call."""
        return func

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        request_id, endpoint = g.get("request_id", ""), request.endpoint
        told = "".join(_tell(exc_info[1]))
        log.error("request=%s endpoint=%s failed\n%s", request_id, endpoint, told)


def _tell(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield from traceback.format_tb(error.__traceback__)
        yield f"{type(error).__module__}.{type(error).__qualname__}\n"
        error = error.__cause__ or error.__context__


def init_logging(app: Flask) -> None:
    log.setLevel(logging.INFO)
    if not log.hasHandlers():
        log.addHandler(default_handler)
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.request_id, g.started = secrets.token_hex(8), time.monotonic()
    db.session.info["request_id"] = g.request_id  # events take it from there


def _finish(response: Response) -> Response:
    request_id = g.get("request_id", "")
    milliseconds = (time.monotonic() - g.get("started", time.monotonic())) * 1000
    log.info(
        "request=%s method=%s endpoint=%s status=%d ms=%.0f",
        request_id,
        request.method,
        request.endpoint,
        response.status_code,
        milliseconds,
    )
    response.headers["X-Request-Id"] = request_id
    return response
