"""Declared against real: each way of saying too little, too much or something else."""

import shutil

import pytest

from compass.core.faults import Severity
from compass.core.versions.checking import check_version
from compass.core.versions.linting import lint_changes

A = {"id": "a", "kind": "yes-no"}
B = {"id": "b", "kind": "single-choice", "options": ["one", "two"]}
C = {"id": "c", "kind": "long-text"}
WIDER = B | {"options": ["one", "two", "three"]}
REWORDED = A | {"text": "Really?"}


@pytest.fixture
def lint(edition):
    """The faults of 2.0.0, or another version, with these questions and declarations."""

    def found(before, after, changes, version="2.0.0"):
        faults = lint_changes(
            edition("1.0.0", *before), edition(version, *after, changes=changes), "changes.yaml"
        )
        return [(fault.code, fault.path.removeprefix("questions.")) for fault in faults]

    return found


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ([A], [A], None),
        ([A], [A], {}),
        ([A], [REWORDED], {"a": {"class": "wording"}}),
        ([A], [REWORDED], {"a": {"class": "meaning"}}),
        ([A, B], [A, WIDER], {"b": {"class": "meaning"}}),
        ([A], [A, C], {"c": {"class": "new"}}),
        ([A, C], [A], {"c": {"class": "removed"}}),
        ([A], [B, C], {"a": {"class": "removed", "into": ["b", "c"]},
                       "b": {"class": "split", "from": ["a"]},
                       "c": {"class": "split", "from": ["a"]}}),
        ([A], [A, C], {"c": {"class": "split", "from": ["a"]}}),
        ([A, C], [B], {"b": {"class": "merged", "from": ["a", "c"]},
                       "a": {"class": "removed"}, "c": {"class": "removed"}}),
        ([A, C], [A], {"a": {"class": "merged", "from": ["a", "c"]}, "c": {"class": "removed"}}),
    ],
    ids=["same", "same-declared", "wording", "more-than-needed", "options", "new", "removed",
         "split", "split-off", "merged", "merged-into-one"],
)  # fmt: skip
def test_a_declaration_that_fits_has_no_fault(lint, before, after, changes):
    # codes go with the number of a question here, so they are fixed
    before, after = ([item | {"code": item["id"]} for item in side] for side in (before, after))

    assert lint(before, after, changes) == []


@pytest.mark.parametrize(
    ("before", "after", "changes", "expected"),
    [
        ([A], [REWORDED], None, ("missing-changes", "")),
        ([A], [REWORDED], {}, ("undeclared", "a")),
        ([A, B], [A, WIDER], {"b": {"class": "wording"}}, ("understated", "b")),
        ([A, B], [A, WIDER], {"b": {"class": "clarified"}}, ("understated", "b")),
        ([A], [A | {"optional": "yes"}], {"a": {"class": "wording"}}, ("understated", "a")),
        ([A], [A], {"a": {"class": "wording"}}, ("needless", "a")),
        ([A], [A, C], {}, ("undeclared", "c")),
        ([A], [A, C], {"c": {"class": "meaning"}}, ("understated", "c")),
        ([A, C], [A], {}, ("undeclared", "c")),
        ([A], [REWORDED], {"a": {"class": "new"}}, ("not-new", "a")),
        ([A], [A | {"kind": "date"}], {"a": {"class": "meaning"}}, ("kind-changed", "a")),
        ([A], [A], {"z": {"class": "removed"}}, ("unknown-id", "z")),
        ([A], [A, C], {"c": {"class": "split", "from": ["z"]}}, ("unknown-id", "c")),
        ([A], [C], {"c": {"class": "split", "from": ["a"]}, "a": {"class": "removed"}},
         ("wrong-lineage", "c")),
        ([A], [REWORDED, C], {"a": {"class": "split", "from": ["a"]}, "c": {"class": "new"}},
         ("wrong-lineage", "a")),
        ([A, B], [A, C], {"c": {"class": "new"}, "b": {"class": "removed", "into": ["c"]}},
         ("wrong-lineage", "b")),
        ([A, B, C], [A], {"a": {"class": "merged", "from": ["b", "c"]}, "b": {"class": "removed"},
                          "c": {"class": "removed"}}, ("wrong-lineage", "a")),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_found(lint, before, after, changes, expected):
    before, after = ([item | {"code": item["id"]} for item in side] for side in (before, after))

    assert lint(before, after, changes) == [expected]


@pytest.mark.parametrize(
    ("after", "changes", "version", "is_enough"),
    [
        ([REWORDED], {"a": {"class": "wording"}}, "1.0.1", True),
        ([REWORDED], {"a": {"class": "clarified"}}, "1.0.1", False),
        ([REWORDED], {"a": {"class": "clarified"}}, "1.1.0", True),
        ([A, C], {"c": {"class": "new"}}, "1.0.1", False),
        ([A, C], {"c": {"class": "new"}}, "1.1.0", True),
        ([REWORDED], {"a": {"class": "meaning"}}, "1.1.0", False),
        ([REWORDED], {"a": {"class": "meaning"}}, "2.0.0-rc.1", True),
    ],
)
def test_the_version_grows_with_the_greatest_change(lint, after, changes, version, is_enough):
    found = lint([A], after, changes, version)

    assert found == ([] if is_enough else [("version-too-small", "version")])


def test_a_version_that_is_too_small_is_named_where_it_stands_with_one_that_is_not(edition):
    before = edition("1.2.3", YES_NO_POINTS, **_level("1"))
    after = edition("1.2.4", YES_NO_POINTS, **_level("3"))

    [fault] = lint_changes(before, after, "sets/made/1.2.4/changes.yaml")

    assert (fault.file, fault.path) == ("sets/made/1.2.4/set.yaml", "version")
    assert fault.message == "what changed since 1.2.3 needs 1.3.0 at least"


def test_a_fault_names_the_line_of_the_declaration(folder, edit):
    before = folder.parent / "0.9.0"
    shutil.copytree(folder, before)
    text = (before / "set.yaml").read_text("utf-8")
    (before / "set.yaml").write_text(text.replace("version: 1.0.0", "version: 0.9.0"), "utf-8")
    edit("set.yaml", "          - letter", "          - letter\n          - visit")
    for language, label in {"en": "Visit", "nl": "Bezoek", "fr": "Visite", "de": "Besuch"}.items():
        edit(f"{language}.yaml", "    options:\n", f"    options:\n      visit: {label}\n")
    declared = "against: 0.9.0\nquestions:\n  nickname:\n    class: wording\n  channel:\n"
    (folder / "changes.yaml").write_text(f"{declared}    class: wording\n", "utf-8")

    faults = check_version(folder)

    assert [(fault.code, fault.line, fault.path) for fault in faults] == [
        ("needless", 3, "questions.nickname"),
        ("understated", 5, "questions.channel"),
    ]
    assert {fault.file for fault in faults} == {str(folder / "changes.yaml")}


def test_a_version_before_that_is_not_here_cannot_be_compared(folder):
    (folder / "changes.yaml").write_text(
        "against: 0.9.0\nquestions:\n  nickname:\n    class: wording\n", "utf-8"
    )

    assert check_version(folder) == []


YES_NO_POINTS = A | {"points": {"risk": {"yes": "4", "no": "0"}}}


def _level(starts):
    return {
        "scores": [{"id": "risk"}],
        "outcomes": [
            {
                "id": "level",
                "score": "risk",
                "bands": [{"id": "low", "from": "0"}, {"id": "high", "from": starts}],
            }
        ],
        "english": {
            "scores": {"risk": {"title": "Risk", "text": "How much."}},
            "outcomes": {
                "level": {
                    "title": "Level",
                    "text": "How high.",
                    "results": {
                        "low": {"label": "Low", "text": "Little."},
                        "high": {"label": "High", "text": "Much."},
                    },
                }
            },
        },
    }


@pytest.mark.parametrize(("version", "is_enough"), [("1.0.1", False), ("1.1.0", True)])
def test_other_results_out_of_the_same_answers_are_no_patch(edition, version, is_enough):
    before = edition("1.0.0", YES_NO_POINTS, **_level("1"))
    after = edition(version, YES_NO_POINTS, **_level("3"))

    found = [fault.code for fault in lint_changes(before, after, "changes.yaml")]

    assert found == ([] if is_enough else ["version-too-small"])


def _add_versions(folder, *versions):
    for version in versions:
        other = folder.parent / version
        shutil.copytree(folder, other)
        text = (other / "set.yaml").read_text("utf-8")
        (other / "set.yaml").write_text(text.replace("version: 1.0.0", f"version: {version}"))


def test_changes_against_a_version_that_is_not_here_are_refused_where_another_is(folder):
    _add_versions(folder, "0.9.0")
    (folder / "changes.yaml").write_text("against: 0.8.0\nquestions: {}\n", "utf-8")

    [fault] = check_version(folder)

    assert (fault.code, fault.line, fault.path) == ("wrong-against", 1, "against")


def test_a_version_that_is_passed_over_is_named(folder):
    _add_versions(folder, "0.8.0", "0.9.0")
    (folder / "changes.yaml").write_text("against: 0.8.0\nquestions: {}\n", "utf-8")

    [fault] = check_version(folder)

    assert (fault.code, fault.severity) == ("skipped-version", Severity.WARNING)
    assert "0.9.0" in fault.message
