"""What only one row may have: the database decides, also between two at the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.services.errors import TakenError


@contextmanager
def only_one_has(session: Session, field: str) -> Iterator[None]:
    """Write inside; raises TakenError when another row has it, and what was done before stays."""
    try:
        with session.begin_nested():
            yield
    except sa.exc.IntegrityError:
        raise TakenError(field) from None
