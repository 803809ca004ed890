"""The question page: saving with and without JavaScript, conflicts, evidence and actions."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from compass.core.kinds import KINDS
from compass.db.models import User
from compass.resources import resource
from compass.web.answers.forms import FIELD_BUILDERS
from compass.web.extensions import db


def read(client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, page.text
    return page.text


def send(client, address: str, data: dict, *, autosave: bool = False):
    """As the page does it: with the token, and the version that was read unless one is given."""
    page = read(client, address)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    version = re.search(r'name="version" id="version" value="(\d+)"', page).group(1)
    headers = {"X-Autosave": "1"} if autosave else {}
    return client.post(
        address, data={"csrf_token": token, "version": version, **data}, headers=headers
    )


def test_each_kind_of_question_has_a_builder_and_a_template() -> None:
    templates = {
        path.stem for path in Path(resource("templates"), "fields").iterdir() if path.name[0] != "_"
    }

    assert set(FIELD_BUILDERS) == set(KINDS)
    assert templates == {kind.value for kind in KINDS}


@pytest.mark.parametrize(
    ("question", "value", "shown"),
    [
        ("uses-automation", "yes", 'id="value-yes" value="yes" checked'),
        ("channel", "letter", 'id="value-letter" value="letter" checked'),
        ("groups", ["children", "newcomers"], 'id="value-newcomers" value="newcomers" checked'),
        ("nickname", "Permit Pat", 'value="Permit Pat"'),
        ("reading-ease", "fair", 'id="value-fair" value="fair" checked'),
    ],
)
def test_an_answer_of_each_kind_is_shown_again(site, draft, question, value, shown) -> None:
    lead = site.client("lead")

    saved = send(lead, draft.question(question), {"value": value, "do": "save"})

    assert saved.status_code == 303
    assert shown in read(lead, draft.question(question))


def test_save_and_continue_goes_to_a_question_that_this_answer_opened(site, draft) -> None:
    lead = site.client("lead")
    send(lead, draft.question("nickname"), {"value": "Pat", "do": "next"})
    assert lead.get(draft.question("oversight")).status_code == 404

    send(lead, draft.question("uses-automation"), {"value": "yes", "do": "save"})
    onwards = send(lead, draft.question("nickname"), {"value": "Pat", "do": "next"})

    assert onwards.headers["Location"] == draft.question("oversight")


def test_autosave_answers_with_the_parts_that_changed(site, draft) -> None:
    lead = site.client("lead")

    saved = send(lead, draft.question("channel"), {"value": "letter"}, autosave=True)

    assert saved.status_code == 200
    assert 'id="version" value="1" data-swap' in saved.text
    assert "1 of 4 answered" in saved.text
    assert "<html" not in saved.text


def test_a_number_with_a_comma_is_understood(site, draft) -> None:
    lead = site.client("lead")
    send(lead, draft.question("uses-automation"), {"value": "yes"})
    send(lead, draft.question("oversight"), {"value": "partly"})

    saved = send(lead, draft.question("false-alarms"), {"value": "12,5"})

    assert saved.status_code == 303
    page = read(lead, draft.question("false-alarms"))
    assert 'value="12.5" aria-describedby="value-hint value-error"' in page
    assert '<span class="govuk-visually-hidden"> (%)</span>' in page


def test_a_wrong_number_is_explained_and_nothing_typed_is_lost(site, draft) -> None:
    lead = site.client("lead")
    send(lead, draft.question("uses-automation"), {"value": "yes"})
    send(lead, draft.question("oversight"), {"value": "partly"})

    refused = send(
        lead, draft.question("false-alarms"), {"value": "120", "rationale": "Counted twice."}
    )

    assert refused.status_code == 422
    assert "Enter 100 or less." in refused.text
    assert 'value="120"' in refused.text
    assert "Counted twice." in refused.text


def test_not_applicable_keeps_its_reason_and_stays_open_without_one(site, draft) -> None:
    lead = site.client("lead")

    send(lead, draft.question("channel"), {"value": "/not-applicable"})
    without = read(lead, draft.question("channel"))
    send(lead, draft.question("channel"), {"value": "/not-applicable", "reason": "No contact."})
    with_reason = read(lead, draft.question("channel"))

    assert "0 of 4 answered" in without
    assert "1 of 4 answered" in with_reason
    assert "No contact." in with_reason


def test_a_choice_can_be_taken_back(site, draft) -> None:
    lead = site.client("lead")
    send(lead, draft.question("channel"), {"value": "letter", "rationale": "By post."})

    send(
        lead, draft.question("channel"), {"value": "letter", "rationale": "By post.", "do": "clear"}
    )

    page = read(lead, draft.question("channel"))
    assert 'value="letter" checked' not in page
    assert "By post." in page


def conflict(site, draft, *, autosave: bool):
    """The lead saved; the colleague, who read the page before, sends another text."""
    address = draft.question("channel")
    saved = send(site.client("lead"), address, {"value": "letter", "rationale": "Theirs."})
    assert saved.status_code == 303
    colleague = site.client("colleague")
    mine = {"value": "website", "rationale": "Mine.", "version": "0"}
    return colleague, mine, send(colleague, address, mine, autosave=autosave)


@pytest.mark.parametrize("autosave", [True, False])
def test_a_stale_save_shows_both_texts_and_changes_nothing(site, draft, autosave) -> None:
    colleague, _mine, refused = conflict(site, draft, autosave=autosave)

    assert refused.status_code == 409
    assert "Lead Peeters changed this answer while you were working" in refused.text
    assert "Theirs." in refused.text
    assert "Mine." in refused.text
    assert "Mine." not in read(colleague, draft.question("channel"))


def test_a_colleague_with_ones_own_name_is_not_oneself(site, draft, namesake) -> None:
    _colleague, _mine, by_a_namesake = conflict(site, draft, autosave=True)

    own = send(site.client("lead"), draft.question("channel"), {"version": "9", "value": "counter"})

    assert "Lead Peeters changed this answer" in by_a_namesake.text
    assert "You changed this answer in another window" in own.text


@pytest.fixture
def namesake(site) -> Iterator[None]:
    call_colleague(site, "Lead Peeters")
    yield
    call_colleague(site, "Colleague Peeters")


def call_colleague(site, name: str) -> None:
    with site.app.app_context():
        them = sa.update(User).where(User.email == "colleague@compass.example")
        db.session.execute(them.values(name=name))
        db.session.commit()


def test_a_conflict_does_not_hand_out_the_new_version_by_itself(site, draft) -> None:
    _colleague, _mine, refused = conflict(site, draft, autosave=True)

    assert 'name="version"' not in refused.text


@pytest.mark.parametrize(
    ("choice", "kept", "dropped"),
    [("keep-mine", "Mine.", "Theirs."), ("keep-theirs", "Theirs.", "Mine.")],
)
def test_one_side_of_a_conflict_can_be_kept(site, draft, choice, kept, dropped) -> None:
    colleague, mine, _refused = conflict(site, draft, autosave=False)
    address = draft.question("channel")

    solved = send(colleague, address, {**mine, "current_version": "1", "do": choice})

    assert solved.status_code == 303
    page = read(colleague, address)
    assert kept in page
    assert dropped not in page


def test_both_sides_of_a_conflict_can_be_combined(site, draft) -> None:
    colleague, mine, _refused = conflict(site, draft, autosave=False)
    address = draft.question("channel")

    solved = send(colleague, address, {**mine, "current_version": "1", "do": "combine"})

    assert solved.status_code == 303
    page = read(colleague, address)
    assert "Theirs.\n\nMine." in page
    assert 'name="version" id="version" value="2"' in page


def test_keeping_mine_still_asks_when_a_third_text_came_in_between(site, draft) -> None:
    colleague, mine, _refused = conflict(site, draft, autosave=False)
    address = draft.question("channel")
    send(site.client("lead"), address, {"value": "letter", "rationale": "Third."})

    refused = send(colleague, address, {**mine, "current_version": "1", "do": "keep-mine"})

    assert refused.status_code == 409
    assert "Third." in refused.text


def test_the_same_text_sent_twice_is_no_conflict(site, draft) -> None:
    lead = site.client("lead")
    text = {"value": "letter", "rationale": "Once.", "version": "0"}

    send(lead, draft.question("channel"), text, autosave=True)
    again = send(lead, draft.question("channel"), text, autosave=True)

    assert again.status_code == 200
    assert 'id="version" value="1" data-swap' in again.text


def test_any_button_keeps_evidence_and_action_that_were_typed(site, draft) -> None:
    lead = site.client("lead")
    address = draft.question("channel")

    send(
        lead,
        address,
        {
            "value": "letter",
            "do": "next",
            "evidence_title": "Letter, version 12",
            "evidence_url": "https://example.org/letter",
            "action_what": "Test the letter",
            "action_who": "Tom",
            "action_due": "2027-03-01",
        },
    )

    page = read(lead, address)
    assert 'href="https://example.org/letter"' in page
    assert "Test the letter" in page
    assert "due 1 March 2027" in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"evidence_title": "Letter"}, "Enter a link that starts with https:// or http://."),
        (
            {"evidence_title": "Letter", "evidence_url": "javascript:alert(1)"},
            "Enter a link that starts with https:// or http://.",
        ),
        ({"evidence_url": "https://example.org"}, "Enter a name for the evidence."),
        ({"action_what": "Test"}, "Enter who does it."),
        (
            {"action_what": "Test", "action_who": "Els", "action_due": "next week"},
            "Enter a date, for example 2026-03-31.",
        ),
        (
            {"evidence_title": "Letter", "evidence_url": "https://example.org/a letter"},
            "Enter a link that starts with https:// or http://.",
        ),
        (
            {"evidence_title": "Let\u202eter", "evidence_url": "https://example.org"},
            "Remove the characters that cannot be printed.",
        ),
        (
            {"action_what": "Te\u00adst", "action_who": "Els"},
            "Remove the characters that cannot be printed.",
        ),
        ({"do": "add-action"}, "Enter what will be done."),
    ],
)
def test_half_an_item_is_asked_for_and_the_answer_stays_on_the_page(
    site, draft, typed, message
) -> None:
    lead = site.client("lead")

    refused = send(lead, draft.question("channel"), {"rationale": "Kept here.", **typed})

    assert refused.status_code == 422
    assert message in refused.text
    assert "<title>Error: " in refused.text
    assert "Kept here." in refused.text


def test_evidence_is_removed_and_an_action_done_with_their_buttons(site, draft) -> None:
    lead = site.client("lead")
    address = draft.question("channel")
    send(lead, address, {"evidence_title": "Old", "evidence_url": "https://example.org/old"})
    send(lead, address, {"action_what": "Write", "action_who": "Tom"})
    page = read(lead, address)
    asking = send(
        lead, address, {"do": re.search(r'value="(ask-remove-evidence:[^"]+)"', page).group(1)}
    )
    question = read(lead, asking.headers["Location"])
    evidence = re.search(r'value="(remove-evidence:[^"]+)"', question).group(1)
    action = re.search(r'value="(done-action:[^"]+)"', page).group(1)

    send(lead, address, {"do": evidence})
    send(lead, address, {"do": action})

    page = read(lead, address)
    assert "https://example.org/old" in question
    assert "Remove this evidence?" in question
    assert "https://example.org/old" not in page
    assert "done on" in page


def test_an_action_is_changed_and_removed_on_its_own_page(site, draft, post) -> None:
    lead = site.client("lead")
    send(lead, draft.question("channel"), {"action_what": "Write", "action_who": "Tom"})
    page = read(lead, draft.question("channel"))
    action_id = re.search(r'value="edit-action:([^"]+)"', page).group(1)
    onwards = send(lead, draft.question("channel"), {"do": f"edit-action:{action_id}"})
    address = onwards.headers["Location"]

    post(lead, address, {"what": "Write it plainly", "who": "Els", "due": "", "done_on": ""})
    changed = read(lead, draft.question("channel"))
    asked = post(lead, address, {"do": "ask-remove"}).text
    still_there = read(lead, draft.question("channel"))
    post(lead, address, {"do": "remove"})

    assert "Write it plainly" in changed
    assert "Remove this action?" in asked
    assert "Write it plainly" in still_there
    assert "Write it plainly" not in read(lead, draft.question("channel"))


def test_text_of_people_never_becomes_markup(site, draft) -> None:
    lead = site.client("lead")
    text = "</textarea><script>alert(1)</script>"

    send(lead, draft.question("channel"), {"value": "letter", "rationale": text})

    assert "<script>alert" not in read(lead, draft.question("channel"))
    assert "<script>alert" not in read(lead, draft.review)


def test_an_officer_reads_a_draft_but_cannot_write_in_it(site, draft, post) -> None:
    officer, address = site.client("officer"), draft.question("channel")

    page = read(officer, address)
    sent = post(officer, address, {"version": "0", "value": "letter"})

    assert "<textarea" not in page
    assert sent.status_code == 403


def test_somebody_of_another_organisation_finds_nothing(site, draft) -> None:
    assert site.client("stranger").get(draft.question("channel")).status_code == 404


def test_a_text_sent_after_the_hand_in_is_given_back(site, draft, post) -> None:
    lead, colleague = site.client("lead"), site.client("colleague")
    address = draft.question("channel")
    page = read(colleague, address)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    post(lead, f"{draft.review}/hand-in", {"confirmed": "y"})

    late = {"csrf_token": token, "version": "0", "value": "letter", "rationale": "Too late."}
    by_button = colleague.post(address, data=late)
    by_itself = colleague.post(address, data=late, headers={"X-Autosave": "1"})

    assert by_button.status_code == 409
    assert "Too late." in by_button.text
    assert by_itself.status_code == 403


def test_a_statement_is_a_text_to_read(site, draft, post) -> None:
    lead = site.client("lead")

    page = read(lead, draft.question("introduction"))
    sent = post(lead, draft.question("introduction"), {"version": "0", "value": "x"})

    assert "Next question" in page
    assert sent.status_code == 405
    assert re.search(r'aria-current="page">\s*Before you begin<', page)


def test_a_statement_is_not_counted_as_a_question(site, draft) -> None:
    page = read(site.client("lead"), draft.question("uses-automation"))

    assert "question S1, 1 of 4" in page


@pytest.mark.parametrize("question", ["channel", "introduction"])
def test_who_reads_a_question_sees_where_in_the_site_they_are(site, draft, question) -> None:
    page = read(site.client("officer"), draft.question(question))

    assert re.search(r'aria-current="page">Projects<', page)


def test_a_date_may_be_not_yet_known_in_those_words(site, draft) -> None:
    lead = site.client("lead")
    send(lead, draft.question("channel"), {"value": "letter"})

    offered = read(lead, draft.question("stopped-on"))
    send(lead, draft.question("stopped-on"), {"instead": "/not-known"})

    assert "<b>Not yet known</b>" in offered
    assert "<b>Not yet known</b>" in read(site.client("officer"), draft.question("stopped-on"))
