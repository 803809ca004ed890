"""Registering what is shipped, and the library that compiles each edition once."""

import shutil

import pytest

from compass.core.faults import FaultsError
from compass.core.loading import load_folder
from compass.core.published import publish
from compass.services import question_sets
from compass.services.errors import QuestionSetError
from compass.services.question_sets import SetLibrary


@pytest.fixture
def root(tmp_path, every_kind_folder):
    """A folder of question sets with one published version."""
    shutil.copytree(every_kind_folder, tmp_path / "every-kind" / "1.0.0")
    publish(load_folder(tmp_path / "every-kind" / "1.0.0"), tmp_path / "published.toml")
    return tmp_path


def register(world, root):
    return question_sets.register_shipped(world.session, root, now=world.now)


def test_published_versions_are_registered_once(world, root):
    first, second = register(world, root), register(world, root)

    assert [(row.set_id, row.version, row.state) for row in first] == [
        ("every-kind", "1.0.0", "published")
    ]
    assert second == []
    assert question_sets.list_published(world.session) == tuple(first)


def test_a_folder_that_is_not_published_is_left_alone(world, root):
    (root / "published.toml").unlink()

    assert register(world, root) == []


def test_a_published_version_that_was_touched_stops_everything(world, root):
    file = root / "every-kind" / "1.0.0" / "en.yaml"
    file.write_text(file.read_text() + "# a comment changes nothing\n")
    assert len(register(world, root)) == 1

    changed = file.read_text().replace("title: ", "title: New ", 1)
    file.write_text(changed)

    with pytest.raises(FaultsError) as refused:
        register(world, root)
    assert {fault.code for fault in refused.value.faults} == {"published-changed"}


def test_the_same_version_with_other_contents_is_refused(world, root):
    register(world, root)
    file = root / "every-kind" / "1.0.0" / "en.yaml"
    file.write_text(file.read_text().replace("title: ", "title: New ", 1))

    with pytest.raises(QuestionSetError):
        question_sets.register(world.session, load_folder(file.parent), now=world.now)


def test_the_library_reads_an_edition_once_from_the_row(world, version):
    library = SetLibrary()

    by_row = library.get(world.session, version)

    assert library.get(world.session, version.digest) is by_row
    assert library.get(world.session, version.id) is by_row
    assert by_row.digest == version.digest


@pytest.mark.parametrize("key", [999, "0" * 64])
def test_what_is_not_there_is_a_key_error(world, version, key):
    with pytest.raises(KeyError):
        SetLibrary().get(world.session, key)


@pytest.mark.parametrize("limit", ["MOST_COMPILED", "MOST_BYTES"])
def test_the_library_holds_only_so_many_editions_and_so_much(world, version, monkeypatch, limit):
    library = SetLibrary()
    monkeypatch.setattr(question_sets, limit, 1)
    first = library.get(world.session, version)
    library._compiled["0" * 64] = library._compiled.pop(version.digest)

    again = library.get(world.session, version)

    assert again is not first
    assert list(library._compiled) == [version.digest]
