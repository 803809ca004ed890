"""A page whose question is meanwhile no longer asked: what was typed is kept, and it says why."""

import re

import pytest


@pytest.fixture(scope="module")
def site(site_of_new_kinds):
    return site_of_new_kinds


@pytest.fixture
def lead(site):
    return site.client("lead")


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def save(client, address: str, data: dict):
    return client.post(address, data={**read(client, address), "do": "save", **data})


def read(client, address: str) -> dict:
    """What the form of the page carries."""
    page = client.get(address).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    version = re.search(r'name="version" id="version" value="(\d+)"', page).group(1)
    return {"csrf_token": token, "version": version, "do": "save"}


@pytest.fixture
def late(draft, lead) -> dict:
    """The page of a question that somebody has open while a colleague rules it out."""
    save(lead, draft.question("data"), {"value": ["personal"]})
    form = read(lead, draft.question("harm"))
    save(lead, draft.question("data"), {"value": ["public"]})
    return form


GRAVE = {"value-severity": "grave", "value-likelihood": "rare"}
TYPED = {
    **GRAVE,
    "rationale": "People lose money.",
    "evidence_title": "Report",
    "evidence_url": "https://example.org/report",
    "action_what": "Ask the citizens",
    "action_who": "Els",
}


def test_what_was_typed_is_kept_and_the_page_says_why_it_is_not_asked(draft, lead, late):
    saved = lead.post(draft.question("harm"), data={**late, **TYPED})
    page = lead.get(saved.location)

    assert saved.status_code == 303
    assert saved.location.endswith(draft.question("harm"))
    assert page.status_code == 200
    told = words(page.text)
    assert "This question is not asked now" in told
    assert "“Classes of data” does not include: About persons" in told
    assert [
        text for text in ("People lose money.", "Report", "Ask the citizens") if text not in told
    ] == []


def test_all_of_it_is_there_when_the_question_is_asked_again(draft, lead, late):
    lead.post(draft.question("harm"), data={**late, **TYPED, "do": "next"})
    save(lead, draft.question("data"), {"value": ["personal"]})

    page = lead.get(draft.question("harm")).text

    assert 'value="grave" checked' in page
    assert "Ask the citizens" in page
    assert "https://example.org/report" in page


def test_what_cannot_be_kept_as_it_is_comes_back_with_the_form(draft, lead, late):
    typed = {**TYPED, "evidence_url": "nowhere"}

    refused = lead.post(draft.question("harm"), data={**late, **typed})

    assert refused.status_code == 422
    assert "Enter a link that starts with https:// or http://." in refused.text
    assert "This question is not asked any more" in refused.text
    assert "Ask the citizens" in refused.text


def test_an_autosave_is_kept_and_says_so(draft, lead, late):
    saved = lead.post(draft.question("harm"), data={**late, **GRAVE}, headers={"X-Autosave": "1"})

    assert saved.status_code == 200
    assert "This question is not asked any more" in saved.text
    assert 'data-announce="This question is not asked any more.' in saved.text


def test_two_who_come_too_late_are_shown_both_texts(site, draft, lead, late):
    colleague = site.client("colleague")
    theirs = {**read(colleague, draft.question("channel")), "version": "0", "rationale": "Ours."}
    colleague.post(draft.question("harm"), data={**theirs, **GRAVE})

    conflict = lead.post(draft.question("harm"), data={**late, **TYPED})

    assert conflict.status_code == 409
    assert "Ours." in conflict.text
    assert "People lose money." in conflict.text


def test_who_is_not_of_the_team_learns_why_and_reads_nothing_of_what_is_kept(
    site, draft, lead, late
):
    lead.post(draft.question("harm"), data={**late, **TYPED})

    page = site.client("officer").get(draft.question("harm"))

    assert page.status_code == 404
    assert "This question is not asked now" in page.text
    assert "People lose money." not in page.text
    assert "Ask the citizens" not in page.text


def test_where_nothing_is_kept_the_page_says_only_why(draft, lead):
    page = lead.get(draft.question("harm"))

    assert page.status_code == 404
    assert "“Classes of data” does not include: About persons" in words(page.text)
    assert "What your team wrote here is kept" not in page.text


def test_an_item_that_was_taken_off_keeps_what_comes_late(draft, lead):
    save(lead, draft.question("stakeholders"), {"value-p1": "Parents", "value-s1": "Schools"})
    form = read(lead, draft.question("p1/heard"))
    save(lead, draft.question("stakeholders"), {"value-s1": "Schools"})

    saved = lead.post(draft.question("p1/heard"), data={**form, "value": "yes"})

    told = words(lead.get(saved.location).text)
    assert "“Parents” was taken off “Stakeholders”" in told
    assert "What your team wrote here is kept" in told


def test_a_risk_whose_answer_opened_another_question_is_put_back(draft, lead):
    save(lead, draft.question("data"), {"value": ["personal"]})
    save(lead, draft.question("harm"), GRAVE)
    save(lead, draft.question("harm-after"), GRAVE)
    save(lead, draft.question("harm"), {"value-severity": "", "value-likelihood": ""})

    page = lead.get(draft.question("harm"))
    save(lead, draft.question("harm"), {"do": "undo"})

    assert page.status_code == 200
    assert "This answer hides 1 question that was answered" in page.text
    assert 'value="grave" checked' in lead.get(draft.question("harm")).text
