"""What a check may cost is bounded whatever stands in the files, and it says where it stopped."""

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.conditions import Includes
from compass.core.loading import find_folders, load_folder
from compass.core.reachability import settling
from compass.core.reachability.effort import MOST_STEPS, Effort, steps_of, steps_with
from compass.core.reachability.features import Asked, features_of
from compass.core.reachability.settling import settle
from compass.core.reachability.trials import FEWEST, MANY, trials
from tests.unit.core.making import a_question

FEW_QUESTIONS = 10


@pytest.fixture
def chained(edition):
    """Labels that each look at the one before and at one of ten questions."""

    def make(count: int):
        questions = [{"id": f"q{number}", "kind": "yes-no"} for number in range(FEW_QUESTIONS)]
        labels = [{"id": "l0", "when": {"is": {"q0": "yes"}}}]
        labels += [
            {
                "id": f"l{number}",
                "when": {
                    "all": [
                        {"label": f"l{number - 1}"},
                        {"is": {f"q{number % FEW_QUESTIONS}": "yes"}},
                    ]
                },
            }
            for number in range(1, count)
        ]
        words = {label["id"]: {"label": label["id"], "text": "x"} for label in labels}
        return edition("1.0.0", *questions, labels=labels, english={"labels": words})

    return make


def test_labels_that_rest_on_each_other_are_settled(chained):
    assert all(one.is_certain and not one.is_cut for one in settle(chained(40)))


def test_a_check_evaluates_no_more_than_its_effort_pays_for(chained, monkeypatch):
    question_set, steps, evaluated = chained(400), 100_000, []
    state_of = settling.state_of

    def counted(excerpt, answers):
        evaluated.append(steps_of(excerpt))
        return state_of(excerpt, answers)

    monkeypatch.setattr(settling, "state_of", counted)

    found = settle(question_set, steps=steps)

    assert sum(evaluated) <= 2 * steps
    assert {one.is_cut for one in found} == {True, False}
    assert not any(one.is_cut and one.is_certain for one in found if len(one.seen) < 2)


def test_effort_that_does_not_suffice_is_spent():
    effort = Effort(10)

    assert effort.take(9)
    assert not effort.take(2)
    assert effort.is_spent
    assert not effort.take(0)


def test_as_many_are_looked_at_as_the_effort_is_worth():
    assert list(Effort(10).worth(range(100), lambda _: 3)) == [0, 1, 2]


def test_what_is_asked_per_item_is_looked_at_once_for_each(new_kinds):
    listed = Answer(AnswerStatus.ANSWERED, tuple(f"i{number}: Item" for number in range(50)))
    cost = steps_with(new_kinds)

    few, many = cost({}), cost({"stakeholders": listed})

    per_item = [one for one in new_kinds.questions if one.over == "stakeholders"]
    assert few == steps_of(new_kinds)
    assert many - few >= 50 * (1 + len(per_item))


@pytest.mark.parametrize("count", [13, 90, 2_000])
def test_of_many_options_few_choices_are_tried_and_all_of_them_at_once(count):
    options = tuple(f"o{number}" for number in range(count))
    choices = a_question("q", "multiple-choice", options=options)
    features = features_of(Includes("q", option) for option in options)["q"]

    found = trials(Asked(choices, features, (), begins=False))

    assert not found.is_complete
    assert FEWEST <= len(found.answers) <= MANY + 3
    assert found.looks <= 300_000
    if count == 13:
        assert options in [answer.value for answer in found.answers if answer is not None]


def test_the_largest_set_made_for_tests_could_be_evaluated_a_thousand_times(fixture_sets):
    largest = max(steps_of(load_folder(folder)) for folder in find_folders(fixture_sets))

    assert largest * 1_000 < MOST_STEPS
