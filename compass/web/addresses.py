"""Where a form may send people next, and the addresses of which a page holds many."""

import re
import uuid

from flask import url_for

_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9/_.~%?&=+-]*")


def is_own_path(address: str) -> bool:
    """A path on this site and nothing else: no scheme, no host, no backslash."""
    return _OWN_PATH.fullmatch(address) is not None


def questions_address(review_id: uuid.UUID) -> str:
    """What stands before a question's id: a list of questions asks the router once, not per row."""
    return url_for("answers.question", review_id=review_id, question_id="-").removesuffix("-")
