"""A backup becomes a home: checked whole, built beside, put in its place in one step."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic.util import CommandError

from compass.db.copies import is_known_revision, kind_of, put_back, sqlite_path
from compass.db.engine import make_engine, upgrade
from compass.db.models import PasswordToken
from compass.db.models import Session as SignIn
from compass.services.backups.manifest import DATABASES, BackupError, Manifest
from compass.services.backups.unpacking import check_archive, unpack

FindUrl = Callable[[Path], str]


def restore(archive: Path, home: Path, *, find_url: FindUrl) -> Manifest:
    """``find_url`` reads the settings of the folder it is given, for the address of the database.

    Nothing is written before all of the archive is checked."""
    home = home.resolve()
    _refuse_used(home)
    manifest = check_archive(archive)
    if not is_known_revision(manifest.schema):
        raise BackupError(
            f"the backup comes from compass {manifest.compass}, which is newer: install that first"
        )
    home.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{home.name}.restore-", dir=home.parent))
    try:
        unpack(archive, manifest, stage)
        _restore_database(find_url(stage), manifest, stage, home)
        _refuse_used(home)
        stage.rename(home)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return manifest


def _refuse_used(home: Path) -> None:
    if home.is_mount():
        raise BackupError(f"{home} is a mount point: name a folder inside it as the home")
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise BackupError(f"{home} is in use: a restore needs a home that is new or empty")


def _restore_database(url: str, manifest: Manifest, stage: Path, home: Path) -> None:
    if kind_of(url) != manifest.database:
        raise BackupError(
            f"the backup holds a database of {manifest.database}, but the settings name one of "
            f"{kind_of(url)}: set database_url"
        )
    if manifest.database == "sqlite":
        url = _beside(url, stage, home)
    source = stage / DATABASES[manifest.database]
    put_back(url, source)
    source.unlink(missing_ok=True)
    _bring_up_to_date(url)


def _beside(url: str, stage: Path, home: Path) -> str:
    """The address while the home is being built; the settings may name the one afterwards."""
    path = sqlite_path(url)
    if path.is_relative_to(stage):
        return url
    if not path.is_relative_to(home):
        raise BackupError(
            f"the settings put the database outside of the home, at {path}: restore with "
            f"COMPASS_DATABASE_URL=sqlite:///{home / 'compass.db'}, then move the file"
        )
    inside = stage / path.relative_to(home)
    inside.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return f"sqlite:///{inside}"


def _bring_up_to_date(url: str) -> None:
    engine = make_engine(url)
    try:
        if engine.dialect.name == "sqlite":
            _check_sqlite(engine)
        upgrade(engine)
        with engine.begin() as connection:
            for used_since in (SignIn, PasswordToken):  # they would live again
                connection.execute(sa.delete(used_since))
    except (sa.exc.SQLAlchemyError, CommandError) as error:
        raise BackupError(f"the database of the backup cannot be used: {error}") from None
    finally:
        engine.dispose()


def _check_sqlite(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
    if found != ["ok"]:
        raise BackupError(f"the database of the backup is damaged: {found[0]}")
