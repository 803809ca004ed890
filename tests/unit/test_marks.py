"""How two sides of a difference are laid beside each other."""

from compass.web.versions.marks import names_pair


def test_names_that_came_or_went_stand_in_one_line():
    assert names_pair("roles", [], ["Lawyer", "Policy"]).values == ("", "Lawyer, Policy")
    assert names_pair("roles", ["Lawyer", "Policy"], []).values == ("Lawyer, Policy", "")


def test_names_on_both_sides_are_compared_word_by_word():
    pair = names_pair("roles", ["Lawyer", "Policy"], ["Policy", "Design"])

    assert pair.values is None
    assert {run.kind for run in pair.runs} > {"added", "removed"}
