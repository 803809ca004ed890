"""Questions that are asked once per item: their addresses, conditions and progress."""

import pytest

from compass.core.conditions import AnyItem, EveryItem, Is, ItemsAtLeast
from compass.core.evaluation import Progress, evaluate
from compass.core.items import Item
from compass.core.question_sets import Group
from compass.core.rules import ScoreRule
from tests.unit.core.making import a_question, a_set, answered

PEOPLE = a_question("people", "items")
GROUP = Group("each", "theme", over="people")
HARMED = a_question("harmed", group="each", over="people", points={"raw": {"yes": "2", "no": "0"}})
HOW = a_question("how", "long-text", group="each", over="people", shown_when=Is("harmed", "yes"))
TWO = {"people": answered(("a1: Parents", "b2: Teachers"))}


def _set(*more, group=GROUP, **parts):
    return a_set(PEOPLE, HARMED, HOW, *more, groups=(group,), **parts)


def test_without_items_nothing_is_asked_about_them():
    assert evaluate(_set(), {}).visible == ("people",)


def test_every_item_is_asked_about_by_itself_one_after_the_other():
    answers = {**TWO, "a1/harmed": answered("yes")}

    evaluation = evaluate(_set(), answers)

    assert evaluation.items == {"people": (Item("a1", "Parents"), Item("b2", "Teachers"))}
    assert evaluation.visible == ("people", "a1/harmed", "a1/how", "b2/harmed")
    assert evaluation.unanswered == ("a1/how", "b2/harmed")
    assert evaluation.progress == Progress(2, 4)


def test_an_item_that_was_taken_out_keeps_its_answers_out_of_everything():
    answers = {**TWO, "a1/harmed": answered("yes"), "c3/harmed": answered("yes")}

    assert evaluate(_set(), answers) == evaluate(_set(), {**TWO, "a1/harmed": answered("yes")})


def test_the_group_itself_can_have_a_condition():
    group = Group("each", "theme", over="people", shown_when=ItemsAtLeast("people", 2))

    assert evaluate(_set(group=group), {"people": answered(("a1: Parents",))}).visible == (
        "people",
    )
    assert "b2/harmed" in evaluate(_set(group=group), TWO).visible


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [("yes", "yes", ("any", "every")), ("yes", "no", ("any",)), ("no", "no", ())],
)
def test_others_can_ask_about_any_item_and_about_every_item(first, second, shown):
    harmed = Is("harmed", "yes")
    asked = _set(
        a_question("any", shown_when=AnyItem("people", harmed)),
        a_question("every", shown_when=EveryItem("people", harmed)),
    )
    answers = {**TWO, "a1/harmed": answered(first), "b2/harmed": answered(second)}

    visible = evaluate(asked, answers).visible

    assert tuple(name for name in ("any", "every") if name in visible) == shown


def test_a_list_nobody_filled_in_proves_nothing():
    asked = _set(a_question("every", shown_when=EveryItem("people", Is("harmed", "yes"))))

    assert "every" not in evaluate(asked, {}).visible


def test_points_are_earned_at_every_item():
    asked = _set(scores=(ScoreRule("raw"),))
    answers = {**TWO, "a1/harmed": answered("yes"), "b2/harmed": answered("no")}

    score = evaluate(asked, answers).scores["raw"]

    assert (score.value, score.maximum) == (2, 4)
    assert [part.source for part in score.contributions] == ["a1/harmed", "b2/harmed"]
