"""The blueprint itself, apart so that more than one module can add views to it."""

from flask import Blueprint

bp = Blueprint("reviews", __name__)
