"""Administration: accounts, their roles, and organisations. No answers are read here."""

from compass.web.admin import activity, organisations, users
from compass.web.admin.blueprint import bp

__all__ = ["activity", "bp", "organisations", "users"]
