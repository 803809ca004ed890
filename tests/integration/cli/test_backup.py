"""A backup of a whole home becomes the same home again, on both engines."""

import datetime as dt
import json
import os
import stat
import tarfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.db import models

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def archive(back_up, original) -> Path:
    return back_up(original)


@pytest.fixture
def fresh(original, request: pytest.FixtureRequest, tmp_path: Path):
    """Where nothing is yet: another home, and another database where the original has one."""
    make_url = request.getfixturevalue("postgresql") if original.url else lambda _name: ""
    return type(original)(tmp_path / "restored", make_url(tmp_path.name))


@pytest.fixture
def restored(compass, archive, fresh):
    result = compass(fresh, "restore", archive)
    assert result.exit_code == 0, result.output
    return fresh


def engine_of(place) -> str:
    return "postgresql" if place.url else "sqlite"


def rows(place, model) -> list:
    engine = place.engine()
    with Session(engine) as session:
        found = list(session.scalars(sa.select(model)))
    engine.dispose()
    return found


def test_the_restored_dossier_still_verifies_as_genuine(compass, restored) -> None:
    result = compass(restored, "dossier", "verify", restored.dossier())

    assert "genuine" in result.stdout
    assert result.exit_code == 0


def test_reviews_answers_and_events_are_there(original, restored) -> None:
    [review] = rows(restored, models.Review)
    [answer] = rows(restored, models.Answer)

    assert (review.title, answer.value) == ("Spring", '"partly"')
    assert len(rows(restored, models.Event)) == len(rows(original, models.Event)) > 0


def test_events_still_refuse_to_change_after_a_restore(restored) -> None:
    engine = restored.engine()

    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="append-only"):
        connection.execute(sa.delete(models.Event))

    engine.dispose()


def test_what_opened_a_door_once_opens_none_after_a_restore(original, restored) -> None:
    doors = (models.Session, models.PasswordToken)

    assert [len(rows(original, door)) for door in doors] == [2, 2]
    assert [rows(restored, door) for door in doors] == [[], []]


def test_every_file_of_the_restored_home_is_for_its_owner_alone(original, restored) -> None:
    paths = [restored.home, *restored.home.rglob("*")]

    others = [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert others == []
    secret = Path("keys", "seal.key")
    assert (restored.home / secret).read_bytes() == (original.home / secret).read_bytes()


def test_the_archive_is_for_its_owner_alone_and_leaves_nothing_beside_it(archive) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert os.listdir(archive.parent) == [archive.name]


def test_the_archive_lists_all_that_it_holds(archive) -> None:
    with tarfile.open(archive) as opened:
        names = opened.getnames()
        listed = json.load(opened.extractfile("manifest.json"))["files"]

    assert names == ["manifest.json", *listed]
    assert {"secret.key", "keys/ca.key", "keys/seal.key"} <= set(names)


def test_json_is_one_document_of_backup_and_of_restore(compass, original, fresh, tmp_path) -> None:
    path = tmp_path / "backup.tar.gz"

    made = json.loads(compass(original, "backup", path, "--json").stdout)
    restored = json.loads(compass(fresh, "restore", path, "--json").stdout)

    assert restored == {**made, "home": str(fresh.home)}
    assert (made["database"], made["contains_private_keys"]) == (engine_of(original), True)


def test_people_go_on_writing_during_a_backup(compass, original, fresh, tmp_path: Path) -> None:
    engine, path = original.engine(), tmp_path / "backup.tar.gz"
    with Session(engine) as session:
        session.add(models.Organisation(name="Not committed yet", created_at=NOW))
        session.flush()

        result = compass(original, "backup", path)

    engine.dispose()
    assert result.exit_code == 0, result.output
    assert compass(fresh, "restore", path).exit_code == 0
    assert [row.name for row in rows(fresh, models.Organisation)] == ["City of Leuven"]


def test_a_backup_never_replaces_another(compass, original, archive) -> None:
    before = archive.read_bytes()

    result = compass(original, "backup", archive)

    assert result.exit_code == 1
    assert "never replaces" in result.output
    assert archive.read_bytes() == before


def test_a_database_without_tables_is_not_backed_up(compass, original, fresh, tmp_path) -> None:
    fresh.home.mkdir()
    path = tmp_path / "backup.tar.gz"

    result = compass(fresh, "backup", path)

    assert result.exit_code == 1
    assert "Error: " in result.output
    assert not path.exists()
    assert [name for name in os.listdir(tmp_path) if "backup" in name] == []


def test_no_password_of_a_database_stands_on_a_command_line(
    compass, on_postgresql, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$@" / $PGPASSWORD >&2\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    place = type(on_postgresql)(
        on_postgresql.home, on_postgresql.url.replace("postgres@", "postgres:p%40ss@")
    )

    result = compass(place, "backup", tmp_path / "backup.tar.gz")

    arguments, _, password = result.output.partition(" / ")
    assert "dbname=original" in arguments
    assert "p@ss" not in arguments
    assert password.strip() == "p@ss"
    assert not (tmp_path / "backup.tar.gz").exists()
