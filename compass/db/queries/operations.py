"""What whoever operates the installation asks of the database."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db.models import Dossier, Event


def list_dossier_files(session: Session) -> list[str]:
    """The SHA-256 of every file that the register promises."""
    return list(session.scalars(sa.select(Dossier.file_sha256).order_by(Dossier.issued_at)))


def last_event_at(session: Session) -> dt.datetime | None:
    return session.scalar(sa.select(sa.func.max(Event.at)))
