"""Projects and teams as people see them."""

import re

import pytest


@pytest.fixture
def made(site, post) -> str:
    lead = site.client("lead")
    data = {"organisation": chosen(lead), "name": "School places", "phase": "design"}
    answer = post(lead, "/projects/new", data)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def chosen(lead) -> str:
    """The organisation that the form offers."""
    page = lead.get("/projects/new").text
    return re.search(r'<option[^>]*value="([0-9a-f-]{36})"', page).group(1)


def test_who_makes_a_project_leads_it(site, made: str) -> None:
    page = site.client("lead").get(made).text

    assert "School places" in page
    assert "Lead Peeters" in page
    assert "Start a review" in page


def test_the_reviews_of_a_project_name_their_questions_in_the_readers_language(site, draft) -> None:
    page = site.client("lead").get(draft.project).text

    assert "A check of every kind 1.0.0, last changed on" in page


def test_a_project_without_a_name_is_not_made(site, post) -> None:
    refused = post(site.client("lead"), "/projects/new", {"name": " "})

    assert refused.status_code == 422
    assert "Enter a name." in refused.text


def test_an_officer_who_is_no_member_makes_no_projects(site) -> None:
    assert site.client("officer").get("/projects/new").status_code == 403


def test_the_list_shows_own_projects_and_finds_them_by_name(site, made: str) -> None:
    lead = site.client("lead")

    found = lead.get("/projects?text=school").text
    nothing = lead.get("/projects?text=swimming").text

    assert "School places" in found
    assert "Nothing found" in nothing


def test_a_project_of_another_organisation_does_not_exist(site, made: str) -> None:
    stranger = site.client("stranger")

    assert stranger.get(made).status_code == 404
    assert "School places" not in stranger.get("/projects").text


def test_the_description_can_be_changed_by_a_lead_only(site, post, made: str) -> None:
    lead, officer = site.client("lead"), site.client("officer")

    changed = post(
        lead,
        f"{made}/edit",
        {"name": "School places 2027", "phase": "build", "organisation": chosen(lead)},
    )

    assert changed.status_code == 303
    assert officer.get(f"{made}/edit").status_code == 403


def test_a_colleague_joins_gets_another_role_and_leaves(site, post, made: str) -> None:
    lead, colleague = site.client("lead"), site.client("colleague")
    assert colleague.get(made).status_code == 404

    post(lead, f"{made}/team", {"email": "Colleague@compass.example", "role": "viewer"})
    joined = colleague.get(made)
    member = re.search(rf'href="({made}/team/[0-9a-f-]{{36}})"[^>]*>[^<]*<span[^>]*>: Colleague',
                       lead.get(f"{made}/team").text).group(1)  # fmt: skip
    post(lead, member, {"role": "contributor"})
    contributor = colleague.get(made).text
    post(lead, f"{member}/remove", {})

    assert joined.status_code == 200
    assert "Contributor" in contributor
    assert colleague.get(made).status_code == 404


@pytest.mark.parametrize("email", ["nobody@compass.example", "stranger@compass.example"])
def test_only_colleagues_can_join(site, post, made: str, email: str) -> None:
    refused = post(site.client("lead"), f"{made}/team", {"email": email, "role": "viewer"})

    assert refused.status_code == 422
    assert "Enter the address of somebody with an account in this organisation." in refused.text


def test_the_last_lead_cannot_leave_or_step_down(site, post, made: str) -> None:
    lead = site.client("lead")
    member = re.search(rf"{made}/team/[0-9a-f-]{{36}}", lead.get(f"{made}/team").text).group(0)

    stepped_down = post(lead, member, {"role": "viewer"})
    left = post(lead, f"{member}/remove", {})

    assert stepped_down.status_code == 422
    assert left.status_code == 422
    assert "Name another lead first" in left.text
