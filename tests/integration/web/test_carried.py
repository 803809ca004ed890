"""A form that came too late: nothing typed is lost, and nobody else can make use of it."""

import re
from html import unescape

import pytest

PASSWORD = "four words nobody guesses"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
RATIONALE = "We asked the people at the “desk”.\nThey said <yes> & no."


@pytest.fixture
def late(site, draft):
    """A lead whose session ended while the question page was open: the browser, the address."""
    client, address = site.client("lead"), draft.question("uses-automation")
    page = client.get(address).text
    client.delete_cookie("compass")
    fields = {**_hidden(page), "version": "0", "value": "yes", "rationale": RATIONALE}
    return client, address, fields


def test_a_form_sent_after_the_session_ended_comes_back_with_the_sign_in(late) -> None:
    client, address, fields = late

    refused = client.post(address, data=fields, headers=FROM_HERE)
    back = _sign_in(client, refused.text)
    sent = client.post(address, data=_hidden(back.text))

    assert refused.status_code == 401
    assert RATIONALE in unescape(back.text)
    assert "under your name, Lead Peeters" in back.text
    assert sent.status_code == 303
    assert RATIONALE in unescape(client.get(address).text)


def test_everything_that_was_typed_is_shown_under_its_name(late) -> None:
    client, address, fields = late
    typed = {"action_what": "Rewrite it", "action_who": "Els", "action_due": "2027-01-31"}

    refused = client.post(address, data={**fields, **typed}, headers=FROM_HERE)
    back = _sign_in(client, refused.text).text

    shown = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", back, re.S)
    assert [(name, unescape(text)) for name, text in shown] == [
        ("Explanation", RATIONALE),
        ("Action", "Rewrite it"),
        ("Who?", "Els"),
        ("By when?", "2027-01-31"),
    ]


def test_a_wrong_password_does_not_lose_the_form(late) -> None:
    client, address, fields = late

    refused = client.post(address, data=fields, headers=FROM_HERE)
    again = _sign_in(client, refused.text, password="not the right one")

    assert again.status_code == 422
    assert RATIONALE in unescape(_sign_in(client, again.text).text)


def test_a_form_with_an_old_token_is_shown_again_to_be_sent(site, draft) -> None:
    client, address = site.client("lead"), draft.question("uses-automation")
    client.get(address)
    old = {"csrf_token": "old", "version": "0", "value": "yes", "rationale": RATIONALE}

    refused = client.post(address, data=old, headers=FROM_HERE)
    client.post(address, data=_hidden(refused.text))

    assert refused.status_code == 400
    assert RATIONALE in unescape(client.get(address).text)


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {}]
)
def test_a_form_of_another_site_does_not_come_back(late, headers: dict[str, str]) -> None:
    client, address, fields = late

    refused = client.post(address, data=fields, headers=headers)

    assert refused.status_code == 401
    assert "desk" not in refused.text


def test_a_password_does_not_come_back(site) -> None:
    fields = {"current": PASSWORD, "password": PASSWORD, "again": PASSWORD, "csrf_token": "old"}

    for client in (site.client("lead"), site.client()):
        page = client.post("/account/password", data=fields, headers=FROM_HERE)

        assert page.status_code in {400, 401}
        assert PASSWORD not in unescape(page.text)


def test_a_carried_form_that_was_tampered_with_leads_nowhere_else(site) -> None:
    client = site.client()
    page = client.get("/sign-in").text

    answer = _sign_in(client, page, carried="a=b", next="https://elsewhere.example/")

    assert answer.status_code == 303
    assert answer.location == "/"


def _sign_in(client, page: str, **more: str):
    data = {**_hidden(page), "email": "lead@compass.example", "password": PASSWORD, **more}
    return client.post("/sign-in", data=data)


def _hidden(page: str) -> dict[str, str]:
    main = page.split("<main", 1)[1]
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', main)
    pairs = [(_attribute(tag, "name"), _attribute(tag, "value")) for tag in found]
    return dict(pairs)


def _attribute(tag: str, name: str) -> str:
    return unescape(re.search(rf'\b{name}="([^"]*)"', tag).group(1))
