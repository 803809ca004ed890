"""What a check says with more than one earlier version beside a new one."""

import shutil

import pytest

from compass.core.faults import Severity
from compass.core.versions.checking import check_version
from compass.core.versions.linting import lint_over_versions

A = {"id": "a", "kind": "yes-no"}
B = {"id": "b", "kind": "long-text"}


@pytest.fixture
def add(folder):
    """Another version beside the one that is checked, with texts in its set.yaml replaced."""

    def copy(version, *replaced):
        other = folder.parent / version
        shutil.copytree(folder, other)
        text = (other / "set.yaml").read_text("utf-8")
        for old, new in (("version: 1.0.0", f"version: {version}"), *replaced):
            assert old in text
            text = text.replace(old, new)
        (other / "set.yaml").write_text(text, "utf-8")

    return copy


def lint(after, versions):
    found = lint_over_versions(after, versions, (), "changes.yaml")
    return [fault for fault in found if fault.code == "kind-changed"]


@pytest.mark.parametrize("declares", [True, False])
def test_a_version_before_with_faults_of_its_own_is_named(folder, add, declares):
    add("0.9.0", ("kind: yes-no", "kind: no-kind"))
    if declares:
        (folder / "changes.yaml").write_text("against: 0.9.0\nquestions: {}\n", "utf-8")

    [fault] = check_version(folder)

    assert (fault.code, fault.severity) == ("broken-before", Severity.WARNING)
    assert (fault.line, fault.path) == ((1, "against") if declares else (0, ""))
    assert "0.9.0" in fault.message


def test_a_broken_version_further_back_is_named_too(folder, add):
    add("0.8.0", ("kind: yes-no", "kind: no-kind"))
    add("0.9.0")

    [fault] = check_version(folder)

    assert (fault.code, fault.severity) == ("broken-before", Severity.WARNING)
    assert "0.8.0" in fault.message


def test_an_id_that_comes_back_with_another_kind_is_refused(edition):
    versions = [edition("1.0.0", A, B), edition("2.0.0", B)]
    after = edition("3.0.0", A | {"kind": "date"}, B, changes={"a": {"class": "new"}},
                    against="2.0.0")  # fmt: skip

    [fault] = lint(after, versions)

    assert (fault.code, fault.path) == ("kind-changed", "questions.a")
    assert "'yes-no' in 1.0.0" in fault.message


def test_an_id_that_comes_back_as_it_was_is_not_refused(edition):
    versions = [edition("1.0.0", A, B), edition("2.0.0", B)]

    assert lint(edition("3.0.0", A, B), versions) == []


def test_the_last_version_that_had_the_question_decides_its_kind(edition):
    dated = A | {"kind": "date"}
    versions = [edition("1.0.0", A, B), edition("1.5.0", dated, B), edition("2.0.0", B)]

    assert lint(edition("3.0.0", dated, B), versions) == []
    assert lint(edition("3.0.0", A, B), versions) != []


def test_what_stands_in_the_version_before_is_compared_with_that_one_alone(edition):
    versions = [edition("1.0.0", A), edition("2.0.0", A | {"kind": "date"})]

    assert lint(edition("3.0.0", A | {"kind": "date"}), versions) == []


def test_what_lies_after_the_version_that_is_declared_against_counts_too(edition):
    versions = [edition("1.0.0", B), edition("1.1.0", A, B)]
    after = edition("2.0.0", A | {"kind": "date"}, B, changes={"a": {"class": "new"}})

    [fault] = lint(after, versions)

    assert "in 1.1.0" in fault.message


def test_what_no_answer_can_reach_does_not_hide_what_is_undeclared(folder, add, edit):
    add("0.9.0")
    edit(
        "set.yaml",
        "kind: short-text\n",
        "kind: short-text\n        shown_when:\n          all:\n"
        "            - is: {uses-automation: 'yes'}\n            - is: {uses-automation: 'no'}\n",
    )

    codes = {fault.code for fault in check_version(folder)}

    assert {"contradiction", "missing-changes"} <= codes


def test_a_check_of_a_folder_looks_at_all_versions_beside_it(folder, add, edit):
    add("0.8.0")
    add("0.9.0")
    for file in (folder.parent / "0.9.0").iterdir():
        renamed = file.read_text("utf-8").replace("nickname", "byname")
        file.write_text(renamed, "utf-8")
    edit("set.yaml", "kind: short-text", "kind: long-text")

    found = {(fault.code, fault.path) for fault in check_version(folder)}

    assert ("kind-changed", "questions.nickname") in found
