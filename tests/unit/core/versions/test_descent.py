"""Whether answers to a question can be compared between two versions, and why not."""

import pytest

from compass.core.versions.changes import ChangeClass
from compass.core.versions.descent import Comparability, Descent, chain, lineage

A = {"id": "a", "kind": "yes-no", "code": "A"}
B = {"id": "b", "kind": "single-choice", "options": ["one", "two"], "code": "B"}
C = {"id": "c", "kind": "long-text", "code": "C"}
REWORDED = A | {"text": "Really?"}

COMPARABLE, WITH_CARE, NOT = Comparability


@pytest.mark.parametrize(
    ("before", "after", "changes", "comparability", "reasons"),
    [
        (A, A, None, COMPARABLE, ()),
        (A, REWORDED, {"a": {"class": "wording"}}, COMPARABLE, ()),
        (A, REWORDED, {"a": {"class": "clarified"}}, WITH_CARE, ("clarified",)),
        (A, REWORDED, {"a": {"class": "meaning"}}, NOT, ("meaning",)),
        (A, REWORDED, None, WITH_CARE, ("undeclared",)),
        (A, A | {"why": "So."}, {"a": {"class": "wording"}}, WITH_CARE, ("guidance",)),
        (A, A | {"phases": ["design"]}, {"a": {"class": "wording"}}, COMPARABLE, ()),
        (A, A | {"optional": "yes"}, {"a": {"class": "clarified"}}, WITH_CARE,
         ("clarified", "condition")),
        (A, A | {"kind": "date"}, {"a": {"class": "wording"}}, NOT, ("meaning", "kind")),
        (B, B | {"options": ["one", "three"]}, {"b": {"class": "meaning"}}, NOT,
         ("meaning", "options")),
        (A, A | {"code": "Z"}, {"a": {"class": "wording"}}, COMPARABLE, ()),
    ],
)  # fmt: skip
def test_each_class_and_difference_says_how_far_answers_compare(
    edition, before, after, changes, comparability, reasons
):
    found = lineage([edition("1.0.0", before), edition("2.0.0", after, changes=changes)])

    [descent] = found.descents.values()
    assert (descent.comparability, descent.reasons) == (comparability, reasons)


def test_split_merged_new_and_removed_questions_know_where_they_come_from(edition):
    one = edition("1.0.0", A, C, {"id": "d", "kind": "long-text", "code": "D"})
    two = edition(
        "2.0.0",
        B,
        {"id": "e", "kind": "yes-no", "code": "E"},
        {"id": "f", "kind": "long-text", "code": "F"},
        {"id": "g", "kind": "date", "code": "G"},
        changes={
            "b": {"class": "split", "from": ["a"]},
            "e": {"class": "split", "from": ["a"]},
            "f": {"class": "merged", "from": ["c", "d"]},
            "g": {"class": "new"},
            "a": {"class": "removed", "into": ["b", "e"]},
            "c": {"class": "removed"},
            "d": {"class": "removed"},
        },
    )

    found = lineage([one, two])

    assert {name: each.origins for name, each in found.descents.items()} == {
        "b": ("a",), "e": ("a",), "f": ("c", "d"), "g": (),
    }  # fmt: skip
    assert found.removed == {"a": ("b", "e"), "c": ("f",), "d": ("f",)}
    assert {each.comparability for each in found.descents.values()} == {NOT}


def test_a_chain_of_versions_takes_the_worst_step(edition):
    one = edition("1.0.0", A)
    two = edition("1.1.0", REWORDED, changes={"a": {"class": "clarified"}})
    three = edition("1.1.1", A, changes={"a": {"class": "wording"}}, against="1.1.0")

    way = chain(one, three, [two])

    assert [each.version for each in way] == ["1.0.0", "1.1.0", "1.1.1"]
    assert lineage(way).descents["a"] == Descent("a", ("a",), ChangeClass.CLARIFIED, ("clarified",))


def test_without_the_versions_between_only_the_ends_can_be_compared(edition):
    one = edition("1.0.0", A)
    three = edition("1.1.1", REWORDED, changes={"a": {"class": "wording"}}, against="1.1.0")

    way = chain(one, three)

    assert [each.version for each in way] == ["1.0.0", "1.1.1"]
    assert lineage(way).descents["a"].reasons == ("undeclared",)


def test_a_question_that_went_and_came_back_is_new(edition):
    one = edition("1.0.0", A, C)
    two = edition("2.0.0", C, changes={"a": {"class": "removed"}})
    three = edition("2.1.0", A, C, changes={"a": {"class": "new"}}, against="2.0.0")

    found = lineage([one, two, three])

    assert found.descents["a"] == Descent("a", (), ChangeClass.NEW, ("new",))


def test_origins_are_told_in_the_words_of_the_first_version(edition):
    one = edition("1.0.0", A, C)
    two = edition("2.0.0", B, C, changes={
        "b": {"class": "split", "from": ["a"]}, "a": {"class": "removed"}})  # fmt: skip
    three = edition("3.0.0", B | {"text": "Which?"}, C, changes={"b": {"class": "wording"}},
                    against="2.0.0")  # fmt: skip

    found = lineage([one, two, three])

    assert found.descents["b"].origins == ("a",)
    assert found.descents["b"].change is ChangeClass.SPLIT
    assert found.removed == {"a": ("b",)}


def test_another_label_behind_a_condition_is_another_condition(edition):
    asked = A, B | {"shown_when": {"label": "digital"}}
    words = {"labels": {"digital": {"label": "Digital", "text": "It runs by itself."}}}
    one, two = (
        edition(
            version,
            *asked,
            labels=[{"id": "digital", "when": {"is": {"a": value}}}],
            english=words,
        )
        for version, value in (("1.0.0", "yes"), ("1.1.0", "no"))
    )

    found = lineage([one, two]).descents

    assert found["a"].change is None
    assert (found["b"].comparability, found["b"].reasons) == (
        WITH_CARE,
        ("clarified", "condition", "undeclared"),
    )
