"""How two sides of a difference are laid beside each other."""

from flask import Flask

from compass.core.versions.words import MAX_WORK
from compass.web.versions.marks import MOST_ON_A_PAGE, lines_pair, names_pair


def test_names_that_came_or_went_stand_in_one_line():
    assert names_pair("roles", [], ["Lawyer", "Policy"]).values == ("", "Lawyer, Policy")
    assert names_pair("roles", ["Lawyer", "Policy"], []).values == ("Lawyer, Policy", "")


def test_names_on_both_sides_are_compared_word_by_word():
    pair = names_pair("roles", ["Lawyer", "Policy"], ["Policy", "Design"])

    assert pair.values is None
    assert {run.kind for run in pair.runs} > {"added", "removed"}


def test_a_page_marks_words_until_it_would_take_too_long():
    before, after = ["! " * 900 + "?"], ["? " * 900 + "!"]
    whole = {"removed", "added"}

    with Flask(__name__).test_request_context():
        long = [lines_pair("text", before, after) for _ in range(8)]
        short = lines_pair("text", ["a short text " * 10], ["a shorter text " * 10])

    kinds = [{run.kind for run in pair.runs} for pair in long]
    assert MOST_ON_A_PAGE == 5 * MAX_WORK
    assert [kind == whole for kind in kinds] == [False] * 6 + [True] * 2
    assert {run.kind for run in short.runs} > whole
