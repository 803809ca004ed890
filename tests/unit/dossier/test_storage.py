"""The storage of sealed files."""

from pathlib import Path

import pytest

from compass.dossier.storage import DossierMissingError, DossierStorage


def test_a_file_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    storage = DossierStorage(tmp_path)

    sha256 = storage.write(b"%PDF-1.7")

    assert storage.read(sha256) == b"%PDF-1.7"


def test_storing_the_same_file_twice_keeps_one(tmp_path: Path) -> None:
    storage = DossierStorage(tmp_path)

    storage.write(b"same")
    storage.write(b"same")

    assert len(list(tmp_path.rglob("*.pdf"))) == 1


def test_a_file_that_was_touched_is_refused(tmp_path: Path) -> None:
    storage = DossierStorage(tmp_path)
    sha256 = storage.write(b"genuine")
    storage.path(sha256).write_bytes(b"forged")

    with pytest.raises(DossierMissingError):
        storage.read(sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 64])
def test_no_name_leads_out_of_the_storage(tmp_path: Path, name: str) -> None:
    with pytest.raises(DossierMissingError):
        DossierStorage(tmp_path).read(name)
