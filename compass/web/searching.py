"""What a reader searches for, as every list with a search field reads it."""

from flask import request


def search_text() -> str:
    """Without NUL, which PostgreSQL refuses."""
    return request.args.get("text", "").replace("\0", "").strip()
