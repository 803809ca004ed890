"""Files are written whole or not at all."""

import errno
import os

import pytest

from compass.files import keep_private, write_whole


@pytest.fixture
def full_disk(monkeypatch):
    def refuse(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


@pytest.mark.parametrize("write", [keep_private, write_whole])
def test_on_a_full_disk_nothing_is_left_behind(write, tmp_path, full_disk):
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "file", b"content")

    assert list(tmp_path.iterdir()) == []


def test_what_was_there_stays_when_there_is_no_room(tmp_path, full_disk):
    (tmp_path / "file").write_bytes(b"earlier")

    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "file", b"content")

    assert (tmp_path / "file").read_bytes() == b"earlier"


def test_what_others_may_read_is_left_to_the_umask(tmp_path):
    write_whole(tmp_path / "shared", b"content")
    keep_private(tmp_path / "private", b"content")

    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o666 & ~umask
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o600


def test_a_private_file_that_is_there_stays_as_it_is(tmp_path):
    keep_private(tmp_path / "file", b"first")
    keep_private(tmp_path / "file", b"second")

    assert (tmp_path / "file").read_bytes() == b"first"
