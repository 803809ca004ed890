"""One line a request, with an id that the error pages show: no query, no answer, no address."""

import logging
import secrets
import time

from flask import Flask, Response, g, request

log = logging.getLogger("compass.requests")


def init_logging(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.request_id, g.started = secrets.token_hex(8), time.monotonic()


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
