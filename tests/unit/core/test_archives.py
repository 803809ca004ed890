"""Question sets in ZIP files: hostile ones are refused, our own come back as they were."""

import contextlib
import io
import stat
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compass.core import archives
from compass.core.archives import ArchiveError, read_archive, write_archive
from compass.core.loading import load_files, load_folder
from compass.core.strict_yaml import parse_yaml
from compass.core.yaml_writing import write_yaml

FILES = {"set.yaml": b"id: a\n", "en.yaml": b"language: en\n"}


def pack(entries, *, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def packed(prefix="", **options):
    return pack([(prefix + name, content) for name, content in FILES.items()], **options)


def refusal(data):
    with pytest.raises(ArchiveError) as caught:
        read_archive(data)
    return caught.value.code, caught.value.name


def entry(name, mode):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


@pytest.mark.parametrize(
    ("prefix", "folder"),
    [("", None), ("1.0.0/", None), ("a-set/1.0.0/", ("a-set", "1.0.0"))],
    ids=["bare", "version", "both"],
)
def test_the_files_lie_bare_or_in_the_folders_of_the_set(prefix, folder):
    found = read_archive(packed(prefix))

    assert (dict(found.files), found.folder) == (FILES, folder)


def test_folders_and_what_a_system_adds_by_itself_are_passed_over():
    added = [("a/", b""), ("a/1.0.0/", b""), ("__MACOSX/a/._set.yaml", b"x"), ("a/.DS_Store", b"x")]
    data = pack([*added, *((f"a/1.0.0/{name}", content) for name, content in FILES.items())])

    assert dict(read_archive(data).files) == FILES


@pytest.mark.parametrize(
    "name",
    ["/set.yaml", "../set.yaml", "a/../../set.yaml", "a\\set.yaml", "C:/set.yaml", "a//set.yaml",
     "./set.yaml"],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_refused(name):
    assert refusal(pack([(name, b"x")])) == ("bad-path", name)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK], ids=oct)
def test_links_and_devices_are_refused(kind):
    assert refusal(pack([(entry("set.yaml", kind | 0o777), b"/etc/passwd")]))[0] == "link"


@pytest.mark.parametrize("name", ["inner.zip", "a/inner.TAR", "set.yaml.gz"])
def test_an_archive_in_an_archive_is_refused(name):
    assert refusal(pack([(name, b"x")])) == ("nested", name)


@pytest.mark.parametrize("name", ["README.md", "set.yml", "a/1.0.0/EN.yaml", "en.yaml.txt", "x"])
def test_other_files_are_refused(name):
    assert refusal(pack([(name, b"x")])) == ("other-file", name)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused():
    assert refusal(pack([("set.yaml", b"a"), ("set.yaml", b"b")])) == ("duplicate", "set.yaml")


def test_files_of_two_sets_are_refused():
    assert refusal(pack([("a/1.0.0/set.yaml", b""), ("b/1.0.0/set.yaml", b"")]))[0] == (
        "not-one-folder"
    )


def test_deeper_folders_are_refused():
    assert refusal(packed("repository/question_sets/a/1.0.0/"))[0] == "not-one-folder"


def test_an_encrypted_entry_is_refused():
    data = bytearray(packed(method=zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at] |= 1

    assert refusal(bytes(data)) == ("encrypted", "set.yaml")


def test_a_name_that_is_not_utf_8_is_refused():
    data = packed(method=zipfile.ZIP_STORED).replace(b"set.yaml", b"s\xe9t.yaml"[:8].ljust(8, b"l"))

    assert refusal(data)[0] == "name-not-utf-8"


def test_a_name_that_only_says_it_is_utf_8_is_refused():
    data = pack([("é.yaml", b"x")]).replace("é".encode(), b"\xff\xff")

    assert refusal(data)[0] == "name-not-utf-8"


def test_a_bomb_is_refused_by_its_ratio():
    assert refusal(pack([("set.yaml", b"\0" * 3_000_000)])) == ("ratio", "set.yaml")


def test_together_the_files_are_bounded():
    noise = [(f"{letter}x.yaml", bytes(range(256)) * 6_000) for letter in "abc"]

    assert refusal(pack(noise, method=zipfile.ZIP_STORED)) == ("too-large", "")
    assert refusal(pack(noise))[0] in {"too-large-inside", "ratio"}


def test_a_size_that_the_header_understates_is_counted_while_reading():
    data = pack([("set.yaml", b"a" * 200_000)])
    at = data.index(b"PK\x01\x02") + 24
    lying = data[:at] + struct.pack("<I", 10) + data[at + 4 :]

    assert refusal(lying)[0] == "not-a-zip"


def test_too_many_entries_are_refused():
    names = [f"{first}{second}.yaml" for first in "abcdefg" for second in "abcdefg"]

    assert refusal(pack([(name, b"") for name in names])) == ("too-many", "")
    assert refusal(pack([(f"folder-{n}/", b"") for n in range(archives.MAX_ENTRIES + 1)])) == (
        "too-many",
        "",
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18 + b"x", packed()[:-30], packed()[40:]],
    ids=["empty", "text", "tail", "cut", "headless"],
)
def test_what_is_no_zip_is_refused(data):
    assert refusal(data)[0] in {"not-a-zip", "empty"}


def test_an_archive_without_files_is_refused():
    assert refusal(pack([("a/", b"")])) == ("empty", "")


@given(st.data())
def test_a_damaged_archive_is_refused_or_read_but_never_breaks(data):
    whole = bytearray(packed())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    with contextlib.suppress(ArchiveError):
        read_archive(bytes(whole))


def test_a_version_comes_back_from_its_own_archive(every_kind_folder):
    made = load_folder(every_kind_folder)

    found = read_archive(write_archive(made))

    assert found.folder == (made.id, made.version)
    assert load_files(found.files, found.folder).digest == made.digest


def test_the_same_version_gives_the_same_bytes(every_kind_folder):
    assert write_archive(load_folder(every_kind_folder)) == write_archive(
        load_folder(every_kind_folder)
    )


TEXTS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F) | st.just("\n"),
    min_size=1,
    max_size=200,
).map(str.strip)
TREES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(
            st.from_regex(r"[a-z]{1,8}", fullmatch=True), inner, min_size=1, max_size=3
        )
    ),
    max_leaves=8,
)


@settings(max_examples=40)
@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), TREES, min_size=1))
def test_what_is_written_is_read_back_as_the_same_texts(tree):
    document = parse_yaml(write_yaml(tree), "x.yaml")

    assert document.data == tree or document.faults  # some texts are refused in any writing
