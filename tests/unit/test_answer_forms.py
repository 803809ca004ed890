"""What the fields of a question send, read as an answer; without an application around it."""

import re

import pytest
from werkzeug.datastructures import MultiDict

from compass.core.answers import Answer, AnswerStatus
from compass.core.items import items_of
from compass.web.answers.forms import form_class


def sent(question, *pairs):
    form = form_class(question)(MultiDict([("version", "0"), *pairs]))
    return form.answer()


@pytest.mark.parametrize(
    ("question", "pairs", "value"),
    [
        ("channel", [("value", "counter"), ("value-other", "")], "counter"),
        ("channel", [("value", "other"), ("value-other", " a bus ")], "other: a bus"),
        ("channel", [("value", "counter"), ("value-other", "a bus")], "counter"),
        ("devices", [("value", "phone"), ("value", "other"), ("value-other", "a tablet")],
         ("phone", "other: a tablet")),
        ("data", [("value", "public"), ("value", "personal")], ("public", "personal")),
        ("reach", [("value", "2,5")], "2.5"),
        ("harm", [("value-severity", "grave"), ("value-likelihood", "rare")],
         {"severity": "grave", "likelihood": "rare"}),
        ("harm", [("value-severity", "grave"), ("value-likelihood", "")], {"severity": "grave"}),
        ("trust", [("value-before", "low"), ("value-after", "high")],
         {"before": "low", "after": "high"}),
        ("priorities", [("value", "warmth"), ("value", ""), ("value", "speed")],
         ("warmth", "speed")),
        ("wishes", [("value", "A bench\r\n\r\n Light \n")], ("A bench", "Light")),
        ("signed", [("value", "yes")], "yes"),
    ],
)  # fmt: skip
def test_each_kind_reads_what_its_fields_send(new_kinds, question, pairs, value):
    answer = sent(new_kinds.question(question), *pairs)

    assert (answer.status, answer.value) == (AnswerStatus.ANSWERED, value)


@pytest.mark.parametrize("question", ["harm", "trust", "priorities", "wishes", "stakeholders"])
def test_nothing_filled_in_is_no_answer(new_kinds, question):
    assert sent(new_kinds.question(question), ("value", ""), ("value-severity", "")) == Answer()


@pytest.mark.parametrize("question", ["harm", "priorities", "wishes", "stakeholders", "devices"])
def test_not_known_stands_instead_of_what_was_filled_in(new_kinds, question):
    answer = sent(new_kinds.question(question), ("value", "phone"), ("instead", "/not-known"))

    assert answer == Answer(AnswerStatus.NOT_KNOWN)


def test_items_keep_their_ids_and_new_ones_get_one_that_was_never_used(new_kinds):
    answer = sent(
        new_kinds.question("stakeholders"),
        ("value-b2", "Schools and more"),
        ("value-a1", ""),
        ("value", "Neighbours"),
        ("value", ""),
    )

    kept, new = items_of(answer.value)
    assert (kept.id, kept.name) == ("b2", "Schools and more")
    assert new.name == "Neighbours"
    assert re.fullmatch("[0-9a-f]{8}", new.id)


@pytest.mark.parametrize("name", ["value-A!", "value-" + "a" * 13, "value-", "valuea1"])
def test_an_item_with_a_made_up_field_is_not_read(new_kinds, name):
    assert sent(new_kinds.question("stakeholders"), (name, "Nobody")) == Answer()
