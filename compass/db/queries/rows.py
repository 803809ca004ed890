"""How rows are read: quickly for pages, and again inside the transaction that changes them."""

from collections.abc import Mapping, Sequence
from typing import TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.base import Base

Columns = TypeVarTuple("Columns")


class GoneError(Exception):
    """Somebody deleted the row since it was read."""


def read(
    session: Session, statement: sa.Select[*Columns], values: Mapping[str, object]
) -> sa.Result[*Columns]:
    """What Session.execute gives for a statement over columns, without what the ORM adds to it."""
    session.flush()
    return session.connection().execute(statement, values)


def read_again(
    session: Session, row: Base, *, columns: Sequence[str] | None = None, hold: bool = False
) -> None:
    """As it stands now; ``hold`` keeps everybody else away from it until the commit."""
    try:
        session.refresh(row, attribute_names=columns, with_for_update=hold or None)
    except sa.exc.InvalidRequestError:
        raise GoneError from None
