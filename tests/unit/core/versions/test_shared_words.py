"""Words that questions share, those of a scale or of a map: a change of them is a difference of
each of these questions."""

import pytest

from compass.core.versions.diff import diff_sets
from compass.core.versions.differences import DifferenceKind
from compass.core.versions.linting import lint_changes

JUDGED = {"id": "j", "kind": "judgement"}
RISK = {"id": "r", "kind": "risk", "map": "chart"}
ASKED = {"id": "a", "kind": "yes-no"}
BANDS = {"chart": {"calm": "Calm", "wild": "Wild"}}


def words(low="Low", high="High", text="So it is."):
    return {"low": {"label": low, "text": text}, "high": {"label": high, "text": text}}


def chart():
    cells = {"low": ["calm", "calm"], "high": ["calm", "wild"]}
    return {"chart": {"severity": "care", "likelihood": "care", "bands": ["calm", "wild"],
                      "cells": cells}}  # fmt: skip


@pytest.fixture
def version(edition):
    def make(number, levels, bands=None, **more):
        english = {"scales": {"care": levels}, "maps": bands or BANDS}
        return edition(number, JUDGED, RISK, ASKED, scales={"care": ["low", "high"]},
                       maps=chart(), english=english, **more)  # fmt: skip

    return make


SWAPPED = words(low="High", high="Low")


def kinds(before, after):
    return {each.id: set(each.kinds) for each in diff_sets(before, after).questions}


def test_another_word_for_a_level_is_other_words_of_each_question_on_the_scale(version):
    found = kinds(version("1.0.0", words()), version("1.0.1", words(low="Rather low")))

    assert found == {name: {DifferenceKind.WORDING} for name in "jr"}


def test_words_of_levels_that_change_places_make_another_scale(version):
    found = kinds(version("1.0.0", words()), version("2.0.0", SWAPPED))

    assert found == {name: {DifferenceKind.SCALE} for name in "jr"}


def test_what_levels_mean_changes_places_under_the_same_names_too(version):
    told = {"low": {"label": "Low", "text": "Seldom."}, "high": {"label": "High", "text": "Often."}}
    swapped = {"low": {"label": "Low", "text": "Often."},
               "high": {"label": "High", "text": "Seldom."}}  # fmt: skip

    found = kinds(version("1.0.0", told), version("2.0.0", swapped))

    assert found == {name: {DifferenceKind.SCALE} for name in "jr"}


def test_bands_of_a_map_that_change_places_make_another_scale(version):
    swapped = {"chart": {"calm": "Wild", "wild": "Calm"}}

    found = kinds(version("1.0.0", words()), version("2.0.0", words(), bands=swapped))

    assert found == {"r": {DifferenceKind.SCALE}}


def test_options_that_change_places_are_other_options(edition):
    choice = {"id": "c", "kind": "single-choice", "options": ["one", "two"]}
    plain = {"title": "c", "text": "Is it c?", "why": "Because."}
    swapped = {"questions": {"c": plain | {"options": {"one": "two", "two": "one"}}}}

    found = kinds(edition("1.0.0", choice), edition("2.0.0", choice, english=swapped))

    assert found == {"c": {DifferenceKind.OPTIONS}}


@pytest.mark.parametrize(
    ("levels", "declared", "expected"),
    [
        (words(low="Rather low"), {}, "undeclared"),
        (words(low="Rather low"), {name: {"class": "wording"} for name in "jr"}, None),
        (words(text="It is not so."), {}, "undeclared"),
        (words(text="It is not so."), {name: {"class": "meaning"} for name in "jr"}, None),
        (SWAPPED, {}, "undeclared"),
        (SWAPPED, {name: {"class": "wording"} for name in "jr"}, "understated"),
        (SWAPPED, {name: {"class": "meaning"} for name in "jr"}, None),
    ],
)
def test_a_changed_scale_is_declared_for_each_question_that_uses_it(
    version, levels, declared, expected
):
    after = version("2.0.0", levels, changes=declared)

    found = lint_changes(version("1.0.0", words()), after, "changes.yaml")

    wanted = [(expected, f"questions.{name}") for name in "jr"] if expected else []
    assert [(fault.code, fault.path) for fault in found] == wanted
