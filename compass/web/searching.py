"""What a reader searches for and the page asked for, as every list reads them."""

from flask import request


def search_text() -> str:
    """Without NUL, which PostgreSQL refuses."""
    return request.args.get("text", "").replace("\0", "").strip()


def page_number() -> int:
    """The first page where the address names none; fetching it puts right what is out of range."""
    return request.args.get("page", 1, type=int)
