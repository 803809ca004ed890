"""Published versions stay as they are."""

import pytest

from compass.core.faults import FaultsError
from compass.core.loading import load_folder
from compass.core.published import (
    AlreadyPublishedError,
    PublishedVersion,
    check_published,
    publish,
    read_published,
)


@pytest.fixture
def toml(tmp_path):
    return tmp_path / "published.toml"


def test_a_folder_without_published_versions_has_nothing_to_guard(tmp_path, toml):
    assert read_published(toml) == ()
    assert check_published(tmp_path) == []


def test_publishing_writes_the_digest_once(folder, toml):
    question_set = load_folder(folder)

    outcomes = [publish(question_set, toml), publish(question_set, toml)]

    assert outcomes == [True, False]
    assert read_published(toml) == (PublishedVersion("every-kind", "1.0.0", question_set.digest),)


def test_publishing_keeps_what_stands_there(folder, toml):
    toml.write_text(
        '# why\n[[published]]\nid = "a"\nversion = "1.0.0"\ndigest = "' + "0" * 64 + '"'
    )

    publish(load_folder(folder), toml)

    assert toml.read_text().startswith("# why\n")
    assert [entry.id for entry in read_published(toml)] == ["a", "every-kind"]


def test_a_published_version_cannot_be_published_with_other_contents(folder, edit, toml):
    publish(load_folder(folder), toml)
    edit("nl.yaml", "Mensen eerst", "Mensen vooraan")

    with pytest.raises(AlreadyPublishedError):
        publish(load_folder(folder), toml)


def test_a_touched_version_is_reported_with_its_file_and_both_digests(folder, edit, toml, tmp_path):
    before = load_folder(folder).digest
    publish(load_folder(folder), toml)
    edit("nl.yaml", "Mensen eerst", "Mensen vooraan")

    [fault] = check_published(tmp_path)

    assert (fault.code, fault.file) == ("published-changed", str(folder))
    assert before in fault.message
    assert load_folder(folder).digest in fault.message


def test_a_published_version_that_broke_is_reported_with_its_faults(folder, edit, toml, tmp_path):
    publish(load_folder(folder), toml)
    edit("nl.yaml", "title: Mensen eerst", "title:")

    assert [fault.code for fault in check_published(tmp_path)] == [
        "published-changed",
        "empty-text",
    ]


def test_a_published_version_that_is_gone_is_reported(folder, toml, tmp_path):
    publish(load_folder(folder), toml)
    folder.rename(tmp_path / "elsewhere")

    assert [fault.code for fault in check_published(tmp_path)] == ["published-missing"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[published", "syntax"),
        ('[[published]]\nid = "a"\n', "bad-entry"),
        ('[[published]]\nid = "a"\nversion = "1"\ndigest = "x"\n', "bad-entry"),
        ("[[published]]\nid = 1\nversion = 2\ndigest = 3\n", "bad-entry"),
        ("other = 1\n", "unknown-key"),
        ("published = 1\n", "unknown-key"),
    ],
)
def test_a_broken_list_is_refused(toml, text, code):
    toml.write_text(text)

    with pytest.raises(FaultsError) as caught:
        read_published(toml)

    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_version_that_stands_twice_is_refused_with_its_line(toml):
    entry = '[[published]]\nid = "a"\nversion = "1.0.0"\ndigest = "' + "0" * 64 + '"\n'
    toml.write_text(entry + entry)

    with pytest.raises(FaultsError) as caught:
        read_published(toml)

    assert [(fault.code, fault.line) for fault in caught.value.faults] == [("duplicate-id", 5)]
