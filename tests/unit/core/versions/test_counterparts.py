"""What a question corresponds to in another version."""

import pytest

from compass.core.versions.counterparts import (
    Counterparts,
    counterparts_after,
    counterparts_before,
)
from compass.core.versions.descent import Comparability, lineage

A, B, C = ({"id": name, "kind": "yes-no", "code": name} for name in "abc")


@pytest.fixture
def split(edition):
    """``a`` becomes ``a`` and ``b``; ``c`` is new; ``d`` goes."""
    gone = {"id": "d", "kind": "yes-no", "code": "d"}
    changes = {
        "a": {"class": "split", "from": ["a"]},
        "b": {"class": "split", "from": ["a"]},
        "c": {"class": "new"},
        "d": {"class": "removed"},
    }
    return lineage([edition("1.0.0", A, gone), edition("2.0.0", A, B, C, changes=changes)])


def test_parts_have_the_whole_before_them_and_the_whole_has_parts_after_it(split):
    worst = Comparability.NOT_COMPARABLE

    assert counterparts_before(split, "b") == Counterparts(("a",), worst, ("split",))
    assert counterparts_after(split, "a") == Counterparts(("a", "b"), worst, ("split",))


def test_what_only_one_version_asks_has_no_counterpart(split):
    assert counterparts_before(split, "c").questions == ()
    assert counterparts_after(split, "d").questions == ()


def test_the_same_question_compares_both_ways(edition):
    same = lineage([edition("1.0.0", A), edition("1.0.1", A)])

    expected = Counterparts(("a",), Comparability.COMPARABLE, ())
    assert counterparts_before(same, "a") == counterparts_after(same, "a") == expected
