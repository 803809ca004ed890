"""The typed differences of two versions."""

from dataclasses import fields

import pytest

from compass.core.loading import load_folder
from compass.core.question_sets import Question, QuestionSet, QuestionText, SetTexts
from compass.core.versions.diff import diff_sets
from compass.core.versions.differences import (
    LEAST_CLASS,
    QUESTION_FIELDS,
    QUESTION_TEXTS,
    SET_FIELDS,
    SET_TEXTS,
    Difference,
    DifferenceKind,
)

A = {"id": "a", "kind": "yes-no"}
CHOICE = {"id": "b", "kind": "single-choice", "options": ["one", "two"]}


@pytest.mark.parametrize(
    ("table", "of"),
    [
        (QUESTION_FIELDS, Question),
        (QUESTION_TEXTS, QuestionText),
        (SET_FIELDS, QuestionSet),
        (SET_TEXTS, SetTexts),
    ],
)
def test_every_field_says_what_a_change_of_it_means(table, of):
    assert set(table) == {field.name for field in fields(of)}


def test_every_kind_of_difference_has_a_least_class():
    assert set(LEAST_CLASS) == set(DifferenceKind)


def test_a_set_does_not_differ_from_itself(every_kind):
    diff = diff_sets(every_kind, every_kind)

    assert (diff.questions, diff.general) == ((), ())
    assert len(diff.unchanged) == len(every_kind.questions)


def test_another_version_number_alone_is_no_difference(edition):
    diff = diff_sets(edition("1.0.0", A), edition("1.0.1", A))

    assert (diff.questions, diff.general) == ((), ())


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (A, A | {"text": "Really?"},
         Difference(DifferenceKind.WORDING, "text", "Is it a?", "Really?", "en")),
        (A, A | {"why": "So."},
         Difference(DifferenceKind.GUIDANCE, "why", "Because.", "So.", "en")),
        (A, A | {"checks": ["x"]}, Difference(DifferenceKind.GUIDANCE, "checks", [], ["x"], "en")),
        (A, A | {"kind": "date"}, Difference(DifferenceKind.KIND, "kind", "yes-no", "date")),
        (A, A | {"optional": "yes"},
         Difference(DifferenceKind.CONDITION, "is_required", True, False)),
        (A, A | {"code": "Z9"}, Difference(DifferenceKind.MOVED, "code", "Q0", "Z9")),
        (CHOICE, CHOICE | {"options": ["two", "one"]},
         Difference(DifferenceKind.MOVED, "options", ["one", "two"], ["two", "one"])),
        ({"id": "n", "kind": "number", "minimum": "1"},
         {"id": "n", "kind": "number", "minimum": "1.5"},
         Difference(DifferenceKind.SCALE, "minimum", "1", "1.5")),
    ],
    ids=["text", "why", "checks", "kind", "optional", "code", "order-of-options", "minimum"],
)  # fmt: skip
def test_a_changed_field_is_one_difference_with_both_values(edition, before, after, expected):
    diff = diff_sets(edition("1.0.0", before), edition("1.1.0", after))

    [question] = diff.questions
    assert question.differences == (expected,)


def test_another_option_is_a_difference_of_options_with_its_words(edition):
    more = CHOICE | {"options": ["one", "two", "three"]}

    [question] = diff_sets(edition("1.0.0", CHOICE), edition("2.0.0", more)).questions

    assert question.differences == (
        Difference(DifferenceKind.OPTIONS, "options", ["one", "two"], ["one", "two", "three"]),
        Difference(DifferenceKind.WORDING, "options.three", None, "three", "en"),
    )


def test_levels_are_compared_and_the_name_of_a_scale_is_not(edition):
    level = {"id": "j", "kind": "judgement"}
    low_high, three = {"care": ["low", "high"]}, {"care": ["low", "mid", "high"]}
    words = {level: {"label": level, "text": level} for level in ("low", "high")}
    renamed = edition("1.1.0", level | {"scale": "heed"}, scales={"heed": ["low", "high"]},
                      english={"scales": {"heed": words}})  # fmt: skip
    longer = edition("2.0.0", level, scales=three, english={
        "scales": {"care": words | {"mid": {"label": "mid", "text": "mid"}}}})  # fmt: skip
    before = edition("1.0.0", level, scales=low_high)

    [question] = diff_sets(before, longer).questions

    assert diff_sets(before, renamed).questions == ()
    assert question.kinds == {DifferenceKind.SCALE}


def test_questions_come_and_go(edition):
    diff = diff_sets(edition("1.0.0", A), edition("2.0.0", CHOICE))

    assert [(question.id, question.kinds) for question in diff.questions] == [
        ("b", {DifferenceKind.ADDED}),
        ("a", {DifferenceKind.REMOVED}),
    ]


def test_the_condition_of_a_question_is_compared_as_written(edition):
    asked = CHOICE | {"shown_when": {"is": {"a": "yes"}}}

    [question] = diff_sets(edition("1.0.0", A, CHOICE), edition("1.1.0", A, asked)).questions

    [difference] = question.differences
    assert difference.kind is DifferenceKind.CONDITION
    assert difference.before == []
    assert difference.after == [{"is": {"question": "a", "value": "yes"}}]


def test_conditions_joined_in_another_order_are_the_same(edition):
    one, two = {"is": {"a": "yes"}}, {"answered": "a"}
    before = CHOICE | {"shown_when": {"all": [one, two]}}
    after = CHOICE | {"shown_when": {"all": [two, {"all": [one]}]}}

    assert diff_sets(edition("1.0.0", A, before), edition("1.0.1", A, after)).questions == ()


def test_one_question_that_moves_is_one_question_that_moved(edition):
    names = [{"id": name, "kind": "yes-no", "code": name} for name in "abcde"]
    before = edition("1.0.0", *names)
    after = edition("1.0.1", names[4], *names[:4])

    [question] = diff_sets(before, after).questions

    assert question.id == "e"
    assert question.differences == (Difference(DifferenceKind.MOVED, "position", 5, 1),)


def test_a_question_in_front_moves_no_other(edition):
    names = [{"id": name, "kind": "yes-no", "code": name} for name in "abc"]

    diff = diff_sets(edition("1.0.0", *names[1:]), edition("1.1.0", *names))

    assert [question.id for question in diff.questions] == ["a"]


def test_words_beside_questions_are_general(edition):
    words = {"title": "Smaller", "themes": {"all": {"title": "Each", "text": "Everything."}}}

    diff = diff_sets(edition("1.0.0", A), edition("1.0.1", A, english=words))

    assert diff.general == (
        Difference(DifferenceKind.WORDING, "title", "Small", "Smaller", "en"),
        Difference(DifferenceKind.WORDING, "themes.all.title", "All", "Each", "en"),
    )


def test_structure_beside_questions_is_general(edition):
    more = A | {"principles": ["care", "calm"]}
    calm = {"calm": {"title": "Calm", "text": "Be calm.", "dilemma": "When?"}}
    care = {"care": {"title": "Care", "text": "Take care.", "dilemma": "How much?"}}

    diff = diff_sets(
        edition("1.0.0", A),
        edition("1.1.0", more, principles=["care", "calm"], english={"principles": care | calm}),
    )

    assert diff.general == (Difference(DifferenceKind.ADDED, "principles.calm", None, "calm"),)


def test_a_language_that_comes_is_no_difference_of_every_question(every_kind, folder, edit):
    (folder / "de.yaml").unlink()
    edit("set.yaml", "  - de\n", "")

    diff = diff_sets(load_folder(folder), every_kind)

    assert diff.questions == ()
    assert [difference.place for difference in diff.general] == ["languages.de"]
