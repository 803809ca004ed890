"""The structure of a set in words, for people who compare two versions of it."""

import re
from pathlib import Path

import pytest

from compass.core.conditions import All, Answered, Any_, AnyItem, EveryItem, Is, Not
from compass.core.loading import load_folder
from compass.core.versions.diff import diff_sets
from compass.core.versions.differences import QUESTION_FIELDS, SET_FIELDS
from compass.resources import resource
from compass.web.settings import LANGUAGES
from compass.web.versions.entry_lines import entries_beside, texts_beside
from compass.web.versions.question_pairs import pairs_of_question
from compass.web.versions.telling.entries import entries_of, entry_title, entry_words
from compass.web.versions.telling.questions import QUESTION_WORDS
from compass.web.versions.telling.side import ToldSide
from compass.web.versions.words import PLACES

A = {"id": "a", "kind": "yes-no", "code": "A", "title": "First"}
B = {"id": "b", "kind": "single-choice", "code": "B", "options": ["one", "two"]}
FIXTURES = Path(__file__).parents[1] / "fixtures" / "question_sets"
SECTIONS = [name for name, kind in SET_FIELDS.items() if kind is not None]


def side(question_set, language="en"):
    return ToldSide(question_set, question_set.texts[language], language)


@pytest.fixture(params=["every_kind_folder", "new_kinds_folder", "explained_folder"])
def some_set(request):
    return load_folder(request.getfixturevalue(request.param))


def test_every_field_that_can_differ_has_its_words():
    compared = {name for name, kind in QUESTION_FIELDS.items() if kind is not None}

    assert compared | {"shown_when"} == set(QUESTION_WORDS)
    assert set(QUESTION_WORDS) | set(SECTIONS) <= set(PLACES)


def test_every_question_can_be_told_in_each_language(some_set):
    for language in set(LANGUAGES) & set(some_set.languages):
        for question in some_set.questions:
            for tell in QUESTION_WORDS.values():
                lines = tell(side(some_set, language), question)
                assert all(isinstance(line, str) for line in lines)


def test_every_entry_can_be_told_in_each_language(some_set):
    for language in set(LANGUAGES) & set(some_set.languages):
        told = side(some_set, language)
        for section in SECTIONS:
            for key in entries_of(some_set, section):
                assert entry_title(told, section, key) != ""
                assert set(entry_words(told, section, key)) <= set(PLACES)


@pytest.mark.parametrize(
    "folder",
    [
        FIXTURES / "new-kinds" / "1.0.0",
        FIXTURES / "impact-assessment" / "1.0.0",
        resource("question_sets") / "compass-prescan" / "1.0.0",
    ],
    ids=lambda folder: folder.parent.name,
)
def test_french_has_its_space_before_each_colon(folder):
    told = side(load_folder(folder), "fr")

    lines = [line for question in told.question_set.questions
             for tell in QUESTION_WORDS.values() for line in tell(told, question)]  # fmt: skip
    lines += [line for section in SECTIONS for key in entries_of(told.question_set, section)
              for each in entry_words(told, section, key).values() for line in each]  # fmt: skip

    assert any(":" in line for line in lines)
    assert [line for line in lines if re.search(r"\S:( |$)", line)] == []


@pytest.mark.parametrize(
    ("condition", "lines"),
    [
        (Is("a", "yes"), ["“First” was answered with: Yes"]),
        (Not(Answered("a")), ["“First” has no answer yet"]),
        (Any_((Is("a", "yes"), Answered("b"))),
         ["at least one of these holds:", "– “First” was answered with: Yes",
          "– “b” has an answer"]),
        (Not(Any_((Is("a", "yes"), Answered("b")))),
         ["all of these hold:", "– “First” was not answered with: Yes",
          "– “b” has no answer yet"]),
        (Not(All((Answered("a"), Any_((Answered("b"),))))),
         ["at least one of these holds:", "– “First” has no answer yet",
          "– “b” has no answer yet"]),
        (AnyItem("b", Answered("a")),
         ["for at least one of “b”:", "– “First” has an answer"]),
        (Not(EveryItem("b", Answered("a"))),
         ["not for each of “b”:", "– “First” has an answer"]),
    ],
)  # fmt: skip
def test_a_condition_is_told_as_the_reasons_of_a_question_are(edition, condition, lines):
    assert side(edition("1.0.0", A, B)).condition(condition) == lines


def values(before, after, name="b"):
    diff = diff_sets(before, after)
    pairs = pairs_of_question(diff.differences_of(name), name, side(before), side(after))
    return {pair.place: pair.values or texts(pair) for pair in pairs}


def texts(pair):
    """Both sides as they can be read."""
    return tuple(
        "".join(run.text for run in pair.runs if run.kind in ("same", side_))
        for side_ in ("removed", "added")
    )


@pytest.mark.parametrize(
    ("changed", "place", "expected"),
    [
        ({"kind": "multiple-choice"}, "kind", ("one out of a list", "several out of a list")),
        ({"optional": "yes"}, "is_required", ("Yes", "No")),
        ({"phases": ["design"]}, "phases", ("", "Design")),
        ({"options": ["one", "two", "three"]}, "options", ("one\ntwo", "one\ntwo\nthree")),
        ({"shown_when": {"is": {"a": "yes"}}}, "shown_when",
         ("always", "“First” was answered with: Yes")),
        ({"points": {"risk": {"one": "1.5", "two": "0"}}}, "points",
         ("", "Risk: one: 1.5\nRisk: two: 0")),
    ],
)  # fmt: skip
def test_a_difference_of_structure_is_told_with_labels(edition, changed, place, expected):
    rules = {"scores": [{"id": "risk"}],
             "english": {"scores": {"risk": {"title": "Risk", "text": "How much."}}}}  # fmt: skip
    scored = A | {"points": {"risk": {"yes": "1", "no": "0"}}}
    before = edition("1.0.0", scored, B, **rules)

    found = values(before, edition("2.0.0", scored, B | changed, **rules))

    assert found[place] == expected


def test_a_question_asked_on_other_grounds_says_which_rule_is_another(edition):
    asked = B | {"shown_when": {"label": "hot"}}
    english = {"labels": {"hot": {"label": "Hot", "text": "It burns."}}}

    def version(number, answer):
        hot = {"id": "hot", "when": {"is": {"a": answer}}}
        return edition(number, A, asked, labels=[hot], english=english)

    was, is_now = values(version("1.0.0", "yes"), version("1.1.0", "no"))["shown_when"]

    assert was == "the label “Hot” applies\nHot:\n– “First” was answered with: Yes"
    assert is_now.endswith("– “First” was answered with: No")


def test_a_map_shows_only_the_cells_that_differ(edition):
    risk = {"id": "b", "kind": "risk", "map": "chart"}
    english = {
        "scales": {"care": {name: {"label": name, "text": name} for name in ("low", "high")}},
        "maps": {"chart": {"calm": "Calm", "wild": "Wild"}},
    }

    def version(number, last):
        cells = {"low": ["calm", "calm"], "high": ["wild", last]}
        chart = {"severity": "care", "likelihood": "care", "bands": ["calm", "wild"]}
        return edition(number, risk, scales={"care": ["low", "high"]}, english=english,
                       maps={"chart": chart | {"cells": cells}})  # fmt: skip

    found = values(version("1.0.0", "calm"), version("2.0.0", "wild"))

    cell = "how serious: high, how likely: high: "
    assert found["map"] == (f"{cell}Calm", f"{cell}Wild")


def test_entries_beside_questions_are_told_by_their_titles(edition):
    english = {"labels": {"hot": {"label": "Hot", "text": "It burns."}}}
    hot = {"id": "hot", "when": {"is": {"a": "yes"}}}
    before = edition("1.0.0", A, B)
    after = edition("1.1.0", A, B, labels=[hot], english=english)

    [entry] = entries_beside(diff_sets(before, after).general, side(before), side(after))

    assert (entry.section, entry.title, entry.change) == ("labels", "Hot", "added")
    [pair] = entry.pairs
    assert pair.values == ("", "“First” was answered with: Yes")


def test_texts_beside_questions_say_of_what_they_are(edition):
    before = edition("1.0.0", A)
    words = {"themes": {"all": {"title": "All", "text": "Each and every."}}}
    after = edition("1.0.1", A, english=words)

    [pair] = texts_beside(diff_sets(before, after).general, side(before), side(after))

    assert (pair.place, pair.of) == ("themes", "All")


def test_nothing_that_is_told_looks_like_data(some_set):
    told = side(some_set)
    lines = [
        line
        for question in some_set.questions
        for tell in QUESTION_WORDS.values()
        for line in tell(told, question)
    ]
    lines += [
        line
        for section in SECTIONS
        for key in entries_of(some_set, section)
        for some in entry_words(told, section, key).values()
        for line in some
    ]

    assert not [line for line in lines if re.search(r"[{}\[\]\"]|\bNone$|True|False", line)]
