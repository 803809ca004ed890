"""The officer's side: the inbox, the decision with its conditions, handing back."""

import re

import pytest

ATTESTED = {"read_all": "y", "took_no_part": "y", "is_mine_to_take": "y"}


@pytest.fixture
def submitted(site, draft, post):
    handed_in = post(site.client("lead"), f"{draft.review}/hand-in", {"confirmed": "y"})
    assert handed_in.status_code == 303, handed_in.text
    return draft


def test_the_inbox_shows_what_waits_with_its_open_points(site, submitted) -> None:
    page = site.client("officer").get("/inbox").text

    assert f'href="{submitted.review}/decision"' in page
    assert "handed in today" in page
    assert "4 open" in page


def test_the_inbox_of_another_organisation_stays_empty(site, submitted) -> None:
    assert submitted.review not in site.client("stranger").get("/inbox").text


def test_teams_have_no_inbox(site) -> None:
    assert site.client("lead").get("/inbox").status_code == 403


def test_the_officer_reads_every_question_on_one_page(site, submitted) -> None:
    page = site.client("officer").get(f"{submitted.review}/decision").text

    assert len(re.findall(r'id="question-', page)) == 5
    assert "Not answered yet" in page


def test_go_is_decided_with_a_reason_and_every_attestation(site, submitted, post) -> None:
    officer = site.client("officer")

    decided = post(
        officer, f"{submitted.review}/decision", {"outcome": "go", "reason": "Fair.", **ATTESTED}
    )

    assert decided.status_code == 303, decided.text
    page = officer.get(submitted.review).text
    assert "Decision: Go" in page
    assert "Make the dossier" in page


@pytest.mark.parametrize("missing", sorted(ATTESTED))
def test_each_attestation_is_needed(site, submitted, post, missing: str) -> None:
    data = {"outcome": "go", "reason": "Fair.", **ATTESTED}
    del data[missing]

    refused = post(site.client("officer"), f"{submitted.review}/decision", data)

    assert refused.status_code == 422
    assert f'href="#{missing}"' in refused.text
    assert "Fair." in refused.text


def test_go_with_conditions_needs_a_whole_condition(site, submitted, post) -> None:
    officer, address = site.client("officer"), f"{submitted.review}/decision"
    data = {"outcome": "go-with-conditions", "reason": "Nearly.", **ATTESTED}
    half = {"conditions-0-what": "Test the letter"}
    whole = {**half, "conditions-0-who": "Tom", "conditions-0-due": "2027-03-01"}

    without = post(officer, address, data)
    with_half = post(officer, address, {**data, **half})
    with_whole = post(officer, address, {**data, **whole})

    assert "Enter at least one condition" in without.text
    assert with_half.status_code == 422
    assert "Complete the conditions below." in with_half.text
    assert with_whole.status_code == 303
    assert "Test the letter" in officer.get(submitted.review).text


def test_conditions_do_not_go_with_another_decision(site, submitted, post) -> None:
    data = {"outcome": "no-go", "reason": "No.", "conditions-0-what": "Stop", **ATTESTED}
    data |= {"conditions-0-who": "Tom", "conditions-0-due": "2027-03-01"}

    refused = post(site.client("officer"), f"{submitted.review}/decision", data)

    assert refused.status_code == 422
    assert "or empty the conditions." in refused.text


def test_a_form_full_of_conditions_takes_no_more_and_keeps_what_was_typed(
    site, submitted, post
) -> None:
    typed = {f"conditions-{number}-what": f"Test {number}" for number in range(100)}

    page = post(
        site.client("officer"), f"{submitted.review}/decision", {**typed, "do": "add-condition"}
    )

    assert page.status_code == 200
    assert "Test 99" in page.text
    assert "Add another condition" not in page.text


def test_another_row_for_a_condition_keeps_what_was_typed(site, submitted, post) -> None:
    data = {"reason": "Half a thought", "conditions-0-what": "Test", "do": "add-condition"}
    rows = {f"conditions-{row}-who": "" for row in range(3)}

    page = post(site.client("officer"), f"{submitted.review}/decision", {**rows, **data})

    assert page.status_code == 200
    assert "conditions-3-what" in page.text
    assert "Half a thought" in page.text


@pytest.mark.parametrize(
    ("until", "message"),
    [
        ("2020-01-01", "Enter a date that is not in the past."),
        ("1 May", "Enter a date, for example 2026-03-31."),
    ],
)
def test_a_validity_in_the_past_or_no_date_is_refused(
    site, submitted, post, until, message
) -> None:
    data = {"outcome": "go", "reason": "Fair.", "valid_until": until, **ATTESTED}

    refused = post(site.client("officer"), f"{submitted.review}/decision", data)

    assert refused.status_code == 422
    assert message in refused.text


def waiting(officer, submitted) -> str:
    """What the inbox says of this review."""
    page = officer.get("/inbox").text
    return page.partition(f'href="{submitted.review}/decision"')[2].partition("</li>\n")[0]


def test_an_escalation_is_recorded_and_the_review_still_waits(site, submitted, post) -> None:
    officer = site.client("officer")
    data = {"outcome": "escalate", "reason": "Too big for me.", **ATTESTED}

    post(officer, f"{submitted.review}/decision", data)

    assert "Too big for me." in officer.get(f"{submitted.review}/decision").text
    assert "Escalated" in waiting(officer, submitted)


def test_an_escalation_is_over_once_the_team_changed_its_review(site, submitted, post) -> None:
    officer, page = site.client("officer"), f"{submitted.review}/decision"
    post(officer, page, {"outcome": "escalate", "reason": "Too big for me.", **ATTESTED})
    post(officer, f"{submitted.review}/hand-back", {"message": "Explain C1."}, page)

    post(site.client("lead"), f"{submitted.review}/hand-in", {"confirmed": "y"})

    assert "Escalated" not in waiting(officer, submitted)


def test_a_review_goes_back_with_one_message_that_the_team_sees(site, submitted, post) -> None:
    officer, lead = site.client("officer"), site.client("lead")
    page = f"{submitted.review}/decision"

    empty = post(officer, f"{submitted.review}/hand-back", {"message": ""}, page)
    back = post(officer, f"{submitted.review}/hand-back", {"message": "Explain C1."}, page)

    assert empty.status_code == 422
    assert back.status_code == 303
    overview = lead.get(submitted.review).text
    assert "Explain C1." in overview
    assert "Changes requested" in overview


def test_a_mistake_costs_nothing_that_was_typed_in_the_other_half(site, submitted, post) -> None:
    officer, page = site.client("officer"), f"{submitted.review}/decision"
    typed = {"outcome": "go", "reason": "A long reason.", "conditions-0-what": "Test it"}

    back = post(officer, f"{submitted.review}/hand-back", {**typed, "message": ""}, page)
    decided = post(officer, page, {**typed, "message": "Explain C1."})

    assert "<title>Error: Decide on" in back.text
    assert "Enter a message." in back.text
    assert "Choose a decision." not in back.text
    assert "A long reason.</textarea>" in back.text
    assert 'value="Test it"' in back.text
    assert "Explain C1.</textarea>" in decided.text
    assert "Enter a message." not in decided.text


def test_an_officer_of_the_team_reads_why_somebody_else_decides(site, submitted, post) -> None:
    lead, officer = site.client("lead"), site.client("officer")
    post(lead, f"{submitted.project}/team", {"email": "officer@compass.example", "role": "viewer"})

    page = officer.get(f"{submitted.review}/decision").text
    sent = post(
        officer, f"{submitted.review}/decision", {"outcome": "go", "reason": "Mine.", **ATTESTED}
    )

    assert "You are or were in the team of this project." in page
    assert "Your decision" not in page
    assert sent.status_code == 403


def test_a_decided_review_is_not_decided_again(site, submitted, post) -> None:
    officer = site.client("officer")
    data = {"outcome": "go", "reason": "Fair.", **ATTESTED}
    post(officer, f"{submitted.review}/decision", data)

    again = post(officer, f"{submitted.review}/decision", data, submitted.review)

    assert again.status_code == 409
    assert officer.get(f"{submitted.review}/decision").status_code == 303


def test_an_action_is_followed_up_after_the_decision(site, draft, post) -> None:
    lead, officer = site.client("lead"), site.client("officer")
    address = draft.question("channel")
    post(lead, address, {"version": "0", "action_what": "Publish", "action_who": "Tom"})
    post(lead, f"{draft.review}/hand-in", {"confirmed": "y"})
    data = {"outcome": "go", "reason": "Fair.", **ATTESTED}
    post(officer, f"{draft.review}/decision", data)
    action = re.search(rf'href="({draft.review}/actions/[^"]+)"', lead.get(draft.review).text)

    followed = post(lead, action.group(1), {"done_on": "2026-11-20"})

    assert followed.status_code == 303
    assert "done on 20 November 2026" in lead.get(address).text
