"""Versions in order."""

import pytest

from compass.core.versions.order import Step, step, version_before


def test_the_version_before_is_the_highest_that_is_lower():
    assert version_before("2.0.0", ["1.0.0", "1.2.0", "3.0.0", "2.0.0"]) == "1.2.0"
    assert version_before("1.11.0", ["1.9.0", "1.10.0", "1.11.0-rc.1"]) == "1.11.0-rc.1"
    assert version_before("1.0.0", ["1.0.0", "2.0.0"]) is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1.0.0", "1.0.1", Step.PATCH),
        ("1.0.9", "1.1.0", Step.MINOR),
        ("1.9.0", "2.0.0", Step.MAJOR),
        ("1.0.0", "1.0.0", Step.NONE),
        ("2.0.0", "1.0.0", Step.NONE),
    ],
)
def test_a_step_is_as_large_as_the_first_number_that_grew(before, after, expected):
    assert step(before, after) is expected
