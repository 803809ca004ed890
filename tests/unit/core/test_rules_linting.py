"""What the checks find in scores and outcomes: spoil one place, and that one fault is found."""

import pytest

from compass.core.faults import Severity


def test_the_set_is_sound_as_it_is(explained_findings):
    assert explained_findings() == []


SPOILT = {
    "a score made of an unknown one": (
        ("    of:\n      - raw", "    of:\n      - rare"),
        ("unknown-id", "scores.final.of.0"),
    ),
    "a weight of a question without points": (
        ("      channel: 2", "      devices: 2"),
        ("weight-of-nothing", "scores.raw.weights.devices"),
    ),
    "a weight of a score that is not counted": (
        ("    of:\n      - raw", "    of:\n      - raw\n    weights:\n      final: 2"),
        ("weight-of-nothing", "scores.final.weights.final"),
    ),
    "an outcome of an unknown score": (
        ("    score: final", "    score: last"),
        ("unknown-id", "outcomes.level.score"),
    ),
    "a band with an unknown fact": (
        ("        from: 50", "        from: 50\n        facts:\n          - law"),
        ("unknown-id", "outcomes.level.bands.high.facts.0"),
    ),
    "an otherwise with an unknown fact": (
        ("    otherwise: not-due", "    otherwise: {id: not-due, facts: [law]}"),
        ("unknown-id", "outcomes.review.otherwise.facts.0"),
    ),
    "a result that starts its own set": (
        ("    otherwise: not-due", "    otherwise: {id: not-due, starts: explained}"),
        ("starts-itself", "outcomes.review.otherwise.starts"),
    ),
    "points for a score made of scores": (
        ("          raw:\n            yes: 3\n            no: 0",
         "          raw:\n            yes: 3\n            no: 0\n"
         "          final:\n            yes: 1\n            no: 0"),
        ("points-of-nothing", "themes.basics.questions.automation.points.final"),
    ),
    "points for each of a number without a maximum": (
        ("        maximum: 100\n", ""),
        ("each-without-maximum", "themes.basics.questions.reach.points.raw.each"),
    ),
    "points lost for each of a number without a minimum": (
        ("        minimum: 0\n        maximum: 100\n        principles:\n          - care\n"
         "        points:\n          raw:\n            each: 0.1",
         "        maximum: 100\n        principles:\n          - care\n"
         "        points:\n          raw:\n            each: -0.1"),
        ("each-without-minimum", "themes.basics.questions.reach.points.raw.each"),
    ),
    "bands that do not rise": (
        ("        from: 50", "        from: 0"),
        ("bad-bands", "outcomes.level.bands"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SPOILT)
def test_each_fault_of_a_rule_is_found_with_its_place(explained_findings, what):
    replacement, (code, path) = SPOILT[what]

    found = explained_findings(replacement)

    assert [(fault.code, fault.path) for fault in found] == [(code, path)]
    assert found[0].severity is Severity.ERROR


def test_a_text_that_is_missing_does_not_hide_what_takes_trying_out(explained_findings):
    found = explained_findings(("        from: 50", "        from: 5000"),
                               english=(("        text: Ordinary care.\n", ""),))  # fmt: skip

    assert [(one.code, one.file) for one in found] == [
        ("missing-text", "en.yaml"), ("unreachable", "set.yaml")
    ]  # fmt: skip


def test_a_bare_name_before_the_thing_of_that_name_is_a_fault_and_no_more(explained_findings):
    found = explained_findings(("outcomes:\n", "outcomes:\n  - level\n"))

    assert [(one.code, one.path) for one in found] == [("not-a-mapping", "outcomes.0")]


def test_what_nothing_uses_does_not_hide_what_takes_trying_out(explained_findings):
    found = explained_findings(("        from: 50", "        from: 5000"),
                               ("  trust:", "  spare:\n    - a\n    - b\n  trust:"))  # fmt: skip

    assert {"unused-scale", "unreachable"} <= {one.code for one in found}


def test_a_score_for_which_nothing_has_points_is_found(explained_findings):
    found = explained_findings(("  - id: final\n", "  - id: extra\n  - id: final\n"),
                  english=[("  final:\n    title: Final risk", "  extra:\n    title: E\n"
                            "    text: E.\n  final:\n    title: Final risk")])  # fmt: skip

    assert ("score-without-points", "scores.extra") in {(one.code, one.path) for one in found}


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("        text: Others look at it.",
         "        text: Others look at it.\n        obligations:\n          - Ask them.",
         "outcomes.review.results.due.obligations"),
        ("        obligations:\n",
         "        obligations:\n          - One more.\n",
         "outcomes.level.results.high.obligations.1"),
    ],
)  # fmt: skip
def test_an_obligation_that_only_one_language_has_is_missing_in_the_others(
    explained_findings, old, new, path
):
    found = explained_findings(english=((old, new),))

    assert [(one.code, one.file, one.path) for one in found] == [("missing-text", "nl.yaml", path)]
