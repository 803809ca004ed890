"""Answers files: made, read, and held against their question set."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compass.core.answers import Answer, AnswerStatus, answer_as_data, answer_from_data
from compass.core.answers_files import check_answers, read_answers, template
from compass.core.faults import FaultsError

FULL = {
    "format": 1,
    "question_set": {"id": "every-kind", "version": "1.0.0"},
    "language": "nl",
    "project": {"name": "Schoolplaatsen", "organisation": "Stad Velm", "phase": "design"},
    "review": {"title": "Eerste ronde", "date": "2026-11-23"},
    "people": [{"role": "lead", "name": "An Peeters"}],
    "answers": {
        "uses-automation": {"status": "answered", "value": "yes"},
        "groups": {"status": "answered", "value": ["newcomers", "children"]},
        "oversight": {"status": "answered", "value": "partly", "expected": "fully"},
        "false-alarms": {"status": "not-applicable", "reason": "Nog niet in gebruik."},
    },
    "actions": [
        {"id": "stop-button", "questions": ["oversight"], "what": "Een stopknop", "due": None}
    ],
    "evidence": [{"id": "plan", "title": "Plan", "url": "https://velm.example/plan"}],
}


def _spoilt(path, value):
    data = json.loads(json.dumps(FULL))
    *parents, last = path
    place = data
    for part in parents:
        place = place[part]
    place[last] = value
    return json.dumps(data, indent=1)


def test_a_full_file_is_read_as_data():
    answers_file = read_answers(json.dumps(FULL), "a.json")

    assert answers_file.project.organisation == "Stad Velm"
    assert answers_file.answers["groups"].value == ("newcomers", "children")
    assert answers_file.answers["false-alarms"].status is AnswerStatus.NOT_APPLICABLE
    assert answers_file.actions[0].questions == ("oversight",)
    assert answers_file.evidence[0].sha256 == ""


def test_a_full_file_fits_its_set(every_kind):
    answers_file = read_answers(json.dumps(FULL), "a.json")

    assert check_answers(every_kind, answers_file, "a.json") == []


def test_a_fresh_template_is_a_file_without_faults(every_kind):
    text = json.dumps(template(every_kind, "fr"))

    answers_file = read_answers(text, "a.json")

    assert answers_file.digest == every_kind.digest
    assert answers_file.answers == {}
    assert check_answers(every_kind, answers_file, "a.json") == []


def test_a_template_guides_through_every_question_in_its_language(every_kind):
    guide = template(every_kind, "nl")["guide"]

    assert list(guide) == [question.id for question in every_kind.answerable]
    assert guide["channel"]["values"] == ["counter", "website", "letter"]
    assert guide["channel"]["question"].startswith("Waar komen")
    assert guide["false-alarms"]["maximum"] == "100"
    assert guide["groups"]["several"] is True


@pytest.mark.parametrize(
    ("path", "value", "code", "shown"),
    [
        (("format",), 2, "unknown-format", "format"),
        (("colour",), "red", "unknown-key", "colour"),
        (("answers",), [], "not-a-mapping", "answers"),
        (("people",), {}, "not-a-list", "people"),
        (("people", 0, "role"), "boss", "unknown-value", "people.0.role"),
        (("project", "phase"), "dream", "unknown-value", "project.phase"),
        (("project", "name"), "x" * 201, "too-long", "project.name"),
        (("project", "name"), "a\u202eb", "forbidden-character", "project.name"),
        (("review", "date"), "23/11/2026", "not-a-date", "review.date"),
        (("question_set", "version"), "latest", "bad-version", "question_set.version"),
        (("answers", "channel"), {"status": "maybe"}, "unknown-value", "answers.channel.status"),
        (("answers", "channel"), {"value": 3}, "not-a-text", "answers.channel.value"),
        (("answers", "channel"), {"value": [3]}, "not-a-text", "answers.channel.value.0"),
        (("answers", "channel"), {"value": {"a": 3}}, "not-a-text", "answers.channel.value.a"),
        (("answers", "channel"), {"value": {"a": ["b"]}}, "not-a-text", "answers.channel.value.a"),
        (("actions", 0, "questions"), ["a/b/c"], "bad-id", "actions.stop-button.questions.0"),
        (("actions", 0, "questions"), ["A1/oversight"], "bad-id",
         "actions.stop-button.questions.0"),
        (("actions", 0, "questions"), ["oversight", "oversight"], "duplicate-id",
         "actions.stop-button.questions.1"),
        (("answers", "channel"), {"score": "3"}, "unknown-key", "answers.channel.score"),
        (("answers", "channel"), "letter", "not-a-mapping", "answers.channel"),
        (("actions", 0, "id"), "Stop!", "bad-id", "actions.Stop!.id"),
        (("actions", 0, "what"), None, "not-a-text", "actions.stop-button.what"),
        (("evidence", 0, "title"), None, "not-a-text", "evidence.plan.title"),
        (("evidence", 0, "url"), "javascript:alert(1)", "bad-url", "evidence.plan.url"),
        (("evidence", 0, "sha256"), "abc", "bad-digest", "evidence.plan.sha256"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_the_place(path, value, code, shown):
    with pytest.raises(FaultsError) as caught:
        read_answers(_spoilt(path, value), "a.json")

    [fault] = caught.value.faults
    assert (fault.code, fault.path) == (code, shown)
    assert fault.line > 1


@pytest.mark.parametrize(
    ("path", "value", "code", "shown"),
    [
        (("language",), "es", "unknown-value", "language"),
        (("question_set", "digest"), "0" * 64, "other-digest", "question_set.digest"),
        (("answers", "weather"), {}, "unknown-question", "answers.weather"),
        (("answers", "channel"), {"value": "pigeon"}, "unknown-option", "answers.channel.value"),
        (("answers", "channel"), {"expected": "fully"}, "unknown-level",
         "answers.channel.expected"),
        (("answers", "introduction"), {"value": "x"}, "takes-no-answer",
         "answers.introduction.status"),
        (("actions", 0, "questions"), ["weather"], "unknown-question",
         "actions.stop-button.questions"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_set_is_found_with_its_line(every_kind, path, value, code, shown):
    answers_file = read_answers(_spoilt(path, value), "a.json")

    [fault] = check_answers(every_kind, answers_file, "a.json")

    assert (fault.code, fault.path) == (code, shown)
    assert fault.line > 1


WITH_ITEMS = {
    "format": 1,
    "question_set": {"id": "new-kinds", "version": "1.0.0"},
    "language": "nl",
    "answers": {
        "stakeholders": {"status": "answered", "value": ["a1: Ouders", "b2: Scholen"]},
        "channel": {"status": "answered", "value": "other: een bus die rondrijdt"},
        "devices": {"status": "answered", "value": ["phone", "other: een tablet"]},
        "data": {"status": "answered", "value": ["personal"]},
        "reach": {"status": "answered", "value": "97.5"},
        "harm": {"status": "answered", "value": {"severity": "grave", "likelihood": "rare"}},
        "priorities": {"status": "answered", "value": ["warmth", "speed", "clarity"]},
        "signed": {"status": "answered", "value": "yes"},
        "a1/trust": {"status": "answered", "value": {"before": "low", "after": "high"}},
        "a1/heard": {"status": "answered", "value": "yes"},
        "a1/wishes": {"status": "answered", "value": ["Een bank", "Licht"]},
        "zz9/heard": {"status": "answered", "value": "no"},
    },
    "actions": [{"id": "bench", "questions": ["a1/wishes", "harm"], "what": "Een bank"}],
}


def _with(answers, **more):
    return json.dumps({**WITH_ITEMS, "answers": answers, **more}, indent=1)


def test_answers_of_every_shape_and_of_items_fit_their_set(new_kinds):
    answers_file = read_answers(json.dumps(WITH_ITEMS), "a.json")

    assert check_answers(new_kinds, answers_file, "a.json") == []
    assert answers_file.answers["harm"].value == {"severity": "grave", "likelihood": "rare"}
    assert answers_file.answers["a1/wishes"].value == ("Een bank", "Licht")
    assert answers_file.actions[0].questions == ("a1/wishes", "harm")


@pytest.mark.parametrize("value", ["", None, [], {}])
def test_an_answer_without_a_value_is_no_traceback(new_kinds, value):
    for question in new_kinds.answerable:
        where = f"a1/{question.id}" if question.over else question.id
        answers_file = read_answers(_with({where: {"value": value}}, actions=[]), "a.json")

        found = check_answers(new_kinds, answers_file, "a.json")

        assert {fault.path for fault in found} <= {f"answers.{where}.value"}


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("heard", "unknown-question"),
        ("a1/channel", "unknown-question"),
        ("A1/heard", "unknown-question"),
        ("/heard", "unknown-question"),
        ("a1/b2/heard", "unknown-question"),
        ("a1/", "unknown-question"),
        ("a1/per-stakeholder", "unknown-question"),
    ],
)
def test_an_address_that_names_nothing_is_found(new_kinds, where, code):
    answers_file = read_answers(_with({where: {"value": "yes"}}, actions=[]), "a.json")

    [fault] = check_answers(new_kinds, answers_file, "a.json")

    assert (fault.code, fault.path) == (code, f"answers.{where}")


def test_a_template_says_how_each_shape_of_answer_is_given(new_kinds):
    guide = template(new_kinds, "nl")["guide"]

    assert guide["harm"]["parts"] == {
        "severity": ["minor", "serious", "grave"],
        "likelihood": ["rare", "possible", "certain"],
    }
    assert guide["trust"]["for_each"] == "stakeholders"
    assert guide["trust"]["parts"]["before"] == ["low", "high"]
    assert guide["reach"]["step"] == "2.5"
    assert guide["channel"]["values"] == ["counter", "website", "other"]
    assert guide["stakeholders"]["several"] is True


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"format": 1}', "\x00", "[[[["])
def test_noise_is_refused_as_faults(text):
    with pytest.raises(FaultsError) as caught:
        read_answers(text, "a.json")

    assert caught.value.faults


@given(
    st.builds(
        Answer,
        status=st.none() | st.sampled_from(AnswerStatus),
        value=st.none()
        | st.text(min_size=1)
        | st.lists(st.text()).map(tuple)
        | st.dictionaries(st.text(), st.text()),
        reason=st.text(),
        rationale=st.text(),
        expected=st.none() | st.text(min_size=1),
    )
)
def test_an_answer_comes_back_from_its_data_as_it_was(answer):
    assert answer_from_data(answer_as_data(answer)) == answer
