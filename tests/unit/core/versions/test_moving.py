"""Answers that move to another version, question by question."""

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.versions.descent import lineage
from compass.core.versions.moving import Fate, Moved, address_after, plan_move

A = {"id": "a", "kind": "yes-no", "code": "A"}
B = {"id": "b", "kind": "single-choice", "options": ["one", "two"], "code": "B"}
M = {"id": "m", "kind": "multiple-choice", "options": ["one", "two"], "code": "M"}
C = {"id": "c", "kind": "long-text", "code": "C"}
D = {"id": "d", "kind": "long-text", "code": "D"}
E = {"id": "e", "kind": "yes-no", "code": "E"}
J = {"id": "j", "kind": "judgement", "code": "J"}

FRESH = {"e": {"class": "new"}}

ANSWERED, NOT_APPLICABLE = AnswerStatus.ANSWERED, AnswerStatus.NOT_APPLICABLE
YES, NO = Answer(ANSWERED, "yes"), Answer(ANSWERED, "no")


@pytest.fixture
def move(edition):
    """The plan from one list of questions to another with these changes."""

    def plan(before, after, changes, answers):
        versions = [edition("1.0.0", *before), edition("2.0.0", *after, changes=changes)]
        return plan_move(lineage(versions), answers)

    return plan


@pytest.mark.parametrize("change", [None, {"class": "wording"}])
def test_the_same_question_keeps_its_answer(move, change):
    after = A | {"text": "Really?"} if change else A

    plan = move([A], [after], {"a": change} if change else None, {"a": YES})

    assert plan.moves[0].fate is Fate.KEPT
    assert (plan.answers, plan.to_confirm) == ({"a": YES}, frozenset())


@pytest.mark.parametrize("change", ["clarified", "meaning"])
def test_a_question_that_asks_something_else_has_its_answer_confirmed(move, change):
    plan = move([A], [A | {"text": "Really?"}], {"a": {"class": change}}, {"a": YES})

    assert plan.moves[0].fate is Fate.KEPT_CONFIRM
    assert plan.moves[0].reasons == (change,)
    assert (plan.answers, plan.to_confirm) == ({"a": YES}, {"a"})


def test_other_words_that_nobody_declared_are_read_by_somebody(move):
    plan = move([A], [A | {"text": "Really?"}], None, {"a": YES})

    assert plan.moves[0].reasons == ("undeclared",)
    assert (plan.answers, plan.to_confirm) == ({"a": YES}, {"a"})


def test_an_option_that_is_gone_is_asked_again_and_what_was_written_beside_it_stays(move):
    answer = Answer(ANSWERED, "two", rationale="We had no choice.")

    plan = move([B], [B | {"options": ["one", "three"]}], {"b": {"class": "meaning"}},
                {"b": answer})  # fmt: skip

    assert plan.moves[0].fate is Fate.ASKED_AGAIN
    assert plan.answers == {"b": Answer(rationale="We had no choice.")}
    assert plan.to_confirm == frozenset()


def test_an_option_that_is_still_there_is_kept_and_confirmed(move):
    plan = move([M], [M | {"options": ["one", "three"]}], {"m": {"class": "meaning"}},
                {"m": Answer(ANSWERED, ("one",))})  # fmt: skip

    assert plan.to_confirm == {"m"}


def test_an_expected_level_that_is_gone_does_not_cost_the_answer(edition):
    levels = {level: {"label": level, "text": level} for level in ("low", "top")}
    words = {"scales": {"care": levels}}
    after = edition("2.0.0", J, scales={"care": ["low", "top"]}, english=words,
                    changes={"j": {"class": "meaning"}})  # fmt: skip
    answer = Answer(ANSWERED, "low", expected="high")

    plan = plan_move(lineage([edition("1.0.0", J), after]), {"j": answer})

    assert plan.answers == {"j": Answer(ANSWERED, "low")}
    assert plan.to_confirm == {"j"}


def test_not_applicable_moves_whatever_the_options(move):
    answer = Answer(NOT_APPLICABLE, "two", reason="Nobody asks for it.")

    plan = move([B], [B | {"options": ["one", "three"]}], {"b": {"class": "meaning"}},
                {"b": answer})  # fmt: skip

    assert plan.answers == {"b": Answer(NOT_APPLICABLE, reason="Nobody asks for it.")}
    assert plan.to_confirm == {"b"}


def test_a_split_question_gives_its_answer_to_each_part(move):
    plan = move([A], [A, E], {"a": {"class": "split", "from": ["a"]},
                              "e": {"class": "split", "from": ["a"]}}, {"a": YES})  # fmt: skip

    assert [(each.address, each.fate, each.origins) for each in plan.moves] == [
        ("a", Fate.SPLIT, ("a",)),
        ("e", Fate.SPLIT, ("a",)),
    ]
    assert (plan.answers, plan.to_confirm) == ({"a": YES, "e": YES}, {"a", "e"})


MERGED = {"c": {"class": "merged", "from": ["c", "d"]}, "d": {"class": "removed"}}


def test_merged_texts_stand_one_below_the_other(move):
    answers = {
        "c": Answer(ANSWERED, "Residents.", rationale="We asked."),
        "d": Answer(ANSWERED, "Visitors.", rationale="We counted."),
    }

    plan = move([C, D], [C], MERGED, answers)

    assert plan.answers == {
        "c": Answer(ANSWERED, "Residents.\n\nVisitors.", rationale="We asked.\n\nWe counted.")
    }
    assert plan.moves[0].origins == ("c", "d")
    assert plan.to_confirm == {"c"}


def test_a_merged_question_takes_the_one_answer_there_is(move):
    plan = move([C, D], [C], MERGED, {"d": Answer(ANSWERED, "Visitors.")})

    assert plan.answers == {"c": Answer(ANSWERED, "Visitors.")}
    assert plan.to_confirm == {"c"}


@pytest.mark.parametrize(("second", "expected"), [(YES, YES), (NO, None)])
def test_a_merged_choice_is_kept_only_where_both_say_the_same(move, second, expected):
    changes = {"a": {"class": "merged", "from": ["a", "e"]}, "e": {"class": "removed"}}

    plan = move([A, E], [A], changes, {"a": YES, "e": second})

    assert plan.answers.get("a") == expected


def test_texts_without_an_answer_are_not_lost_in_a_merge(move):
    changes = {"a": {"class": "merged", "from": ["a", "e"]}, "e": {"class": "removed"}}
    one, two = (
        Answer(ANSWERED, "yes", rationale="Here."),
        Answer(ANSWERED, "no", rationale="There."),
    )

    plan = move([A, E], [A], changes, {"a": one, "e": two})

    assert plan.answers == {"a": Answer(rationale="Here.\n\nThere.")}


def test_merged_lists_hold_what_stood_in_each(move):
    other = {"id": "n", "kind": "multiple-choice", "options": ["one", "two"], "code": "N"}
    changes = {"m": {"class": "merged", "from": ["m", "n"]}, "n": {"class": "removed"}}
    answers = {"m": Answer(ANSWERED, ("two",)), "n": Answer(ANSWERED, ("one", "two"))}

    plan = move([M, other], [M], changes, answers)

    assert plan.answers == {"m": Answer(ANSWERED, ("two", "one"))}


def test_what_people_wrote_under_other_is_not_lost_when_it_can_no_longer_be_chosen(move):
    changes = {"b": {"class": "meaning"}}

    plan = move([B | {"other": "yes"}], [B], changes, {"b": Answer(ANSWERED, "other: a bus")})

    assert plan.answers == {"b": Answer(rationale="a bus")}


def test_a_list_that_becomes_another_kind_of_answer_stays_to_be_read(move):
    changes = {"t": {"class": "split", "from": ["s"]}, "a": {"class": "split", "from": ["s"]},
               "s": {"class": "removed"}}  # fmt: skip
    texts = {"id": "s", "kind": "text-list", "code": "S"}
    answers = {"s": Answer(ANSWERED, ("Residents", "Visitors"))}

    plan = move([texts], [C | {"id": "t"}, A], changes, answers)

    assert plan.answers == {
        "t": Answer(ANSWERED, "Residents\nVisitors"),
        "a": Answer(rationale="Residents\nVisitors"),
    }


def test_too_much_text_for_one_answer_is_cut_at_a_whole_text(move):
    answers = {"c": Answer(ANSWERED, "x" * 9_000), "d": Answer(ANSWERED, "y" * 9_000)}

    plan = move([C, D], [C], MERGED, answers)

    assert plan.answers["c"].value == "x" * 9_000


def test_new_questions_start_empty_and_removed_ones_are_told(move):
    plan = move([A, C], [A, E], {"e": {"class": "new"}, "c": {"class": "removed"}},
                {"a": YES, "c": Answer(ANSWERED, "So.")})  # fmt: skip

    assert [(each.address, each.fate) for each in plan.moves] == [
        ("a", Fate.KEPT),
        ("e", Fate.NEW),
        ("c", Fate.REMOVED),
    ]
    assert plan.moves[2].answer == Answer(ANSWERED, "So.")
    assert plan.answers == {"a": YES}


def test_questions_nobody_answered_are_told_without_an_answer(move):
    plan = move([A, C], [A | {"text": "Really?"}], {"a": {"class": "meaning"},
                                                    "c": {"class": "removed"}}, {})  # fmt: skip

    assert [(each.fate, each.answer) for each in plan.moves] == [
        (Fate.KEPT_CONFIRM, None),
        (Fate.REMOVED, None),
    ]
    assert (plan.answers, plan.to_confirm) == ({}, frozenset())


def test_answers_to_questions_of_another_version_stay_out(move):
    assert move([A], [A, E], {"e": {"class": "new"}}, {"a": YES, "e": NO}).answers == {"a": YES}


def test_answers_of_the_later_version_come_back_where_that_is_asked_for(edition):
    first, _ = versions = [edition("1.0.0", A), edition("2.0.0", A, E, changes=FRESH)]
    other = edition("2.0.0", A, E | {"kind": "number"}, changes=FRESH)
    answers = {"a": YES, "e": NO}

    back = plan_move(lineage(versions), answers, comes_back=True)
    unfit = plan_move(lineage([first, other]), answers, comes_back=True)

    assert back.moves[1] == Moved("e", "e", Fate.ANSWERED_BEFORE, (), NO, ("new",))
    assert (back.answers, back.to_confirm) == ({"a": YES, "e": NO}, {"e"})
    assert (unfit.moves[1].fate, unfit.answers) == (Fate.NEW, {"a": YES})


def test_what_hangs_on_a_question_goes_where_the_question_goes(edition):
    changes = {
        "c": {"class": "split", "from": ["a"]},
        "d": {"class": "split", "from": ["a"]},
        "a": {"class": "removed", "into": ["c", "d"]},
        "e": {"class": "removed"},
    }
    found = lineage([edition("1.0.0", A, B, E), edition("2.0.0", B, C, D, changes=changes)])

    places = {where: address_after(found, where) for where in ("b", "a", "e", "d", "unheard-of")}

    assert places == {"b": "b", "a": "c", "e": None, "d": None, "unheard-of": None}
