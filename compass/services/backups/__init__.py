"""One archive of a whole home, made while people work."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from compass.db.copies import copy_database, kind_of
from compass.files import sync_folder
from compass.services.backups.manifest import (
    CERTIFICATES,
    DATABASES,
    FOLDERS,
    MAX_FILES,
    SINGLE_FILES,
    BackupError,
    Manifest,
)
from compass.services.backups.packing import describe, write_archive
from compass.services.backups.restoring import restore

__all__ = ["BackupError", "Manifest", "back_up", "restore"]


def back_up(
    home: Path, target: Path, *, database_url: str, seal_p12: str, compass: str, now: dt.datetime
) -> Manifest:
    """On return the archive is on the disk; until then there is no file of that name."""
    _refuse_existing(target)
    with tempfile.TemporaryDirectory(prefix=".compass-backup-", dir=target.parent) as name:
        folder, database = Path(name), DATABASES[kind_of(database_url)]
        # The database first: a dossier's file lies on the disk before its row exists.
        schema = copy_database(database_url, folder / database)
        sources = {database: folder / database, **_list_files(home, seal_p12)}
        if len(sources) > MAX_FILES:
            raise BackupError(f"the home has more than {MAX_FILES} files: copy it by hand")
        manifest = Manifest(
            compass=compass,
            schema=schema,
            created=now.isoformat(timespec="seconds"),
            database=kind_of(database_url),
            files={path: describe(source) for path, source in sources.items()},
        )
        made = folder / "made"
        write_archive(made, manifest, sources)
        _refuse_existing(target)
        made.rename(target)
    sync_folder(target.parent)
    return manifest


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise BackupError(f"{target} is there already: a backup never replaces another")
    if not target.parent.is_dir():
        raise BackupError(f"there is no folder {target.parent}")


def _list_files(home: Path, seal_p12: str) -> dict[str, Path]:
    return {path.relative_to(home).as_posix(): path for path in _files(home, seal_p12)}


def _files(home: Path, seal_p12: str) -> Iterator[Path]:
    for name in SINGLE_FILES:
        if (home / name).is_file():
            yield home / name
    for folder in FOLDERS:
        # Of the dossiers only what is complete: one may be in the making.
        pattern = "*.pdf" if folder == "dossiers" else "*"
        yield from sorted(path for path in (home / folder).rglob(pattern) if path.is_file())
    p12 = home / seal_p12
    if seal_p12 and not p12.is_relative_to(home / "keys"):
        if ".." in Path(seal_p12).parts or not p12.is_relative_to(home):
            raise BackupError(f"seal_p12 names {p12}, outside of the home: put it into the home")
        if p12.suffix not in CERTIFICATES:
            raise BackupError(f"seal_p12 names {p12}: it must end in .p12 or .pfx")
        if not p12.is_file():
            raise BackupError(f"seal_p12 names {p12}, which is not there")
        yield p12
