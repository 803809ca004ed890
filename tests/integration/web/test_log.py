"""The log as officers and auditors read it: in words, filtered, of their own organisations."""

import datetime as dt
import re
import uuid
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from compass.db.models import Project
from compass.services.events import EventKind, record
from compass.web.event_words import EVENTS
from compass.web.extensions import db

LONG_AGO = dt.datetime(2001, 3, 4, 23, 30, tzinfo=dt.UTC)


@pytest.fixture
def happened(site, draft):
    """Writes events of a day long ago, so that a filter finds these and no others."""

    def happened(
        kind: EventKind, *, times: int = 1, at: dt.datetime = LONG_AGO, request_id=""
    ) -> None:
        with site.app.app_context():
            project = db.session.get_one(Project, uuid.UUID(draft.project.rpartition("/")[2]))
            for _number in range(times):
                record(
                    db.session, kind, at=at, actor_id=project.created_by, project_id=project.id,
                    review_id=uuid.UUID(draft.review.rpartition("/")[2]), request_id=request_id,
                    organisation_id=project.organisation_id,
                )  # fmt: skip
            db.session.commit()

    return happened


def rows(page: str) -> list[str]:
    return re.findall(r"<tr>\s*<td.*?</tr>", page, re.DOTALL)


def test_every_kind_of_event_has_words() -> None:
    assert set(EVENTS) == set(EventKind)


@pytest.mark.parametrize("person", ["officer", "auditor"])
def test_an_event_says_when_who_what_and_where(site, happened, person: str) -> None:
    happened(EventKind.REVIEW_HANDED_IN, request_id="a1b2c3")

    page = site.client(person).get("/log?from=2001-03-04&to=2001-03-04&kind=review-handed-in").text

    told = ("4 March 2001, 23:30", "Lead Peeters", "Handed in a review", "Parking permits",
            "First round", "a1b2c3")  # fmt: skip
    assert [words for words in told if words not in rows(page)[0]] == []


def test_an_event_names_the_request_that_brought_it_about(site, draft, post) -> None:
    answer = post(site.client("lead"), f"{draft.review}/hand-in", {"confirmed": "y"})

    page = site.client("officer").get("/log?kind=review-handed-in").text

    assert f"<code>{answer.headers['X-Request-Id']}</code>" in rows(page)[0]


def test_the_log_links_only_to_what_the_reader_may_open(site, draft, happened) -> None:
    happened(EventKind.REVIEW_HANDED_IN)

    officer = site.client("officer").get("/log?to=2001-12-31").text
    auditor = site.client("auditor").get("/log?to=2001-12-31").text

    assert f'href="{draft.review}"' in officer
    assert f'href="{draft.project}"' in officer
    assert f'href="{draft.review}"' not in auditor
    assert f'href="{draft.project}"' not in auditor
    assert f'href="{draft.review}/dossier"' in auditor


def test_the_log_is_filtered_by_kind_and_by_day(site, happened) -> None:
    happened(EventKind.REVIEW_RECALLED, at=LONG_AGO + dt.timedelta(days=30))
    happened(EventKind.REVIEW_WITHDRAWN, at=LONG_AGO + dt.timedelta(days=31))
    auditor = site.client("auditor")

    by_kind = rows(auditor.get("/log?kind=review-recalled&to=2001-12-31").text)
    by_day = rows(auditor.get("/log?from=2001-04-04&to=2001-04-04").text)

    assert ["Took back a review" in row for row in by_kind] == [True]
    assert ["Withdrew a decision" in row for row in by_day] == [True]


def test_turning_a_page_of_the_log_keeps_its_filters(site, happened) -> None:
    happened(EventKind.REVIEW_SEALED, times=51, at=LONG_AGO - dt.timedelta(days=400))
    auditor = site.client("auditor")

    first = auditor.get("/log?kind=review-sealed&to=2000-12-31").text
    address = unescape(re.search(r'rel="next" href="([^"]+)"', first).group(1))
    second = auditor.get(f"/log{address}").text

    assert dict(parse_qsl(urlsplit(address).query)) == {
        "kind": "review-sealed", "to": "2000-12-31", "page": "2",
    }  # fmt: skip
    assert (len(rows(first)), len(rows(second))) == (50, 1)


def test_a_filter_of_the_log_that_finds_nothing_offers_a_way_back(site) -> None:
    page = site.client("auditor").get("/log?to=1990-01-01").text

    assert "Nothing found" in page
    assert '<a class="govuk-link" href="/log">Clear the filters</a>' in page


@pytest.mark.parametrize(
    "asked", ["page=x", "page=-1", "from=x", "to=9999-12-31", "kind=x", "organisation=1"]
)
def test_a_filter_of_the_log_that_makes_no_sense_is_left_aside(site, draft, asked: str) -> None:
    page = site.client("auditor").get(f"/log?{asked}")

    assert page.status_code == 200
    assert rows(page.text)


def test_another_organisation_reads_nothing_of_this_one(site, draft, happened) -> None:
    happened(EventKind.REVIEW_HANDED_IN)
    with site.app.app_context():
        place = db.session.get_one(Project, site.project_id).organisation_id
    stranger = site.client("stranger")

    pages = [stranger.get(f"/log{asked}").text for asked in ("", f"?organisation={place}")]

    assert "Parking permits" not in "".join(pages)
    assert "Lead Peeters" not in "".join(pages)
    assert rows(pages[0])
    assert not rows(pages[1])


def test_who_is_neither_officer_nor_auditor_reads_no_log(site) -> None:
    assert site.client("lead").get("/log").status_code == 403
