"""Archives come from anywhere: only a whole one of ours becomes a home, and only a new home."""

import gzip
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from compass.services.backups import restoring, unpacking

Members = list[tuple[tarfile.TarInfo, bytes]]
SECRET = "secret.key"


@pytest.fixture
def archive(back_up, small) -> Path:
    return back_up(small)


@pytest.fixture
def fresh(small, tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    return type(small)(tmp_path / "elsewhere" / "home")


def members_of(archive: Path) -> Members:
    with tarfile.open(archive) as opened:
        return [(member, opened.extractfile(member).read()) for member in opened]


def write(archive: Path, members: Members) -> None:
    with tarfile.open(archive, "w:gz") as opened:
        for member, content in members:
            member.size = len(content)
            opened.addfile(member, io.BytesIO(content))


def rewrite_manifest(archive: Path, change: Callable[[dict], None]) -> None:
    (member, content), *rest = members_of(archive)
    manifest = json.loads(content)
    change(manifest)
    write(archive, [(member, json.dumps(manifest).encode()), *rest])


def listed(content: bytes) -> dict[str, object]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def assert_refused(compass, fresh, archive: Path, words: str) -> None:
    result = compass(fresh, "restore", archive)

    assert result.exit_code == 1, result.output
    assert result.output.startswith("Error: ")
    assert words in result.output
    assert os.listdir(fresh.home.parent) == [], "nothing half-made is left"


def test_a_file_with_other_contents_is_refused(compass, fresh, archive) -> None:
    members = [
        (member, content[::-1] if member.name == "keys/seal.key" else content)
        for member, content in members_of(archive)
    ]
    write(archive, members)

    assert_refused(compass, fresh, archive, "keys/seal.key is not what manifest.json says")


def test_a_file_that_is_missing_is_refused(compass, fresh, archive) -> None:
    write(archive, [pair for pair in members_of(archive) if pair[0].name != SECRET])

    assert_refused(compass, fresh, archive, f"lacks {SECRET}")


def test_a_file_that_is_not_listed_is_refused(compass, fresh, archive) -> None:
    write(archive, [*members_of(archive), (tarfile.TarInfo("keys/other.key"), b"mine")])

    assert_refused(compass, fresh, archive, "'keys/other.key' does not belong")


def test_a_file_that_comes_twice_is_refused(compass, fresh, archive) -> None:
    members = members_of(archive)
    write(archive, [*members, members[-1]])

    assert_refused(compass, fresh, archive, "does not belong")


@pytest.mark.parametrize(
    "name",
    ["../evil", "/evil", "keys/../../evil", "./evil", "keys//evil", "evil.sh", "keys", "keys/a\nb",
     "compass.db", "secret.key/x.p12", "keys/" + "a" * 300],
)  # fmt: skip
def test_a_name_that_no_backup_has_is_refused_even_when_listed(
    compass, fresh, archive, name: str
) -> None:
    rewrite_manifest(archive, lambda found: found["files"].update({name: listed(b"mine")}))
    write(archive, [*members_of(archive), (tarfile.TarInfo(name), b"mine")])

    assert_refused(compass, fresh, archive, "a backup does not hold")


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE]
)
def test_links_devices_and_folders_are_refused(compass, fresh, archive, kind: bytes) -> None:
    members = members_of(archive)
    for member, _content in members:
        if member.name == SECRET:
            member.type, member.linkname = kind, "/etc/passwd"
    write(archive, members)

    assert_refused(compass, fresh, archive, f"'{SECRET}' does not belong")


def test_what_unpacks_to_far_more_than_it_is_is_refused(
    compass, fresh, archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 0)
    monkeypatch.setattr(unpacking, "MAX_RATIO", 20)
    bomb = bytes(64 * 1024 * 1024)
    rewrite_manifest(archive, lambda found: found["files"].update({"keys/bomb": listed(bomb)}))
    write(archive, [*members_of(archive), (tarfile.TarInfo("keys/bomb"), bomb)])

    assert_refused(compass, fresh, archive, "unpacks to far more")


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_headers_without_end_are_refused(compass, fresh, archive, kind: bytes) -> None:
    header = tarfile.TarInfo("long")
    header.type, header.size = kind, 13
    block = header.tobuf(tarfile.GNU_FORMAT) + b"13 path=abcd\n".ljust(512, b"\0")
    archive.write_bytes(gzip.compress(block * 20_000))

    assert_refused(compass, fresh, archive, "damaged, or is not a backup")


def test_a_listed_size_that_is_not_the_size_is_refused(compass, fresh, archive) -> None:
    rewrite_manifest(archive, lambda found: found["files"][SECRET].update(size=10**15))

    assert_refused(compass, fresh, archive, f"{SECRET} does not have the size")


def test_a_backup_of_a_newer_release_is_refused(compass, fresh, archive) -> None:
    rewrite_manifest(archive, lambda found: found.update(schema="9999", compass="7.0.0"))

    assert_refused(compass, fresh, archive, "comes from compass 7.0.0, which is newer")


@pytest.mark.parametrize("content", [b"", b"hello", b"\x1f\x8b\x08\x00", b"[" * 100_000], ids=len)
def test_a_file_that_is_no_archive_is_refused(compass, fresh, archive, content: bytes) -> None:
    archive.write_bytes(content)

    assert_refused(compass, fresh, archive, "damaged, or is not a backup")


@pytest.mark.parametrize("part", [0.01, 0.5, 0.99])
def test_an_archive_cut_off_is_refused(compass, fresh, archive, part: float) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * part)])

    assert_refused(compass, fresh, archive, "damaged, or is not a backup")


@pytest.mark.parametrize("manifest", [b"{}", b"[]", b"[" * 100_000, b'{"format": 1}', b"\xff"])
def test_a_manifest_that_is_none_is_refused(compass, fresh, archive, manifest: bytes) -> None:
    (member, _content), *rest = members_of(archive)
    write(archive, [(member, manifest), *rest])

    assert_refused(compass, fresh, archive, "manifest.json")


def test_a_database_that_is_damaged_is_refused(compass, fresh, archive) -> None:
    noise = b"SQLite format 3\x00" + bytes(4096)
    members = members_of(archive)
    rewrite = [
        (member, noise if member.name == "database.sqlite" else content)
        for member, content in members
    ]
    write(archive, rewrite)
    rewrite_manifest(
        archive, lambda found: found["files"].update({"database.sqlite": listed(noise)})
    )

    assert_refused(compass, fresh, archive, "the database of the backup")


def test_settings_that_put_the_database_elsewhere_are_refused(compass, fresh, archive) -> None:
    elsewhere = fresh.home.parent.parent / "other.db"
    variables = type(fresh)(fresh.home, f"sqlite:///{elsewhere}")

    assert_refused(compass, variables, archive, "outside of the home")
    assert not elsewhere.exists()


def test_a_home_that_is_in_use_is_refused_and_stays_as_it_is(compass, small, archive) -> None:
    before = {path: path.read_bytes() for path in small.home.rglob("*") if path.is_file()}

    result = compass(small, "restore", archive)

    assert result.exit_code == 1
    assert "is in use" in result.output
    assert {path: path.read_bytes() for path in before} == before
    assert len([path for path in small.home.rglob("*") if path.is_file()]) == len(before)


def test_a_restore_that_is_stopped_leaves_nothing(
    compass, fresh, archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_engine: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "upgrade", stop)

    result = compass(fresh, "restore", archive)

    assert result.exit_code == 1
    assert os.listdir(fresh.home.parent) == []


def test_an_empty_home_is_as_good_as_a_new_one(compass, fresh, archive) -> None:
    fresh.home.mkdir()

    result = compass(fresh, "restore", archive)

    assert result.exit_code == 0, result.output
    assert (fresh.home / SECRET).is_file()


def test_a_file_that_is_not_there_is_said_without_a_traceback(compass, fresh, tmp_path) -> None:
    assert_refused(compass, fresh, tmp_path / "nothing.tar.gz", "there is no file")


def test_a_database_that_is_not_empty_is_not_restored_into(
    compass, on_postgresql, tmp_path: Path
) -> None:
    path = tmp_path / "backup.tar.gz"
    compass(on_postgresql, "backup", path)
    (tmp_path / "elsewhere").mkdir()
    used = type(on_postgresql)(tmp_path / "elsewhere" / "home", on_postgresql.url)

    assert_refused(compass, used, path, "not empty")


def test_without_pg_dump_the_refusal_says_what_to_install(
    compass, on_postgresql, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    result = compass(on_postgresql, "backup", tmp_path / "backup.tar.gz")

    assert result.exit_code == 1
    assert "install postgresql-client" in result.output
    assert os.listdir(tmp_path) == []
