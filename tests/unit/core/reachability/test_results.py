"""Results, bands and maxima that can be reached, cannot, or of which nobody knows."""

import pytest

from compass.core.faults import Severity

A, B = {"id": "a", "kind": "yes-no"}, {"id": "b", "kind": "yes-no"}
YES_3 = {"points": {"raw": {"yes": "3", "no": "0"}}}


def _texts(*results, scores=("raw",)):
    return {
        "scores": {name: {"title": name, "text": name} for name in scores},
        "outcomes": {"level": {"title": "Level", "text": "L.", "results": {
            result: {"label": result, "text": result} for result in results}}},
    }  # fmt: skip


@pytest.fixture
def banded(small_findings):
    """What is found in bands of a score of at most 6 points."""

    def find(*starts, by="points", questions=(A | YES_3, B | YES_3), **score):
        names = [f"band-{number}" for number in range(len(starts))]
        bands = [{"id": name, "from": start} for name, start in zip(names, starts, strict=True)]
        faults = small_findings(
            *questions,
            english=_texts(*names),
            scores=[{"id": "raw"} | score],
            outcomes=[{"id": "level", "score": "raw", "by": by, "bands": bands}],
        )
        return [(fault.code, fault.path, fault.severity.value) for fault in faults]

    return find


def test_bands_up_to_the_maximum_can_be_reached(banded):
    assert banded("0", "3", "6") == []


@pytest.mark.parametrize("start", ["6.01", "100"])
def test_a_band_above_the_maximum_cannot(banded, start):
    assert banded("0", "3", start) == [("unreachable", "outcomes.level.bands.band-2", "error")]


def test_a_band_between_two_possible_scores_cannot_be_reached(banded):
    assert banded("0", "4", "5.5") == [("unreachable", "outcomes.level.bands.band-1", "error")]


def test_a_band_below_every_score_cannot_be_reached(banded):
    assert banded("-5", "0", "3") == [("unreachable", "outcomes.level.bands.band-0", "error")]


def test_a_share_of_more_than_all_cannot_be_reached(banded):
    assert banded("0", "50", "100.5", by="share") == [
        ("unreachable", "outcomes.level.bands.band-2", "error")
    ]
    assert banded("0", "50", "100", by="share") == []


def test_scores_below_the_first_band_have_no_result(banded):
    assert banded("1", "4") == [("gap-below-bands", "outcomes.level.bands", "warning")]


def test_a_case_that_an_earlier_one_takes_away_is_unreachable(small_findings):
    faults = small_findings(
        A,
        B,
        english={"outcomes": _texts("one", "two", "rest")["outcomes"]},
        outcomes=[{
            "id": "level",
            "cases": [
                {"id": "one", "when": {"is": {"a": "yes"}}},
                {"id": "two", "when": {"all": [{"is": {"a": "yes"}}, {"is": {"b": "yes"}}]}},
            ],
            "otherwise": "rest",
        }],
    )  # fmt: skip

    assert [(fault.code, fault.path) for fault in faults] == [
        ("unreachable", "outcomes.level.cases.two")
    ]


def test_an_otherwise_that_is_never_left_over_is_unreachable(small_findings):
    faults = small_findings(
        A,
        english={"outcomes": _texts("one", "rest")["outcomes"]},
        outcomes=[{
            "id": "level",
            "cases": [{"id": "one", "when": {"answered": "a"}}],
            "otherwise": "rest",
        }],
    )  # fmt: skip

    assert [(fault.code, fault.path) for fault in faults] == [
        ("unreachable", "outcomes.level.otherwise")
    ]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("6", []),
        ("6.5", [("unreachable", "scores.raw.maximum", "error")]),
        ("5", [("maximum-exceeded", "scores.raw.maximum", "error")]),
    ],
)  # fmt: skip
def test_a_declared_maximum_is_what_can_be_reached(banded, declared, expected):
    assert sorted(banded("0", "3", maximum=declared)) == expected


@pytest.mark.parametrize(("declared", "codes"), [("3", set()), ("6", {"unreachable"})])
def test_a_maximum_knows_that_two_branches_exclude_each_other(banded, declared, codes):
    gate = {"id": "gate", "kind": "yes-no"}
    branches = (
        A | YES_3 | {"shown_when": {"is": {"gate": "yes"}}},
        B | YES_3 | {"shown_when": {"is": {"gate": "no"}}},
    )

    found = banded("0", "3", questions=(gate, *branches), maximum=declared)

    assert {code for code, path, _ in found if path == "scores.raw.maximum"} == codes


def test_an_option_without_points_beside_others_is_found(banded):
    unscored = {"points": {"raw": {"yes": "3"}}}

    assert banded("0", "3", questions=(A | unscored, B | YES_3)) == [
        ("unscored", "themes.all.questions.a.points.raw", "error")
    ]


@pytest.mark.parametrize(
    ("condition", "is_found"),
    [
        ({"score_at_least": {"raw": "6"}}, False),
        ({"score_at_least": {"raw": "7"}}, True),
        ({"score_below": {"raw": "0"}}, True),
        ({"score_share": {"raw": "100"}}, False),
        ({"score_share": {"raw": "101"}}, True),
    ],
)
def test_a_bound_that_no_score_reaches_is_found(banded, condition, is_found):
    asked = {"id": "c", "kind": "yes-no", "shown_when": condition}

    found = banded("0", "3", questions=(A | YES_3, B | YES_3, asked))

    [operator] = condition
    place = f"themes.all.questions.c.shown_when.{operator}.raw"
    assert (("out-of-reach", place, "error") in found) is is_found
    assert "contradiction" not in {code for code, _, _ in found}


MANY = [{"id": f"q{number}", "kind": "yes-no"} for number in range(20)]
PAIRS = [{"is": {f"q{number}": "yes" if number % 3 else "no"}} for number in range(20)]


def test_what_too_many_answers_decide_is_said_to_be_undecided(small_findings):
    never = {"all": [*PAIRS, {"is": {"q0": "yes"}}]}

    [fault] = small_findings(*MANY, {"id": "rare", "kind": "yes-no", "shown_when": never})

    assert (fault.code, fault.path) == ("undecided", "themes.all.questions.rare.shown_when")
    assert fault.severity is Severity.NOTE
    assert "65,536" in fault.message


def test_what_was_seen_to_happen_is_decided_however_many_answers_there_are(small_findings):
    often = {"id": "often", "kind": "yes-no", "shown_when": {"any": PAIRS}}

    assert small_findings(*MANY, often) == []


def test_a_number_of_points_for_each_is_not_taken_for_granted(banded):
    number = {"id": "n", "kind": "number", "minimum": "0", "maximum": "10"}
    each = number | {"points": {"raw": {"each": "1"}}}

    assert banded("0", "5", "10", questions=(each,)) in (
        [],
        [("undecided", "outcomes.level.bands.band-1", "note")],
    )
