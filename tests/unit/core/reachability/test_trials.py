"""The answers that are tried are answers that people can give, few of them, and on each side of
every bound."""

import datetime as dt
from decimal import Decimal

import pytest

from compass.core.answers import answer_fault, is_complete
from compass.core.conditions import (
    All,
    Any_,
    AtLeast,
    Before,
    Includes,
    Is,
    NumberAtLeast,
    NumberAtMost,
    OnOrAfter,
)
from compass.core.loading import find_folders, load_folder
from compass.core.reachability.features import Asked, features_of
from compass.core.reachability.spaces import space_of
from compass.core.reachability.trials import trials
from tests.unit.core.making import a_question

OPTIONS = tuple("abcdefgh")


def _tried(question, *conditions):
    features = features_of(conditions).get(question.id, ())
    found = trials(Asked(question, features, (), begins=False))
    return [
        answer.value for answer in found.answers if answer is not None and answer.value is not None
    ], found.is_complete


def test_every_answer_that_is_tried_in_any_set_is_valid_and_full(fixture_sets):
    for folder in find_folders(fixture_sets):
        for variable in space_of(load_folder(folder)).variables:
            for answer in variable.answers:
                where = (folder, variable.where, answer)
                assert answer is None or answer_fault(variable.question, answer) is None, where
                assert answer is None or is_complete(variable.question, answer), where


def test_a_question_that_nothing_looks_at_has_one_answer_worth_trying():
    assert _tried(a_question("q")) == ([], True)


def test_both_sides_of_each_bound_are_tried():
    number = a_question("q", "number", minimum=Decimal(0), maximum=Decimal(10))

    values, is_complete_ = _tried(
        number, NumberAtLeast("q", Decimal(4)), NumberAtMost("q", Decimal(7))
    )

    assert is_complete_
    assert {Decimal(value) < 4 for value in values} == {True, False}
    assert {Decimal(value) > 7 for value in values} == {True, False}


def test_a_range_is_tried_on_its_grid_only():
    steps = a_question(
        "q", "range", minimum=Decimal("0.5"), maximum=Decimal(3), step=Decimal("0.5")
    )

    values, _ = _tried(steps, NumberAtLeast("q", Decimal("1.2")))

    assert {(Decimal(value) - Decimal("0.5")) % Decimal("0.5") for value in values} == {0}


def test_a_day_is_tried_on_both_sides_of_each_that_is_named():
    date = a_question("q", "date")
    first, second = dt.date(2026, 8, 2), dt.date(2027, 1, 1)

    values, is_complete_ = _tried(date, OnOrAfter("q", first), Before("q", second))

    assert is_complete_
    assert values == ["2026-08-01", "2026-08-02", "2027-01-01"]


@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ([Includes("q", "a")], 1),
        ([Any_(tuple(Includes("q", option) for option in OPTIONS))], 1),
        ([Includes("q", "a"), Includes("q", "b")], 3),
        ([All((Includes("q", "a"), Includes("q", "b"), Is("other", "yes")))], 1),
    ],
)
def test_choices_that_nothing_tells_apart_are_tried_once(conditions, count):
    choices = a_question("q", "multiple-choice", options=OPTIONS)

    values, _ = _tried(choices, *conditions)

    assert len([value for value in values if value is not None]) == count


def test_levels_on_one_side_of_a_bound_are_the_same():
    levels = tuple(f"level-{number}" for number in range(9))
    judgement = a_question("q", "judgement", scale="care", levels=levels)

    values, _ = _tried(judgement, AtLeast("q", "level-4", levels[4:]))

    assert values == ["level-4"]
