"""Where the pages of administration are registered."""

from flask import Blueprint

bp = Blueprint("admin", __name__, url_prefix="/admin")
