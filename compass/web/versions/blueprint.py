"""The blueprint itself, apart so that more than one module can add views to it."""

from flask import Blueprint

from compass.web.versions.words import add_words

bp = Blueprint("versions", __name__)
bp.record_once(add_words)
