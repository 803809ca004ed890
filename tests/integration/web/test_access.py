"""Who gets in: every route has a rule, nothing is open by accident, nobody sees another's work."""

import uuid

import pytest

from compass.web.access import PUBLIC, rule_of
from compass.web.security import HEADERS


def routes(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_route_declares_who_may_use_it(site) -> None:
    undeclared = {
        rule.endpoint
        for rule in routes(site.app)
        if not rule_of(site.app.view_functions[rule.endpoint])
    }

    assert routes(site.app)
    assert undeclared == set()


def test_without_a_sign_in_only_public_pages_answer(site) -> None:
    client = site.client()
    answers = {}
    for rule in routes(site.app):
        if rule_of(site.app.view_functions[rule.endpoint]) == PUBLIC or "GET" not in rule.methods:
            continue
        values = {name: uuid.UUID(int=7) for name in rule.arguments if name.endswith("_id")}
        values["question_id"] = values["where"] = "some-question"
        with site.app.test_request_context():
            address = site.app.url_for(
                rule.endpoint,
                **{name: values.get(name, uuid.UUID(int=7)) for name in rule.arguments},
            )
        answers[rule.endpoint] = client.get(address).status_code

    assert answers
    assert set(answers.values()) == {401}


@pytest.mark.parametrize("person", ["stranger", "auditor"])
def test_a_project_is_not_there_for_who_may_not_see_it(site, person: str) -> None:
    answer = site.client(person).get(f"/projects/{site.project_id}")

    assert answer.status_code == 404
    assert "Housing benefit" not in answer.text


@pytest.mark.parametrize("address", ["/sign-in", "/verify", "/nothing", "/question-sets"])
def test_every_answer_has_the_security_headers(site, address: str) -> None:
    answer = site.client().get(address)

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("address", ["/sign-in", "/verify", "/nothing", "/question-sets"])
def test_a_page_with_a_form_token_is_kept_by_no_cache_that_many_share(site, address: str) -> None:
    answer = site.client().get(address)

    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_form_without_its_token_is_refused(site) -> None:
    answer = site.client().post("/sign-in", data={"email": "a@b.example", "password": "x"})

    assert answer.status_code == 400


def test_a_host_that_is_not_ours_is_refused(site) -> None:
    answer = site.client().get("/sign-in", base_url="http://evil.example")

    assert answer.status_code == 400


def test_a_copied_cookie_is_dead_after_sign_out(site, post) -> None:
    client = site.client("lead")
    copied = client.get_cookie("compass").value

    post(client, "/sign-out", {}, form="/")
    thief = site.client()
    thief.set_cookie("compass", copied)

    assert thief.get("/projects").status_code == 401


@pytest.mark.parametrize(
    "next_address", ["//evil.example", "https://evil.example", "/\\evil.example"]
)
def test_signing_in_leads_to_our_own_pages_only(site, post, next_address: str) -> None:
    data = {
        "email": "lead@compass.example",
        "password": "four words nobody guesses",
        "next": next_address,
    }

    answer = post(site.client(), "/sign-in", data)

    assert answer.headers["Location"] == "/"
