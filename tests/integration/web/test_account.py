"""One's own account: what it shows, the password, the sessions."""

import datetime as dt
import itertools

import pytest
import sqlalchemy as sa

from compass.core.workflow import OrganisationRole
from compass.db.models import Event, Organisation, User
from compass.db.models import Session as SignIn
from compass.db.queries import accounts as queries
from compass.services import accounts, organisations
from compass.web.extensions import db
from compass.web.limits import ATTEMPTS

PASSWORD, OTHER = "four words nobody guesses", "three green bicycles at noon"
NUMBERS = itertools.count()
NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def person(site) -> str:
    """Somebody new, an auditor, with whom no other test counts attempts or sessions."""
    name = f"person{next(NUMBERS)}"
    with site.app.app_context():
        user = accounts.create_user(
            db.session,
            email=f"{name}@compass.example",
            name=name.title(),
            language="en",
            by=None,
            now=NOW,
        )
        accounts.set_password(db.session, user, PASSWORD)
        home = db.session.scalar(
            sa.select(Organisation).where(Organisation.name == "Social affairs")
        )
        organisations.set_organisation_roles(
            db.session, user, home, roles=[OrganisationRole.AUDITOR], by=None, now=NOW
        )
        db.session.commit()
    return name


def change(post, client, current=PASSWORD, password=OTHER, again=None):
    data = {"current": current, "password": password, "again": again or password}
    return post(client, "/account/password", data)


def copy_of(site, client):
    """Another browser with the same cookie, as a thief has it."""
    thief = site.client()
    thief.set_cookie("compass", client.get_cookie("compass").value)
    return thief


def kinds_of(site, person: str) -> list[str]:
    with site.app.app_context():
        user = queries.get_user_by_email(db.session, f"{person}@compass.example")
        query = sa.select(Event.kind).where(Event.actor_id == user.id).order_by(Event.id)
        return list(db.session.scalars(query))


def test_the_account_says_who_i_am_and_which_roles_i_have(site, person) -> None:
    page = site.client(person).get("/account").text

    assert person.title() in page
    assert f"{person}@compass.example" in page
    assert "Auditor" in page
    assert "Social affairs" in page
    assert "Administrator of this installation" not in page


def test_the_account_needs_a_sign_in(site) -> None:
    assert site.client().get("/account").status_code == 401


def test_the_chosen_language_stays_with_the_account(site, post, person) -> None:
    answer = post(
        site.client(person), "/language", {"language": "nl", "next": "/account"}, "/account"
    )

    assert answer.headers["Location"] == "/account"
    assert '<html lang="nl"' in site.client(person).get("/account").text


def test_a_changed_password_keeps_this_browser_and_ends_the_others(site, post, person) -> None:
    here, elsewhere = site.client(person), site.client(person)
    thief = copy_of(site, here)

    answer = change(post, here)

    assert answer.status_code == 303
    assert "All your other sessions have ended." in here.get("/account").text
    assert elsewhere.get("/account").status_code == 401
    assert thief.get("/account").status_code == 401
    assert kinds_of(site, person)[-2:] == ["password-changed", "signed-in"]


def test_only_the_new_password_opens_the_account_afterwards(site, post, person) -> None:
    change(post, site.client(person))
    email = f"{person}@compass.example"

    old = post(site.client(), "/sign-in", {"email": email, "password": PASSWORD})
    new = post(site.client(), "/sign-in", {"email": email, "password": OTHER})

    assert (old.status_code, new.status_code) == (422, 303)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"current": "not my password"}, "This is not your current password."),
        ({"current": ""}, "Enter your current password."),
        ({"password": "short"}, "Use at least 12 characters."),
        ({"password": "password123456"}, "This password is too easy to guess."),
        ({"again": "another one entirely"}, "Enter the same password twice."),
    ],
)
def test_a_password_that_is_refused_changes_nothing(site, post, person, typed, words) -> None:
    here, elsewhere = site.client(person), site.client(person)

    refused = change(post, here, **typed)

    assert refused.status_code == 422
    assert words in refused.text
    assert elsewhere.get("/account").status_code == 200
    assert "password-changed" not in kinds_of(site, person)


def test_a_page_with_a_refused_password_does_not_repeat_it(site, post, person) -> None:
    refused = change(post, site.client(person), current="what I thought it was")

    assert "what I thought it was" not in refused.text
    assert OTHER not in refused.text


def test_guessing_the_current_password_is_slowed_down(site, post, person) -> None:
    client = site.client(person)
    answers = [change(post, client, current="a wrong guess").status_code for _ in range(ATTEMPTS)]

    right_but_too_late = change(post, client)

    assert answers == [422] * ATTEMPTS
    assert right_but_too_late.status_code == 429
    assert "password-changed" not in kinds_of(site, person)


def test_the_list_of_sessions_marks_this_one(site, person) -> None:
    site.client(person)

    page = site.client(person).get("/account").text

    assert page.count("Started on") == 2
    assert page.count("This one") == 1


def test_a_session_that_was_idle_for_too_long_is_not_listed(site, person) -> None:
    site.client(person)
    with site.app.app_context():
        user = queries.get_user_by_email(db.session, f"{person}@compass.example")
        long_ago = sa.func.datetime("now", "-5 hours")
        db.session.execute(
            sa.update(SignIn).where(SignIn.user_id == user.id).values(last_seen_at=long_ago)
        )
        db.session.commit()

    assert site.client(person).get("/account").text.count("Started on") == 1


def test_signing_out_everywhere_ends_every_session(site, post, person) -> None:
    here, elsewhere = site.client(person), site.client(person)
    thief = copy_of(site, here)

    answer = post(here, "/account/sign-out-everywhere", {}, "/account")

    assert answer.headers["Location"] == "/sign-in"
    assert "You are signed out everywhere." in here.get("/sign-in").text
    assert [browser.get("/account").status_code for browser in (here, elsewhere, thief)] == [
        401, 401, 401,
    ]  # fmt: skip
    assert kinds_of(site, person)[-1] == "signed-out"


def test_signing_out_everywhere_leaves_others_alone(site, post, person) -> None:
    lead = site.client("lead")

    post(site.client(person), "/account/sign-out-everywhere", {}, "/account")

    assert lead.get("/account").status_code == 200


def test_a_posted_name_or_right_changes_nothing_in_the_account(site, post, person) -> None:
    data = {"language": "fr", "name": "Somebody else", "is_administrator": "y"}

    post(site.client(person), "/language", data, "/account")

    with site.app.app_context():
        user = db.session.scalar(sa.select(User).where(User.email == f"{person}@compass.example"))
        assert (user.name, user.is_administrator) == (person.title(), False)


def test_who_signs_in_again_leaves_no_session_behind(site, post, person) -> None:
    here = site.client(person)
    thief = copy_of(site, here)

    post(here, "/sign-in", {"email": f"{person}@compass.example", "password": PASSWORD})

    assert here.get("/account").status_code == 200
    assert thief.get("/account").status_code == 401


def test_no_browser_keeps_the_page_of_a_password_link(site, person) -> None:
    with site.app.app_context():
        user = queries.get_user_by_email(db.session, f"{person}@compass.example")
        link = accounts.issue_password_token(db.session, user, by=None, now=NOW)
        db.session.commit()

    page = site.client().get(f"/set-password/{link}")

    assert f"{person}@compass.example" in page.text
    assert page.headers["Cache-Control"] == "no-store"
