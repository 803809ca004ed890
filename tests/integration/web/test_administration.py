"""Administration: accounts, roles, links and organisations, and what administrators do not see."""

import datetime as dt
import itertools
import re
import uuid

import pytest
import sqlalchemy as sa

from compass.core.workflow import OrganisationRole
from compass.db.models import Event, Organisation, User
from compass.db.queries import accounts as queries
from compass.services import accounts, organisations
from compass.services.actors import load_actor
from compass.web.extensions import db

PASSWORD, OTHER = "four words nobody guesses", "three green bicycles at noon"
NOW = dt.datetime.now(dt.UTC)
NUMBERS = itertools.count()


def make(site, *roles: OrganisationRole, administrator: bool = False) -> str:
    """Somebody new, with these roles in Social affairs."""
    name = f"{'admin' if administrator else 'newcomer'}{next(NUMBERS)}"
    with site.app.app_context():
        user = accounts.create_user(
            db.session,
            email=f"{name}@compass.example",
            name=name.title(),
            language="en",
            is_administrator=administrator,
            by=None,
            now=NOW,
        )
        accounts.set_password(db.session, user, PASSWORD)
        home = db.session.scalar(
            sa.select(Organisation).where(Organisation.name == "Social affairs")
        )
        organisations.set_organisation_roles(db.session, user, home, roles=roles, by=None, now=NOW)
        db.session.commit()
    return name


@pytest.fixture
def admin(site) -> str:
    """The only administrator."""
    with site.app.app_context():
        db.session.execute(sa.update(User).values(is_administrator=False))
        db.session.commit()
    return make(site, administrator=True)


@pytest.fixture
def person(site) -> str:
    return make(site, OrganisationRole.MEMBER)


def id_of(site, person: str) -> uuid.UUID:
    with site.app.app_context():
        return queries.get_user_by_email(db.session, f"{person}@compass.example").id


def page_of(site, person: str) -> str:
    return f"/admin/users/{id_of(site, person)}"


def organisation_id(site, name: str = "Social affairs") -> uuid.UUID:
    with site.app.app_context():
        return db.session.scalar(sa.select(Organisation.id).where(Organisation.name == name))


def events(site, admin: str) -> list[tuple[str, str]]:
    """What this administrator did: kind and subject."""
    query = sa.select(Event.kind, Event.subject_id).where(Event.actor_id == id_of(site, admin))
    with site.app.app_context():
        return [tuple(row) for row in db.session.execute(query.order_by(Event.id))]


def described(person: str, **changes: object) -> dict[str, object]:
    return {
        "name": person.title(),
        "email": f"{person}@compass.example",
        "language": "en",
        **changes,
    }


def link_in(page: str) -> str:
    return re.search(r'value="http://[^"]*?(/set-password/[^"]+)"', page).group(1)


# Who gets in

ADDRESSES = (
    "/admin/users",
    "/admin/users/new",
    "/admin/users/{user}",
    "/admin/users/{user}/deactivate",
    "/admin/users/{user}/reactivate",
    "/admin/users/{user}/link",
    "/admin/organisations",
    "/admin/organisations/new",
    "/admin/organisations/{organisation}",
)


def filled(site, address: str, person: str) -> str:
    return address.format(user=id_of(site, person), organisation=organisation_id(site))


def test_every_page_of_administration_is_in_the_list(site) -> None:
    rules = {rule.rule for rule in site.app.url_map.iter_rules() if rule.rule.startswith("/admin")}

    in_list = {
        address.format(user="<uuid:user_id>", organisation="<uuid:organisation_id>")
        for address in ADDRESSES
    }
    assert rules == in_list


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", ["lead", "officer", "auditor", "stranger"])
def test_only_administrators_open_administration(site, person, who: str, address: str) -> None:
    assert site.client(who).get(filled(site, address, person)).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_administrator_opens_every_page(site, admin, person, address: str) -> None:
    assert site.client(admin).get(filled(site, address, person)).status_code == 200


def test_a_member_cannot_post_to_administration_either(site, post, person) -> None:
    client = site.client("lead")
    answers = [
        post(client, filled(site, address, person), {"name": "Taken over"}, "/account").status_code
        for address in ADDRESSES
        if address not in {"/admin/users", "/admin/organisations"}
    ]

    assert set(answers) == {403}


def test_an_account_that_does_not_exist_is_not_found(site, admin) -> None:
    client = site.client(admin)

    for tail in ("", "/deactivate", "/reactivate", "/link"):
        assert client.get(f"/admin/users/{uuid.UUID(int=7)}{tail}").status_code == 404
    assert client.get(f"/admin/organisations/{uuid.UUID(int=7)}").status_code == 404


def test_administrators_read_no_reviews_by_being_administrators(site, admin, draft) -> None:
    client = site.client(admin)
    pages = [draft.project, draft.review, f"{draft.review}/dossier", "/inbox", "/dossiers", "/log"]

    answers = {page: client.get(page) for page in pages}

    assert {answer.status_code for answer in answers.values()} <= {403, 404}
    assert "Parking permits" not in client.get("/projects").text


# The list


def test_accounts_are_found_by_name_and_address_with_their_state(site, post, admin, person) -> None:
    client = site.client(admin)
    post(client, f"{page_of(site, person)}/deactivate", {})

    found = client.get(f"/admin/users?text={person.upper()}").text
    nothing = client.get("/admin/users?text=zzzz%25").text

    assert f"{person}@compass.example" in found
    assert "Closed" in found
    assert "1 account<" in found
    assert "No account matches this search." in nothing


# A new account


def test_a_new_account_gets_its_roles_and_a_link_that_works_once(site, post, admin) -> None:
    client, name = site.client(admin), f"made{next(NUMBERS)}"
    role = f"{organisation_id(site)}:officer"
    made = post(client, "/admin/users/new", described(name, roles=[role], language="de"))
    link = link_in(made.text)

    new = {"password": OTHER, "again": OTHER}
    page = site.client().get(link).text
    first = post(site.client(), link, new)
    again = site.client().get(link)

    assert made.status_code == 200
    assert "it is shown only this once" in made.text
    assert made.headers["Cache-Control"] == "no-store"
    assert f'value="{name}@compass.example"' in page
    assert (first.status_code, again.status_code) == (303, 404)
    with site.app.app_context():
        actor = load_actor(db.session, id_of(site, name))
    assert actor.language == "de"
    assert not actor.is_administrator
    assert set(actor.organisations.values()) == {frozenset({OrganisationRole.OFFICER})}
    subject = str(actor.id)
    assert events(site, admin)[-3:] == [
        ("user-created", subject),
        ("role-granted", f"{subject}:officer"),
        ("password-link-issued", subject),
    ]


def test_the_link_stands_on_no_page_that_is_opened_later(site, post, admin) -> None:
    client, name = site.client(admin), f"made{next(NUMBERS)}"

    link = link_in(post(client, "/admin/users/new", described(name)).text)

    later = [page_of(site, name), f"{page_of(site, name)}/link", "/admin/users"]
    assert not any(link in client.get(address).text for address in later)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": " "}, "Enter a name."),
        ({"email": "somebody"}, "Enter an e-mail address, such as name@example.org."),
        ({"email": " Lead@Compass.example "}, "There is an account with this address already."),
        ({"name": "Els \u202e Peeters"}, "Remove the characters that cannot be printed."),
        ({"language": "xx"}, "Not a valid choice"),
    ],
)
def test_a_refused_account_keeps_what_was_typed(site, post, admin, typed, words) -> None:
    role = f"{organisation_id(site)}:auditor"
    data = {**described("kept"), "roles": [role], "is_administrator": "y", **typed}

    refused = post(site.client(admin), "/admin/users/new", data)

    assert refused.status_code == 422
    assert words in refused.text
    assert re.search(rf'value="{role}" checked', refused.text)
    assert re.search(r"<input[^>]*checked[^>]*is_administrator", refused.text)
    assert 'value="Kept"' in refused.text or "name" in typed
    assert "user-created" not in dict(events(site, admin))


def test_a_role_in_an_organisation_that_does_not_exist_is_refused(site, post, admin) -> None:
    data = described(f"made{next(NUMBERS)}", roles=[f"{uuid.UUID(int=7)}:officer"])

    assert post(site.client(admin), "/admin/users/new", data).status_code == 422


# A changed account


def test_the_form_of_an_account_shows_the_roles_it_has(site, admin, person) -> None:
    page = site.client(admin).get(page_of(site, person)).text

    checked = re.findall(r'name="roles"[^>]*value="([^"]+)" checked', page)

    assert checked == [f"{organisation_id(site)}:member"]


def test_roles_are_given_and_taken_at_once_and_recorded(site, post, admin, person) -> None:
    client = site.client(person)
    home = organisation_id(site)
    assert client.get("/log").status_code == 403

    post(
        site.client(admin),
        page_of(site, person),
        described(person, name="Another Name", roles=[f"{home}:auditor"]),
    )

    subject = str(id_of(site, person))
    assert client.get("/log").status_code == 200
    assert client.get("/projects/new").status_code == 403
    assert "Another Name" in client.get("/account").text
    assert events(site, admin)[-3:] == [
        ("user-updated", subject),
        ("role-granted", f"{subject}:auditor"),
        ("role-revoked", f"{subject}:member"),
    ]


def test_an_address_of_somebody_else_is_refused_and_nothing_changes(
    site, post, admin, person
) -> None:
    data = described(person, name="Another Name", email="lead@compass.example")

    refused = post(site.client(admin), page_of(site, person), data)

    assert refused.status_code == 422
    assert "There is an account with this address already." in refused.text
    assert 'value="Another Name"' in refused.text
    assert person.title() in site.client(person).get("/account").text


def test_the_last_administrator_keeps_the_right(site, post, admin) -> None:
    client = site.client(admin)

    refused = post(client, page_of(site, admin), described(admin))

    assert refused.status_code == 422
    assert "Make somebody else an administrator first" in refused.text
    assert client.get("/admin/users").status_code == 200


def test_who_gives_up_the_right_to_another_lands_on_their_account(site, post, admin) -> None:
    make(site, administrator=True)
    client = site.client(admin)

    answer = post(client, page_of(site, admin), described(admin))

    assert answer.headers["Location"] == "/account"
    assert client.get("/admin/users").status_code == 403


# Closing and opening


def test_a_copied_cookie_is_dead_after_deactivation(site, post, admin, person) -> None:
    client = site.client(person)
    thief = site.client()
    thief.set_cookie("compass", client.get_cookie("compass").value)
    assert thief.get("/account").status_code == 200

    answer = post(site.client(admin), f"{page_of(site, person)}/deactivate", {})

    assert answer.status_code == 303
    assert thief.get("/account").status_code == 401
    assert events(site, admin)[-1] == ("user-deactivated", str(id_of(site, person)))


def test_a_copied_cookie_stays_dead_when_the_account_opens_again(site, post, admin, person) -> None:
    client, admins = site.client(person), site.client(admin)
    post(admins, f"{page_of(site, person)}/deactivate", {})

    post(admins, f"{page_of(site, person)}/reactivate", {})

    data = {"email": f"{person}@compass.example", "password": PASSWORD}
    assert client.get("/account").status_code == 401
    assert post(site.client(), "/sign-in", data).status_code == 303
    assert events(site, admin)[-1] == ("user-reactivated", str(id_of(site, person)))


def test_asking_closes_nothing(site, admin, person) -> None:
    asked = site.client(admin).get(f"{page_of(site, person)}/deactivate")

    assert asked.status_code == 200
    assert site.client(person).get("/account").status_code == 200


def test_nobody_deactivates_their_own_account(site, post, admin) -> None:
    make(site, administrator=True)
    client = site.client(admin)

    refused = post(client, f"{page_of(site, admin)}/deactivate", {})

    assert refused.status_code == 422
    assert "You cannot close your own account." in refused.text
    assert client.get("/admin/users").status_code == 200
    assert "/deactivate" not in client.get(page_of(site, admin)).text


def test_the_last_administrator_cannot_be_deactivated(site, post, admin) -> None:
    client = site.client(admin)

    refused = post(client, f"{page_of(site, admin)}/deactivate", {})

    assert refused.status_code == 422
    assert "Make somebody else an administrator first" in refused.text
    assert client.get("/admin/users").status_code == 200


# Links


def test_a_new_link_ends_the_old_one_and_works(site, post, admin, person) -> None:
    client = site.client(admin)
    address = f"{page_of(site, person)}/link"
    old = link_in(post(client, address, {}).text)
    new = link_in(post(client, address, {}).text)

    ended = site.client().get(old)
    used = post(site.client(), new, {"password": OTHER, "again": OTHER})

    assert (ended.status_code, used.status_code) == (404, 303)
    assert events(site, admin)[-1] == ("password-link-issued", str(id_of(site, person)))


def test_a_copied_cookie_is_dead_once_a_link_is_used(site, post, admin, person) -> None:
    client = site.client(person)
    link = link_in(post(site.client(admin), f"{page_of(site, person)}/link", {}).text)
    assert client.get("/account").status_code == 200

    post(site.client(), link, {"password": OTHER, "again": OTHER})

    assert client.get("/account").status_code == 401


def test_a_closed_account_gets_no_link_and_loses_the_one_it_had(site, post, admin, person) -> None:
    client, page = site.client(admin), page_of(site, person)
    link = link_in(post(client, f"{page}/link", {}).text)

    post(client, f"{page}/deactivate", {})

    assert site.client().get(link).status_code == 404
    assert client.get(f"{page}/link").status_code == 404


# Organisations


def test_an_organisation_is_made_renamed_and_recorded(site, post, admin) -> None:
    client, name = site.client(admin), f"Parks {next(NUMBERS)}"
    made = post(client, "/admin/organisations/new", {"name": f" {name} "})
    key = organisation_id(site, name)

    renamed = post(client, f"/admin/organisations/{key}", {"name": f"{name} and gardens"})

    assert (made.status_code, renamed.status_code) == (303, 303)
    assert organisation_id(site, f"{name} and gardens") == key
    assert f"{name} and gardens" in client.get("/admin/organisations").text
    assert [kind for kind, _subject in events(site, admin)] == [
        "signed-in",
        "organisation-created",
        "organisation-updated",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Enter a name."),
        ("Mobility", "There is an organisation with this name already."),
        ("Mobi\u202elity", "Remove the characters that cannot be printed."),
    ],
)
def test_a_refused_name_of_an_organisation_stays_in_the_form(
    site, post, admin, name, words
) -> None:
    client = site.client(admin)

    for address in ("/admin/organisations/new", f"/admin/organisations/{organisation_id(site)}"):
        refused = post(client, address, {"name": name})

        assert refused.status_code == 422
        assert words in refused.text
        assert f'value="{name}"' in refused.text
    assert organisation_id(site)


def test_the_page_of_an_organisation_lists_its_people_and_no_projects(site, admin) -> None:
    page = site.client(admin).get(f"/admin/organisations/{organisation_id(site)}").text

    names = re.findall(r">(\w+) Peeters</a>", page)
    assert names == ["Auditor", "Colleague", "Lead", "Officer"]
    assert "Housing benefit assistant" not in page
