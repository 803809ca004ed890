"""Why a question is shown and an outcome decided: the facts that hold, in the words of the set."""

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.explaining import why_decided, why_hidden, why_shown
from compass.core.loading import load_files
from compass.core.reasons import Reason, ReasonKind, ValueKind
from tests.unit.core.making import NOT_APPLICABLE, NOT_KNOWN, answered

ANSWERS = {
    "automation": answered("yes"),
    "channel": answered("website"),
    "devices": answered(("phone",)),
    "reach": answered("40"),
    "start": answered("2027-08-02"),
    "harm": answered({"severity": "grave", "likelihood": "often"}),
    "trust": answered({"before": "high", "after": "low"}),
    "groups": answered(("a1: Parents", "b2: Children")),
    "a1/heard": answered("yes"),
    "b2/heard": answered("no"),
}


@pytest.fixture
def asked_when(explained_folder):
    """The set whose last question is asked under this condition, written as YAML in one line."""
    files = {path.name: path.read_bytes() for path in explained_folder.iterdir()}

    def make(condition):
        old = b"        shown_when:\n          answered: automation\n"
        assert old in files["set.yaml"]
        new = f"        shown_when: {condition}\n".encode()
        return load_files(files | {"set.yaml": files["set.yaml"].replace(old, new)})

    return make


@pytest.fixture
def reasons(asked_when):
    def explain(condition, language="en", answers=ANSWERS):
        return why_shown(asked_when(condition), answers, "asked", language)

    return explain


OPERATORS = {
    "{answered: automation}": Reason(ReasonKind.ANSWERED, "Automation"),
    "{is: {automation: yes}}": Reason(
        ReasonKind.IS, "Automation", "yes", value_kind=ValueKind.YES_NO
    ),
    "{is: {channel: website}}": Reason(ReasonKind.IS, "Channel", "The website"),
    "{is: {trust.before: high}}": Reason(ReasonKind.IS, "Trust", "Much", part="Last year"),
    "{is: {harm.severity: grave}}": Reason(ReasonKind.IS, "Harm", "Grave", part="severity"),
    "{is: {harm.band: large}}": Reason(ReasonKind.IS, "Harm", "Large risk", part="band"),
    "{includes: {devices: phone}}": Reason(ReasonKind.INCLUDES, "Devices", "A phone"),
    "{at_least: {reach: 40}}": Reason(
        ReasonKind.AT_LEAST, "Reach", "40", value_kind=ValueKind.NUMBER
    ),
    "{at_most: {reach: 40}}": Reason(
        ReasonKind.AT_MOST, "Reach", "40", value_kind=ValueKind.NUMBER
    ),
    "{at_least: {harm.likelihood: often}}": Reason(
        ReasonKind.AT_LEAST, "Harm", "Often", part="likelihood"
    ),
    "{at_most: {trust.after: middle}}": Reason(
        ReasonKind.AT_MOST, "Trust", "Some", part="This year"
    ),
    "{on_or_after: {start: 2027-08-02}}": Reason(
        ReasonKind.ON_OR_AFTER, "Start", "2027-08-02", value_kind=ValueKind.DAY
    ),
    "{before: {start: 2027-08-03}}": Reason(
        ReasonKind.BEFORE, "Start", "2027-08-03", value_kind=ValueKind.DAY
    ),
    "{label: automatic}": Reason(ReasonKind.LABEL, "Automatic"),
    "{outcome: {level: high}}": Reason(ReasonKind.OUTCOME, "Level of risk", "High"),
    "{score_at_least: {raw: 10}}": Reason(
        ReasonKind.SCORE_AT_LEAST, "Raw risk", "10", value_kind=ValueKind.NUMBER
    ),
    "{score_below: {raw: 100}}": Reason(
        ReasonKind.SCORE_BELOW, "Raw risk", "100", value_kind=ValueKind.NUMBER
    ),
    "{score_share: {raw: 50}}": Reason(
        ReasonKind.SHARE_AT_LEAST, "Raw risk", "50", value_kind=ValueKind.NUMBER
    ),
    "{items_at_least: {groups: 2}}": Reason(
        ReasonKind.ITEMS_AT_LEAST, "Groups", "2", value_kind=ValueKind.NUMBER
    ),
}


@pytest.mark.parametrize(("condition", "reason"), OPERATORS.items(), ids=OPERATORS)
def test_each_operator_says_what_holds(reasons, condition, reason):
    assert reasons(condition) == (reason,)


OPPOSITES = {
    "{not: {is: {automation: no}}}": Reason(
        ReasonKind.IS, "Automation", "no", value_kind=ValueKind.YES_NO, is_negated=True
    ),
    "{not: {includes: {devices: desk}}}": Reason(
        ReasonKind.INCLUDES, "Devices", "A desk computer", is_negated=True
    ),
    "{not: {at_least: {reach: 41}}}": Reason(
        ReasonKind.AT_LEAST, "Reach", "41", value_kind=ValueKind.NUMBER, is_negated=True
    ),
    "{not: {score_below: {raw: 1}}}": Reason(
        ReasonKind.SCORE_BELOW, "Raw risk", "1", value_kind=ValueKind.NUMBER, is_negated=True
    ),
    "{not: {outcome: {level: low}}}": Reason(
        ReasonKind.OUTCOME, "Level of risk", "Low", is_negated=True
    ),
}


@pytest.mark.parametrize(("condition", "reason"), OPPOSITES.items(), ids=OPPOSITES)
def test_a_negation_says_that_the_opposite_holds(reasons, condition, reason):
    assert reasons(condition) == (reason,)


def test_a_negation_of_a_negation_is_none(reasons):
    [reason] = reasons("{not: {not: {is: {automation: yes}}}}")

    assert not reason.is_negated


def test_of_several_parts_only_those_that_hold_are_named(reasons):
    found = reasons("{any: [{is: {automation: no}}, {is: {channel: website}}, {label: automatic}]}")

    assert [reason.subject for reason in found] == ["Channel", "Automatic"]


def test_when_all_have_to_hold_all_are_named_once(reasons):
    found = reasons("{all: [{is: {automation: yes}}, {answered: reach}, {is: {automation: yes}}]}")

    assert [reason.subject for reason in found] == ["Automation", "Reach"]


def test_the_item_that_made_it_hold_is_named(reasons):
    [reason] = reasons("{any_item: {over: groups, that: {is: {heard: no}}}}")

    assert (reason.subject, reason.value, reason.item) == ("Heard", "no", "Children")
    assert not reason.is_every


def test_what_holds_for_every_item_is_said_once(reasons):
    found = reasons("{every_item: {over: groups, that: {answered: heard}}}")

    assert found == (Reason(ReasonKind.ANSWERED, "Heard", is_every=True),)


def test_when_not_every_item_the_one_that_differs_is_named(reasons):
    [reason] = reasons("{not: {every_item: {over: groups, that: {is: {heard: yes}}}}}")

    assert (reason.item, reason.is_negated) == ("Children", True)


def test_words_come_in_the_language_that_is_asked_for(reasons):
    [reason] = reasons("{is: {trust.before: high}}", language="nl")

    assert (reason.subject, reason.part, reason.value) == ("Vertrouwen", "Vorig jaar", "Veel")


def test_a_hidden_question_has_no_reasons(reasons):
    assert reasons("{is: {automation: no}}") == ()


def test_a_hidden_question_says_what_keeps_it_from_being_asked(asked_when):
    condition = (
        "{all: [{is: {automation: no}}, {not: {is: {channel: website}}}, {answered: reach}]}"
    )

    found = why_hidden(asked_when(condition), ANSWERS, "asked", "en")

    assert found == (
        Reason(ReasonKind.IS, "Automation", "no", value_kind=ValueKind.YES_NO, is_negated=True),
        Reason(ReasonKind.IS, "Channel", "The website"),
    )


def test_a_question_that_is_asked_is_kept_from_nothing(asked_when):
    assert why_hidden(asked_when("{answered: automation}"), ANSWERS, "asked", "en") == ()


def test_a_question_that_is_always_asked_has_no_reasons(explained):
    assert why_shown(explained, ANSWERS, "automation", "en") == ()


def test_a_question_of_one_item_looks_at_that_item(explained):
    [reason] = why_shown(explained, ANSWERS, "a1/heard-how", "en")

    assert (reason.subject, reason.value, reason.item) == ("Heard", "yes", "")


def test_an_answer_in_peoples_own_words_counts_as_other(reasons):
    answers = ANSWERS | {"channel": answered("other: a bus")}

    assert reasons("{is: {channel: other}}", answers=answers) == (
        Reason(ReasonKind.IS, "Channel", "other", value_kind=ValueKind.OTHER),
    )


@pytest.mark.parametrize(
    ("operator", "answer"), [("not_known", NOT_KNOWN), ("not_applicable", NOT_APPLICABLE)]
)
def test_what_was_said_instead_of_a_value_is_named(reasons, operator, answer):
    found = reasons(f"{{{operator}: start}}", answers=ANSWERS | {"start": answer})

    assert found == (Reason(ReasonKind.IS, "Start", answer.status, value_kind=ValueKind.STATUS),)


def test_the_case_that_decided_says_why(explained):
    answers = {"automation": answered("yes")}

    assert why_decided(explained, answers, "review", "en") == (
        Reason(ReasonKind.LABEL, "Automatic"),
    )


def test_otherwise_says_why_no_case_holds(explained):
    found = why_decided(explained, {"automation": answered("no")}, "review", "nl")

    assert found == (
        Reason(ReasonKind.LABEL, "Automatisch", is_negated=True),
        Reason(ReasonKind.OUTCOME, "Risiconiveau", "Hoog", is_negated=True),
    )


@pytest.mark.parametrize("outcome", ["review", "level"])
def test_what_is_not_decided_has_no_reasons(explained, outcome):
    assert why_decided(explained, {}, outcome, "en") == ()


def test_a_band_has_no_reasons_but_its_score(explained):
    assert why_decided(explained, {"automation": NOT_KNOWN}, "level", "en") == ()


def test_an_incomplete_answer_is_no_reason(reasons):
    answers = {"automation": Answer(AnswerStatus.ANSWERED)}

    assert reasons("{answered: automation}", answers=answers) == ()
