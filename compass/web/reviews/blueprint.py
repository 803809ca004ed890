"""The blueprint itself, apart so that more than one module can add views to it."""

from flask import Blueprint

from compass.web.words import add_words

bp = Blueprint("reviews", __name__)
bp.record_once(add_words)
