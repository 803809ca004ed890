"""Conditions that can never hold, always hold, or stand where nobody comes."""

import pytest

from compass.core.faults import Severity

ASKED = "        shown_when:\n          answered: automation\n"
PLACE = "themes.asked.questions.asked.shown_when"


@pytest.fixture
def found(explained_findings):
    """Code and path of what is found when the last question is asked under this condition."""

    def check(condition, *more):
        faults = explained_findings((ASKED, f"        shown_when: {condition}\n"), *more)
        return [(fault.code, fault.path) for fault in faults]

    return check


IMPOSSIBLE = {
    "two answers at once": "{all: [{is: {automation: yes}}, {is: {automation: no}}]}",
    "above and below": "{all: [{at_least: {reach: 60}}, {at_most: {reach: 59.999}}]}",
    "two levels in one row": "{all: [{is: {trust.before: low}}, {at_least: {trust.before: high}}]}",
    "a band that the map does not give": "{all: [{is: {harm.band: large}},"
    " {is: {harm.severity: minor}}]}",
    "one item against all": "{all: [{any_item: {over: groups, that: {is: {heard: yes}}}},"
    " {every_item: {over: groups, that: {is: {heard: no}}}}]}",
    "items without items": "{all: [{items_at_least: {groups: 1}}, {not: {answered: groups}}]}",
    "a label against its own answer": "{all: [{label: automatic}, {is: {automation: no}}]}",
    "after and before": "{all: [{on_or_after: {start: 2027-08-02}},"
    " {before: {start: 2027-08-02}}]}",
    "a day that is not known": "{all: [{not_known: start}, {before: {start: 2027-08-02}}]}",
    "two things instead of a value": "{all: [{not_known: start}, {not_applicable: start}]}",
    "none of an option that is there": "{all: [{includes: {devices: desk}},"
    " {not: {answered: devices}}]}",
}


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        ("{at_least: {reach: 101}}", "at_least.reach"),
        ("{at_most: {reach: -1}}", "at_most.reach"),
        ("{not: {at_least: {reach: 101}}}", "not.at_least.reach"),
        ("{any: [{is: {automation: yes}}, {at_least: {reach: 101}}]}", "any.1.at_least.reach"),
    ],
)
def test_a_number_beyond_the_bounds_of_its_question_is_found_once(found, condition, place):
    assert found(condition) == [("out-of-reach", f"{PLACE}.{place}")]


@pytest.mark.parametrize("kind", ["number", "range"])
def test_a_range_is_compared_with_numbers_alone(small_findings, kind):
    asked = {"id": "c", "kind": "yes-no", "shown_when": {"at_least": {"n": "many"}}}

    [fault] = small_findings(
        {"id": "n", "kind": kind, "minimum": "0", "maximum": "10"}, asked
    )  # fmt: skip

    assert (fault.code, fault.path.endswith("shown_when.at_least.n")) == ("not-a-number", True)


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_a_condition_that_can_never_hold_is_a_contradiction(found, what):
    assert found(IMPOSSIBLE[what]) == [("contradiction", PLACE)]


POSSIBLE = {
    "both ends of the range": "{any: [{at_least: {reach: 100}}, {at_most: {reach: 0}}]}",
    "exactly one number": "{all: [{at_least: {reach: 60}}, {at_most: {reach: 60}}]}",
    "two rows": "{all: [{is: {trust.before: low}}, {is: {trust.after: high}}]}",
    "a band that the map gives": "{all: [{is: {harm.band: small}}, {is: {harm.severity: grave}}]}",
    "two items that differ": "{all: [{any_item: {over: groups, that: {is: {heard: yes}}}},"
    " {any_item: {over: groups, that: {is: {heard: no}}}}]}",
    "many items alike": "{all: [{items_at_least: {groups: 5}},"
    " {every_item: {over: groups, that: {is: {heard: yes}}}}]}",
    "two choices": "{all: [{includes: {devices: desk}}, {includes: {devices: phone}}]}",
    "an answer in own words": "{is: {channel: other}}",
    "not known": "{all: [{answered: automation}, {not: {is: {automation: yes}}},"
    " {not: {is: {automation: no}}}]}",
    "exactly one day": "{all: [{on_or_after: {start: 2027-08-02}}, {before: {start: 2027-08-03}}]}",
    "the first day there is": "{on_or_after: {start: 0001-01-01}}",
    "not known and no other": "{all: [{not_known: start}, {not_known: automation}]}",
    "not applicable": "{not_applicable: automation}",
    "a result": "{outcome: {review: not-due}}",
}


@pytest.mark.parametrize("what", POSSIBLE)
def test_a_condition_that_can_hold_is_no_fault(found, what):
    assert found(POSSIBLE[what]) == []


def test_a_question_whose_theme_excludes_it_is_unreachable(found):
    theme = "  - id: asked\n    questions:"
    only_yes = "  - id: asked\n    shown_when: {is: {automation: yes}}\n    questions:"

    assert found("{is: {automation: no}}", (theme, only_yes)) == [("unreachable", PLACE)]


def test_of_a_theme_that_is_never_shown_the_questions_are_not_named_again(found):
    theme = "  - id: asked\n    questions:"
    never = "{all: [{is: {automation: yes}}, {is: {automation: no}}]}"
    closed = f"  - id: asked\n    shown_when: {never}\n    questions:"

    assert found("{is: {automation: yes}}", (theme, closed)) == [
        ("contradiction", "themes.asked.shown_when")
    ]


def test_a_group_that_is_never_shown_is_found(found):
    group = "      - group: per-group\n        over: groups\n"
    closed = f"{group}        shown_when: {{not: {{items_at_least: {{groups: 1}}}}}}\n"

    assert found("{answered: automation}", (group, closed)) == [
        ("contradiction", "themes.basics.questions.per-group.shown_when"),
        ("unreachable", "scores.final.adjust.heard.when"),
    ]


def test_a_question_that_waits_for_an_unreachable_one_is_unreachable_too(small_findings):
    faults = small_findings(
        {"id": "a", "kind": "yes-no"},
        {"id": "b", "kind": "yes-no", "shown_when": {"all": [{"is": {"a": "yes"}},
                                                             {"is": {"a": "no"}}]}},
        {"id": "c", "kind": "yes-no", "shown_when": {"is": {"b": "yes"}}},
    )  # fmt: skip

    assert [(fault.code, fault.path) for fault in faults] == [
        ("contradiction", "themes.all.questions.b.shown_when"),
        ("unreachable", "themes.all.questions.c.shown_when"),
    ]


@pytest.mark.parametrize(
    "condition",
    [
        "{not: {all: [{is: {automation: yes}}, {is: {automation: no}}]}}",
        "{any: [{answered: automation}, {not: {answered: automation}}]}",
    ],
)
def test_a_condition_that_always_holds_is_a_warning(explained_findings, condition):
    [fault] = explained_findings((ASKED, f"        shown_when: {condition}\n"))

    assert (fault.code, fault.path, fault.severity) == ("always-holds", PLACE, Severity.WARNING)


def test_a_condition_that_its_theme_has_already_is_a_warning(found):
    theme = "  - id: asked\n    questions:"
    same = "  - id: asked\n    shown_when: {is: {automation: yes}}\n    questions:"

    assert found("{is: {automation: yes}}", (theme, same)) == [("always-holds", PLACE)]


def test_a_label_that_nothing_gives_is_found(explained_findings):
    [fault, *_] = explained_findings(
        ("    when:\n      is:\n        automation: yes",
         "    when:\n      all: [{is: {automation: yes}}, {answered: devices}, "
         "{not: {answered: devices}}]"),
    )  # fmt: skip

    assert (fault.code, fault.path) == ("contradiction", "labels.automatic.when")


def test_an_adjustment_that_never_applies_is_found(explained_findings):
    [fault] = explained_findings(("              is:\n                heard: yes\n        multiply",
                                  "              all: [{is: {heard: yes}}, {is: {heard: no}}]\n"
                                  "        multiply"))  # fmt: skip

    assert (fault.code, fault.path) == ("contradiction", "scores.final.adjust.heard.when")


def test_where_nothing_looks_at_an_outcome_no_answer_and_not_known_are_the_same(small_findings):
    names = [f"q{number}" for number in range(11)]
    every = [{"is": {name: "yes"}} for name in names]
    cases = [{"id": "all", "when": {"all": every}},
             {"id": "none", "when": {"all": [*every, {"not": every[0]}]}}]  # fmt: skip
    words = {name: {"label": name, "text": "x"} for name in ("all", "none", "rest")}

    found = small_findings(
        *({"id": name, "kind": "yes-no"} for name in names),
        outcomes=[{"id": "advice", "cases": cases, "otherwise": "rest"}],
        english={"outcomes": {"advice": {"title": "Advice", "text": "x", "results": words}}},
    )

    assert [(fault.code, fault.path) for fault in found] == [
        ("unreachable", "outcomes.advice.cases.none")
    ]
