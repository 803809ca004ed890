"""From sign-in to a verified dossier, as three people do it, without JavaScript."""

import io
import re

import pytest


@pytest.fixture(scope="module")
def review(site, post) -> str:
    lead = site.client("lead")
    answer = post(
        lead,
        f"/projects/{site.project_id}/reviews/new",
        {"set_version": str(site.set_version_id), "title": "Spring", "language": "en"},
    )
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_the_whole_path_from_review_to_verified_dossier(site, post, review: str) -> None:
    lead, officer = site.client("lead"), site.client("officer")

    handed_in = post(lead, f"{review}/hand-in", {"confirmed": "y"})
    assert handed_in.status_code == 303, handed_in.text
    decided = post(officer, f"{review}/decision", decision(officer.get(f"{review}/decision").text))
    assert decided.status_code == 303, decided.text
    issued = post(lead, f"{review}/dossier", {"language": "fr"})
    assert issued.status_code == 303
    verified = verified_by_anybody(site, post, lead, review)

    assert "This dossier is genuine and unchanged." in verified
    assert "The register knows this dossier." in verified


def decision(page: str) -> dict[str, str]:
    """Go, with a reason and every attestation that the page asks for."""
    boxes = re.findall(r'<input[^>]*type="checkbox"[^>]*>', page)
    names = [re.search(r'name="([^"]+)"', box).group(1) for box in boxes]
    return {"outcome": "go", "reason": "It helps people.", **dict.fromkeys(names, "y")}


def test_who_is_of_the_team_does_not_decide(site, review: str) -> None:
    assert site.client("lead").get(f"{review}/decision").status_code == 403


def test_a_withdrawn_decision_is_said_to_the_team_and_to_whoever_verifies(
    site, post, review: str
) -> None:
    lead, officer = site.client("lead"), site.client("officer")
    address = f"{review}/withdraw"

    without = post(officer, address, {"reason": " "})
    withdrawn = post(officer, address, {"reason": "The supplier changed."})

    assert without.status_code == 422
    assert "Enter the reason." in without.text
    assert withdrawn.status_code == 303
    assert "The supplier changed." in lead.get(review).text
    assert "genuine, but its decision was withdrawn" in verified_by_anybody(
        site, post, lead, review
    )
    assert officer.get(address).status_code == 303
    assert post(officer, address, {"reason": "Again."}, review).status_code == 409


def verified_by_anybody(site, post, lead, review: str) -> str:
    page = lead.get(f"{review}/dossier").text
    pdf = lead.get(re.search(r'href="(/dossiers/[^"]+\.pdf)"', page).group(1)).data
    return post(site.client(), "/verify", {"file": (io.BytesIO(pdf), "dossier.pdf")}).text
