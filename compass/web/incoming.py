"""What a request may carry, and that all of it is here before anybody asks who sent it."""

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge

MOST_FIELDS = 1000
LARGEST_FORM = 1024 * 1024  # with all its letters escaped twice, as a form that came too late
LARGEST_UPLOAD = 33 * 1024 * 1024
UPLOADS = frozenset({"verification.index", "library.upload"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
_WITH_FILES = "multipart/form-data"


def init_incoming(app: Flask) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FIELDS,
    )
    app.before_request(_make_room)


def take_in() -> None:
    """Whoever sends the last byte late acts by the rights of that moment, not of the first byte.

    Fields are counted before they are parsed: each takes far more memory than it has letters."""
    if request.method in READING:
        return
    if request.mimetype == _WITH_FILES:
        _ = request.form  # parsed piece by piece, within the limits above
    elif request.get_data().count(b"&") >= MOST_FIELDS:
        raise RequestEntityTooLarge


def _make_room() -> None:
    if request.endpoint in UPLOADS and request.mimetype == _WITH_FILES:
        request.max_content_length = LARGEST_UPLOAD
