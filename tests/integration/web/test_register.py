"""The register of dossiers, for officers and auditors of the organisations they serve."""

import datetime as dt
import hashlib
import re
import uuid
from html import unescape
from itertools import count
from urllib.parse import parse_qsl, urlsplit

import pytest

from compass.core.workflow import OrganisationRole, Outcome, ProjectPhase
from compass.db.models import Organisation, QuestionSetVersion
from compass.db.queries import accounts as account_queries
from compass.dossier.press import IssuedPdf
from compass.services import (
    accounts,
    decisions,
    dossiers,
    log,
    organisations,
    projects,
    reviews,
)
from compass.services.actors import load_actor
from compass.web.extensions import db

NOW = dt.datetime.now(dt.UTC)
NUMBERS = count(1)


class OneLinePress:
    def issue(self, job):
        digest = hashlib.sha256(job.record).hexdigest()
        pdf = f"%PDF {digest} {job.language}".encode()
        return IssuedPdf(pdf=pdf, pages=3, seal_level="B-B", digest=digest)


class Agency:
    """An organisation of its own, with a lead, an officer and an auditor."""

    def __init__(self, site) -> None:
        self.site, self.number = site, next(NUMBERS)
        with site.app.app_context():
            made = organisations.create_organisation(
                db.session, name=f"Agency {self.number}", by=None, now=NOW
            )
            self.id = made.id
            self.add("lead", made, OrganisationRole.MEMBER)
            self.add("officer", made, OrganisationRole.OFFICER)
            self.add("auditor", made, OrganisationRole.AUDITOR)
            db.session.commit()

    def add(self, name: str, organisation, role: OrganisationRole) -> None:
        user = accounts.create_user(
            db.session, email=self.email(name), name=name.title(), language="en", by=None, now=NOW
        )
        organisations.set_organisation_roles(
            db.session, user, organisation, roles=[role], by=None, now=NOW
        )

    def email(self, name: str) -> str:
        return f"agency-{name}{self.number}@compass.example"

    def client(self, name: str):
        return self.site.client(f"agency-{name}{self.number}")

    def actor(self, name: str):
        user = account_queries.get_user_by_email(db.session, self.email(name))
        return load_actor(db.session, user.id)

    def dossier(self, name: str, *, outcome=Outcome.GO, language="en", valid_until=None, ref=""):
        """Decided and sealed: its id and its digest."""
        with self.site.app.app_context():
            review = self._handed_in(name, ref)
            decisions.decide(
                db.session, review, outcome=outcome, reason="Because.",
                by=self.actor("officer"), now=NOW,
            )  # fmt: skip
            review.valid_until = valid_until  # a decision cannot end in the past by itself
            issued = dossiers.issue(
                db.session, review, language=language, press=OneLinePress(),
                storage=self.site.app.extensions["compass"].storage, verify_url="",
                by=self.actor("lead"), now=NOW,
            )  # fmt: skip
            db.session.commit()
            return issued.id, issued.digest

    def _handed_in(self, name: str, reference: str):
        project = projects.create_project(
            db.session, organisation_id=self.id, name=name, reference=reference,
            phase=ProjectPhase.BUILD, by=self.actor("lead"), now=NOW,
        )  # fmt: skip
        lead = self.actor("lead")
        version = db.session.get_one(QuestionSetVersion, self.site.set_version_id)
        review = reviews.start_review(
            db.session, project, set_version=version, title=f"Round of {name}", language="en",
            by=lead, now=NOW,
        )  # fmt: skip
        reviews.hand_in(db.session, review, confirmed_open=True, by=lead, now=NOW)
        return review

    def share_auditor_with(self, other: "Agency") -> None:
        with self.site.app.app_context():
            user = account_queries.get_user_by_email(db.session, self.email("auditor"))
            organisations.set_organisation_roles(
                db.session, user, db.session.get_one(Organisation, other.id),
                roles=[OrganisationRole.AUDITOR], by=None, now=NOW,
            )  # fmt: skip
            db.session.commit()


@pytest.fixture
def agency(site) -> Agency:
    return Agency(site)


def found(page: str) -> list[str]:
    """The projects in the list, in order."""
    return re.findall(r"<h3[^>]*><a[^>]*>([^<]+)</a></h3>", page)


@pytest.mark.parametrize("person", ["officer", "auditor"])
def test_the_register_shows_every_dossier_with_its_facts(agency, person: str) -> None:
    dossier_id, digest = agency.dossier("Night bus", ref="NB-7", valid_until=dt.date(2090, 5, 1))

    page = agency.client(person).get("/dossiers").text

    facts = ("Night bus", "NB-7", "Round of Night bus", "Go", "1 May 2090", "Sealed", "English",
             digest[:12], digest, f"/dossiers/{dossier_id}.pdf", f"/verify/{digest}")  # fmt: skip
    assert [fact for fact in facts if fact not in page] == []
    assert "1 dossier" in page


def test_who_is_neither_officer_nor_auditor_has_no_register(agency) -> None:
    assert agency.client("lead").get("/dossiers").status_code == 403


def test_an_empty_register_says_what_will_come(agency) -> None:
    page = agency.client("auditor").get("/dossiers").text

    assert "No dossiers yet" in page
    assert "Clear the filters" not in page


def test_a_search_that_finds_nothing_offers_a_way_back(agency) -> None:
    agency.dossier("Night bus")

    page = agency.client("auditor").get("/dossiers?text=aeroplane").text

    assert "Nothing found" in page
    assert '<a class="govuk-link" href="/dossiers">Clear the filters</a>' in page
    assert 'value="aeroplane"' in page


@pytest.mark.parametrize("part", [slice(0, 64), slice(0, 8), slice(30, 50)])
def test_a_dossier_is_found_by_its_digest_or_a_part_of_it(agency, part: slice) -> None:
    agency.dossier("Night bus")
    _dossier, digest = agency.dossier("Day bus")

    page = agency.client("auditor").get("/dossiers", query_string={"text": digest[part].upper()})

    assert found(page.text) == ["Day bus"]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"text": "nb-7"}, ["Night bus"]),
        ({"text": "  round of DAY "}, ["Day bus"]),
        ({"outcome": "no-go"}, ["Day bus"]),
        ({"outcome": "go"}, ["Night bus"]),
        ({"language": "nl"}, ["Day bus"]),
        ({"state": "expired"}, ["Night bus"]),
        ({"state": "sealed"}, ["Day bus"]),
        ({"from": NOW.date().isoformat(), "to": NOW.date().isoformat(), "language": "en"},
         ["Night bus"]),
        ({"from": "2090-01-01"}, []),
        ({"to": "2020-01-01"}, []),
    ],
)  # fmt: skip
def test_the_register_is_filtered(agency, filters: dict[str, str], names: list[str]) -> None:
    agency.dossier("Night bus", ref="NB-7", valid_until=dt.date(2020, 1, 1))
    agency.dossier("Day bus", outcome=Outcome.NO_GO, language="nl")

    page = agency.client("auditor").get("/dossiers", query_string=filters)

    assert found(page.text) == names


@pytest.mark.parametrize(
    "filters",
    [
        {"page": "x"}, {"page": "-4"}, {"page": "9" * 30}, {"from": "soon"}, {"to": "9999-12-31"},
        {"from": "0001-01-01"}, {"organisation": "7"}, {"state": "?"}, {"outcome": "'"},
        {"language": "xx"}, {"text": "\0"}, {"text": " "},
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_left_aside(agency, filters: dict[str, str]) -> None:
    agency.dossier("Night bus")

    page = agency.client("auditor").get("/dossiers", query_string=filters)

    assert page.status_code == 200
    assert found(page.text) == ["Night bus"]


def test_turning_a_page_of_the_register_keeps_its_filters(agency) -> None:
    names = {f"Bus {number}" for number in range(51)}
    for name in sorted(names):
        agency.dossier(name)
    auditor = agency.client("auditor")

    first = auditor.get("/dossiers?text=bus&language=en").text
    address = unescape(re.search(r'rel="next" href="([^"]+)"', first).group(1))
    second = auditor.get(f"/dossiers{address}").text

    assert dict(parse_qsl(urlsplit(address).query)) == {
        "text": "bus", "language": "en", "page": "2",
    }  # fmt: skip
    assert (len(found(first)), len(found(second))) == (50, 1)
    assert {*found(first), *found(second)} == names


def test_a_download_gives_the_file_and_leaves_an_event(agency) -> None:
    dossier_id, digest = agency.dossier("Night bus")

    answer = agency.client("auditor").get(f"/dossiers/{dossier_id}.pdf")

    assert answer.data == f"%PDF {digest} en".encode()
    with agency.site.app.app_context():
        auditor = agency.actor("auditor")
        [event] = log.read_log(db.session, auditor, log.LogFilters(kind="dossier-downloaded")).rows
    assert (event.actor_id, event.subject_id) == (auditor.id, str(dossier_id))


def test_the_register_holds_only_the_organisations_that_one_serves(site, agency) -> None:
    other = Agency(site)
    agency.dossier("Night bus")
    secret_id, secret = other.dossier("Secret ferry")
    auditor = agency.client("auditor")

    pages = [
        auditor.get("/dossiers", query_string=asked).text
        for asked in ({}, {"organisation": str(other.id)}, {"text": secret}, {"text": "ferry"})
    ]

    assert [name for page in pages for name in found(page)] == ["Night bus"]
    assert f"Agency {other.number}" not in "".join(pages)
    assert auditor.get(f"/dossiers/{secret_id}.pdf").status_code == 404
    assert auditor.get(f"/dossiers/{uuid.UUID(int=3)}.pdf").status_code == 404


def test_an_auditor_of_two_organisations_chooses_between_them(site, agency) -> None:
    other = Agency(site)
    agency.dossier("Night bus")
    other.dossier("Ferry")
    agency.share_auditor_with(other)
    auditor = agency.client("auditor")

    both = auditor.get("/dossiers").text
    one = auditor.get("/dossiers", query_string={"organisation": str(other.id)}).text

    assert sorted(found(both)) == ["Ferry", "Night bus"]
    assert found(one) == ["Ferry"]
    assert f'<option value="{other.id}" selected>' in one
