"""Why a question is asked, what an answer hides, and what comes with a question beside its text."""

import re

import pytest


@pytest.fixture(scope="module")
def site(site_of_new_kinds):
    return site_of_new_kinds


@pytest.fixture
def lead(site):
    return site.client("lead")


def save(client, address: str, data: dict, **headers):
    page = client.get(address).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    version = re.search(r'name="version" id="version" value="(\d+)"', page).group(1)
    sent = {"csrf_token": token, "version": version, "do": "save", **data}
    return client.post(address, data=sent, headers=headers)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_a_question_says_which_answers_led_to_it(draft, lead):
    save(lead, draft.question("data"), {"value": ["personal"]})

    harm = words(lead.get(draft.question("harm")).text)
    data = words(lead.get(draft.question("data")).text)

    assert "Why is this asked? Shown because of other answers:" in harm
    assert "“Classes of data” includes: About persons" in harm
    assert "Why is this asked?" not in data


def links_to(page: str, address: str) -> list[str]:
    return re.findall(rf'<a [^>]*href="{re.escape(address)}"[^>]*>(“[^<]*)</a>', page)


def test_the_reasons_lead_to_the_answers_that_they_name(draft, lead):
    data, harm = draft.question("data"), draft.question("harm")
    save(lead, data, {"value": ["personal"]})
    save(lead, harm, {"value-severity": "grave", "value-likelihood": "rare"})

    asked = lead.get(harm).text
    save(lead, data, {"value": ["public"]})
    unasked = lead.get(harm).text
    save(lead, data, {"value": ["personal"]})

    assert links_to(asked, data) == ["“Classes of data” includes: About persons"]
    assert links_to(unasked, data) == ["“Classes of data” does not include: About persons"]


def test_an_answer_says_what_it_hides_and_no_longer_once_it_is_shown_again(draft, lead):
    save(lead, draft.question("data"), {"value": ["personal"]})
    save(lead, draft.question("harm"), {"value-severity": "grave", "value-likelihood": "rare"})

    by_itself = save(lead, draft.question("data"), {"value": ["public"]}, **{"X-Autosave": "1"})
    page = words(lead.get(draft.question("data")).text)
    elsewhere = words(lead.get(draft.question("reach")).text)
    save(lead, draft.question("data"), {"value": ["personal"]})

    assert "This answer hides 1 question that was answered" in by_itself.text
    assert "S6 Harm" in page
    assert "This answer hides" not in elsewhere
    assert "This answer hides" not in lead.get(draft.question("data")).text
    assert 'value="grave" checked' in lead.get(draft.question("harm")).text


def test_a_former_answer_that_hid_nothing_is_put_back_as_a_new_revision(site, draft, lead):
    save(lead, draft.question("data"), {"value": ["personal"]})
    save(lead, draft.question("harm"), {"value-severity": "grave", "value-likelihood": "rare"})
    offered = save(lead, draft.question("data"), {"value": ["public"]}, **{"X-Autosave": "1"})

    put_back = save(
        lead, draft.question("data"), {"value": ["public"], "rationale": "We asked.", "do": "undo"}
    )

    page = lead.get(draft.question("data")).text
    assert "Put the former answer back: About persons" in words(offered.text)
    assert put_back.status_code == 303
    assert re.findall(r'value="(\w+)" checked', page) == ["personal"]
    assert "We asked." in page
    assert 'name="version" id="version" value="3"' in page
    assert "Put the former answer back" not in page


def test_a_former_answer_is_found_behind_one_that_hid_as_much(draft, lead):
    save(lead, draft.question("data"), {"value": ["personal"]})
    save(lead, draft.question("harm"), {"value-severity": "grave", "value-likelihood": "rare"})
    save(lead, draft.question("data"), {"value": ["public"]})
    save(lead, draft.question("data"), {"value": ["internal"]})

    save(lead, draft.question("data"), {"value": ["internal"], "do": "undo"})

    assert 'value="personal" checked' in lead.get(draft.question("data")).text


def test_an_item_that_was_taken_off_is_put_back_with_its_answers(draft, lead):
    both = {"value-p1": "Parents", "value-s1": "Schools"}
    save(lead, draft.question("stakeholders"), both)
    save(lead, draft.question("p1/heard"), {"value": "yes"})

    save(lead, draft.question("stakeholders"), {**both, "value-p1": ""})
    without = lead.get(draft.question("stakeholders")).text
    gone = words(lead.get(draft.question("p1/heard")).text)
    save(lead, draft.question("stakeholders"), {"value-s1": "Schools", "do": "put-back:p1"})

    assert "Taken off the list" in without
    assert "Parents 1 answer" in words(without)
    assert "“Parents” was taken off “Stakeholders”" in gone
    assert 'value="yes" checked' in lead.get(draft.question("p1/heard")).text
    assert "Taken off the list" not in lead.get(draft.question("stakeholders")).text


def test_a_new_item_that_is_saved_twice_is_still_one(draft, lead):
    page = lead.get(draft.question("stakeholders")).text
    spare = re.search(r'<li data-spare>.*?name="(value-[0-9a-f]{8})"', page, re.S).group(1)

    save(lead, draft.question("stakeholders"), {spare: "Par"}, **{"X-Autosave": "1"})
    save(lead, draft.question("stakeholders"), {spare: "Parents"}, **{"X-Autosave": "1"})

    again = lead.get(draft.question("stakeholders")).text
    assert re.findall(r'value="(Par\w*)"', again) == ["Parents"]
    assert f'name="{spare}"' in again


def test_an_action_of_an_item_that_was_taken_off_leads_back_to_the_overview(draft, lead):
    save(lead, draft.question("stakeholders"), {"value-p1": "Parents", "value-s1": "Schools"})
    act = {"action_what": "Visit the gate", "action_who": "Els"}
    save(lead, draft.question("p1/heard"), act)
    save(lead, draft.question("stakeholders"), {"value-s1": "Schools"})
    address = re.search(r'href="([^"]*/actions/[^"]*)"', lead.get(draft.review).text).group(1)

    page = lead.get(address).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)
    sent = {"csrf_token": token, "do": "save", "what": "Visit the gate", "who": "Els"}
    saved = lead.post(address, data=sent)

    assert f'<a class="govuk-link" href="{draft.review}">Cancel</a>' in page
    assert saved.location.endswith(draft.review)


def test_a_ranking_moves_with_buttons_that_send_the_form(draft, lead):
    save(lead, draft.question("stakeholders"), {"value-p1": "Parents"})
    order = ["warmth", "speed", "clarity"]

    save(lead, draft.question("priorities"), {"value": order, "do": "down:warmth"})
    save(
        lead, draft.question("priorities"), {"value": ["speed", "warmth", "clarity"], "do": "up:x"}
    )

    page = lead.get(draft.question("priorities")).text
    assert re.findall(r'<option value="(\w+)" selected', page) == ["speed", "warmth", "clarity"]


def test_beside_a_question_stand_the_law_who_can_answer_and_its_other_names(draft, lead):
    data = words(lead.get(draft.question("data")).text)
    channel = words(lead.get(draft.question("channel")).text)
    stakeholders = words(lead.get(draft.question("stakeholders")).text)

    assert "What the law says Duty of privacy" in data
    assert "Applies from 25 May 2018." in data
    assert "Regulation (EU) 2016/679 , checked on 25 November 2026" in data
    assert "Elsewhere known as 1.10 · 1.1 · urn:example:channel" in channel
    assert "In other question sets" not in channel  # no such set is published here
    assert "Best answered with Staff at the counter" in stakeholders
    assert "Phase Idea, Design" in stakeholders


def test_the_handbook_shows_groups_rows_and_the_law(site):
    page = words(site.client().get("/question-sets/new-kinds/1.0.0").text)

    assert "Per stakeholder asked for each of: Stakeholders The same for each of them." in page
    assert "Row by row Before the change After the change" in page
    assert "Duty of privacy" in page


def test_a_risk_stands_on_its_map_before_and_after_measures(site, draft, lead):
    save(lead, draft.question("data"), {"value": ["personal"]})
    save(lead, draft.question("harm"), {"value-severity": "grave", "value-likelihood": "possible"})
    after = {"value-severity": "serious", "value-likelihood": "rare"}

    by_itself = save(lead, draft.question("harm-after"), after, **{"X-Autosave": "1"})
    read = words(site.client("officer").get(draft.question("harm-after")).text)
    hand_in = lead.get(f"{draft.review}/hand-in").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', hand_in).group(1)
    lead.post(f"{draft.review}/hand-in", data={"csrf_token": token, "confirmed": "y"})
    decision = site.client("officer").get(f"{draft.review}/decision").text

    assert 'id="risk-map" data-swap' in by_itself.text
    assert "1 Before the measures: High 2 After the measures: Low" in words(by_itself.text)
    assert "1 Before the measures: High 2 After the measures: Low" in read
    assert "Severity Serious Likelihood Rare Risk Low" in read
    assert decision.count('<figure class="cp-map">') == 1  # before and after stand on one


def test_a_date_and_a_confirmation_have_words_of_their_own(site, draft, lead):
    save(lead, draft.question("signed"), {"value": "yes"})

    assert "Confirmed by Lead Peeters on" in words(lead.get(draft.question("signed")).text)
    assert "We confirm this" in words(site.client("officer").get(draft.question("signed")).text)
