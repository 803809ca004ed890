"""changes.yaml: read, part of the digest, and each fault at its place."""

import pytest

from compass.core.loading import load_content, load_folder
from compass.core.versions.changes import ChangeClass, Declared

CHANGES = """against: 0.9.0
questions:
  channel:
    class: meaning
  nickname:
    class: split
    from:
      - names
  groups:
    class: merged
    from:
      - children
      - others
  names:
    class: removed
    into:
      - nickname
  oversight:
    class: new
"""


@pytest.fixture
def changed(folder):
    (folder / "changes.yaml").write_text(CHANGES, "utf-8")
    return folder


def test_a_set_without_the_file_declares_nothing(every_kind):
    assert every_kind.changes is None


def test_declarations_are_read(changed):
    changes = load_folder(changed).changes

    assert changes.against == "0.9.0"
    assert changes.questions == {
        "channel": Declared(ChangeClass.MEANING),
        "nickname": Declared(ChangeClass.SPLIT, origins=("names",)),
        "groups": Declared(ChangeClass.MERGED, origins=("children", "others")),
        "names": Declared(ChangeClass.REMOVED, into=("nickname",)),
        "oversight": Declared(ChangeClass.NEW),
    }


def test_the_file_counts_for_the_digest_and_comes_back_from_the_content(changed, every_kind):
    loaded = load_folder(changed)

    assert loaded.digest != every_kind.digest
    assert load_content(loaded.content).changes == loaded.changes


def test_notes_stand_in_the_language_files(changed, edit):
    for language, note in {"en": "More exact.", "nl": "Preciezer.", "fr": "Plus précis.",
                           "de": "Genauer."}.items():  # fmt: skip
        edit(f"{language}.yaml", "questions:\n", f"changes:\n  channel: {note}\nquestions:\n")

    assert load_folder(changed).texts["nl"].changes == {"channel": "Preciezer."}


def test_a_note_in_one_language_is_missed_in_the_others(changed, edit, faults):
    edit("nl.yaml", "questions:\n", "changes:\n  channel: Preciezer.\nquestions:\n")

    assert {(fault.code, fault.path) for fault in faults()} == {("missing-text", "changes")}


def test_a_note_needs_a_declared_change(changed, edit, faults):
    for language in ("en", "nl", "fr", "de"):
        edit(
            f"{language}.yaml", "questions:\n", f"changes:\n  stopped-on: {language}\nquestions:\n"
        )

    assert {fault.code for fault in faults()} == {"unknown-id"}


SPOILT = {
    "unknown class": ("class: meaning", "class: cosmetic", "unknown-class",
                      "questions.channel.class"),
    "unknown key": ("against: 0.9.0", "against: 0.9.0\nwhy: x", "unknown-key", "why"),
    "no version": ("0.9.0", "0.9", "bad-version", "against"),
    "itself": ("0.9.0", "1.0.0", "bad-version", "against"),
    "split from nothing": ("    from:\n      - names\n", "", "missing-key",
                           "questions.nickname.from"),
    "split from two": ("      - names\n", "      - names\n      - more\n", "bad-lineage",
                       "questions.nickname.from"),
    "merged from one": ("      - others\n", "", "bad-lineage", "questions.groups.from"),
    "origin of a new one": ("class: new", "class: new\n    from:\n      - names",
                            "key-of-other-class", "questions.oversight.from"),
    "heirs of one that stays": ("class: meaning", "class: meaning\n    into:\n      - groups",
                                "key-of-other-class", "questions.channel.into"),
    "removed but there": ("  names:\n", "  stopped-on:\n", "not-removed",
                          "questions.stopped-on"),
    "not there": ("  oversight:\n", "  overview:\n", "unknown-id", "questions.overview"),
    "unknown heir": ("      - nickname\n", "      - surname\n", "unknown-id",
                     "questions.names.into.0"),
    "alias": ("class: new", "class: *new", "alias", "questions.oversight.class"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_each_fault_is_found_at_its_place(name, changed, edit, faults):
    old, new, code, path = SPOILT[name]
    edit("changes.yaml", old, new)

    found = {(fault.code, fault.path) for fault in faults()}

    assert (code, path) in found
