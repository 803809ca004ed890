"""What PostgreSQL refuses and SQLite takes: no address and no form may fail on it."""

import pytest


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("lead", "/projects?text=%00parking"),
        ("auditor", "/dossiers?text=%00parking"),
        ("auditor", "/log?from=%00&kind=%00&project=%00"),
        ("officer", "/compare?text=%00&question=%00&set=%00&version=%00"),
        (None, "/question-sets/%00/1.0.0"),
        (None, "/verify?digest=%00"),
        (None, "/set-password/%00"),
        (None, "/sign-in?next=%00"),
        ("lead", f"/projects?page={10**30}"),
        ("auditor", f"/dossiers?page={10**30}"),
        ("auditor", f"/log?page={10**30}"),
    ],
)
def test_a_nul_in_an_address_is_no_fault_of_the_server(
    site_on_postgresql, person: str | None, address: str
) -> None:
    answer = site_on_postgresql.client(person).get(address)

    assert answer.status_code < 500


def test_a_nul_in_a_search_is_left_out(site_on_postgresql) -> None:
    found = site_on_postgresql.client("lead").get("/projects?text=Housing%00+benefit")

    assert found.status_code == 200
    assert "Housing benefit assistant" in found.text


def test_a_nul_in_a_form_is_no_fault_of_the_server(site_on_postgresql, post) -> None:
    form = {"email": "lead\x00@compass.example", "password": "four\x00words"}

    answer = post(site_on_postgresql.client(), "/sign-in", form)

    assert answer.status_code == 400
