"""Scores are exact, so that their numbers have to stay of a size that can be written down."""

from itertools import pairwise

import pytest

QUESTION = {
    "id": "x",
    "code": "X1",
    "kind": "yes-no",
    "points": {"raw": {"yes": "999999999999999999.123456789", "no": "0"}},
}
MUCH = "999999999999999999.123456789"


def a_chain(length):
    names = ["raw", *(f"s{number}" for number in range(1, length))]
    chained = [
        {"id": after, "of": [before], "weights": {before: MUCH}}
        for before, after in pairwise(names)
    ]
    return [{"id": "raw"}, *chained]


def many_adjustments(number):
    rules = [
        {"id": f"a{one}", "when": {"is": {"x": "yes"}}, "multiply": MUCH} for one in range(number)
    ]
    return [{"id": "raw", "adjust": rules}]


def averages_of_shares(number):
    """What people do: a share for each theme, and the share of them all."""
    themes = [{"id": f"s{one}", "of": ["raw"], "measure": "share"} for one in range(number)]
    names = [score["id"] for score in themes]
    return [{"id": "raw"}, *themes, {"id": "all", "of": names, "measure": "share"}]


def too_long(found):
    return {one.path for one in found if one.code == "too-many-digits"}


@pytest.mark.parametrize("scores", [a_chain(400), many_adjustments(400)])
def test_a_score_whose_numbers_nobody_could_write_down_is_refused(small_findings, scores):
    assert too_long(small_findings(QUESTION, scores=scores))


@pytest.mark.parametrize("scores", [a_chain(100), many_adjustments(100), averages_of_shares(30)])
def test_a_score_as_instruments_have_them_is_of_a_size_to_write_down(small_findings, scores):
    assert not too_long(small_findings(QUESTION, scores=scores))


def test_scores_that_depend_on_each_other_have_no_size(small_findings):
    scores = [{"id": "raw"}, {"id": "a", "of": ["b"]}, {"id": "b", "of": ["a"]}]

    found = small_findings(QUESTION, scores=scores)

    assert not too_long(found)
    assert "cycle" in {one.code for one in found}
