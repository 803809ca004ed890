"""Rows read again inside the transaction that changes them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.base import Base


class GoneError(Exception):
    """Somebody deleted the row since it was read."""


def read_again(
    session: Session, row: Base, *, columns: Sequence[str] | None = None, hold: bool = False
) -> None:
    """As it stands now; ``hold`` keeps everybody else away from it until the commit."""
    try:
        session.refresh(row, attribute_names=columns, with_for_update=hold or None)
    except sa.exc.InvalidRequestError:
        raise GoneError from None
