"""Issuing seals, the same language again gives the same file, later reviews supersede."""

import datetime as dt
import hashlib

import pytest
import sqlalchemy as sa

from compass.core.workflow import Outcome, ReviewState, TransitionError
from compass.db.models import Event
from compass.db.queries.reviews import list_reviews
from compass.dossier.press import IssuedPdf
from compass.dossier.storage import DossierStorage
from compass.services import decisions, dossiers, projects, records, reviews
from compass.services.dossiers import DossierFilters
from compass.services.errors import NotAllowedError, QuestionSetError

TODAY = dt.date(2026, 11, 24)  # of the world


class FakePress:
    """Prints the job in one line; ``before_done`` happens while it prints."""

    def __init__(self):
        self.jobs = []
        self.before_done = lambda: None

    def issue(self, job):
        self.jobs.append(job)
        self.before_done()
        digest = hashlib.sha256(job.record).hexdigest()
        pdf = f"%PDF {digest} {job.language} {len(self.jobs)}".encode()
        return IssuedPdf(pdf=pdf, pages=7, seal_level="B-B", digest=digest)


@pytest.fixture
def press():
    return FakePress()


@pytest.fixture
def storage(tmp_path):
    return DossierStorage(tmp_path)


@pytest.fixture
def issue(world, press, storage):
    def issue(review, *, language="en", by="Lea"):
        return dossiers.issue(
            world.session,
            review,
            language=language,
            press=press,
            storage=storage,
            verify_url="https://compass.example.org/verify",
            by=world.actor(by),
            now=world.now,
        )

    return issue


def decide(world, review, outcome=Outcome.GO, **facts):
    world.hand_in(review)
    decisions.decide(
        world.session,
        review,
        outcome=outcome,
        reason="Well thought through.",
        by=world.actor("Oda"),
        now=world.now,
        **facts,
    )


@pytest.fixture
def decided(world, review):
    world.save(review, "channel", "website")
    decide(world, review)
    return review


def test_the_first_language_seals_the_review(world, decided, issue, press, storage):
    dossier = issue(decided, language="nl")

    assert decided.state is ReviewState.SEALED
    assert decided.sealed_at == world.now
    assert dossier.digest == records.frozen_record(world.session, decided).digest
    assert storage.read(dossier.file_sha256).startswith(b"%PDF")
    assert press.jobs[0].record == records.frozen_record(world.session, decided).content


def test_the_same_language_again_is_the_same_file(decided, issue, press):
    first = issue(decided, language="nl")

    second = issue(decided, language="nl", by="Oda")

    assert first.id == second.id
    assert len(press.jobs) == 1


def test_other_languages_follow_with_the_same_digest(world, decided, issue):
    first = issue(decided, language="nl")
    world.later(hours=1)

    second = issue(decided, language="fr")

    assert first.digest == second.digest
    assert first.file_sha256 != second.file_sha256
    assert [d.language for d in dossiers.dossiers_of(world.session, decided)] == ["nl", "fr"]


def test_two_people_who_issue_at_once_get_one_file(decided, issue, press):
    def somebody_else_is_faster():
        press.before_done = lambda: None
        issue(decided, by="Oda")

    press.before_done = somebody_else_is_faster

    dossier = issue(decided)

    assert len(press.jobs) == 2
    assert dossier.id == issue(decided).id


@pytest.mark.parametrize(
    "state", [s for s in ReviewState if s not in {ReviewState.DECIDED, ReviewState.SEALED}]
)
def test_nothing_is_issued_before_a_decision_or_after_the_end(decided, issue, press, state):
    decided.state = state

    with pytest.raises(TransitionError):
        issue(decided)

    assert press.jobs == []


def test_a_language_that_the_set_does_not_have_is_refused(decided, issue):
    with pytest.raises(QuestionSetError):
        issue(decided, language="pl")


@pytest.mark.parametrize("name", ["Vera", "Aldo", "Hugo"])
def test_viewers_auditors_and_strangers_do_not_issue(harbour, decided, issue, name):
    with pytest.raises(NotAllowedError):
        issue(decided, by=name)


def test_a_later_review_supersedes_the_one_before(world, project, version, decided, issue):
    issue(decided)
    world.later(days=30)
    second = world.review(project, version, title="Two")
    decide(world, second)

    issue(second)

    assert (decided.state, second.state) == (ReviewState.SUPERSEDED, ReviewState.SEALED)


def test_lists_name_the_review_that_counts_before_those_it_superseded(
    world, project, version, decided, issue
):
    issue(decided)
    first = []

    for number in range(2, 8):  # both change at the same moment, and ids are random
        world.later(days=30)
        latest = world.review(project, version, title=f"Round {number}")
        decide(world, latest)
        issue(latest)
        [row] = projects.list_my_projects(world.session, world.actor("Lea")).rows
        shown = list_reviews(world.session, project_id=project.id).rows
        first.append((latest.title, row.latest.title, shown[0].title))

    assert first == [(f"Round {number}",) * 3 for number in range(2, 8)]


def test_sealing_an_older_decision_late_leaves_the_newer_in_force(
    world, project, version, decided, issue
):
    world.later(days=30)
    second = world.review(project, version, title="Two")
    decide(world, second)
    issue(second)

    issue(decided)

    assert (decided.state, second.state) == (ReviewState.SUPERSEDED, ReviewState.SEALED)


def test_reviews_of_other_projects_stay_as_they_are(world, city, version, decided, issue):
    issue(decided)
    other = world.review(world.project(city, "Lea", name="Swimming pools"), version)
    decide(world, other)

    issue(other)

    assert decided.state is ReviewState.SEALED


@pytest.mark.parametrize("name", ["Lea", "Vera", "Oda", "Aldo"])
def test_every_opening_is_logged(world, decided, issue, storage, name):
    dossier = issue(decided)

    content = dossiers.open_dossier(
        world.session, dossier, storage, by=world.actor(name), now=world.now
    )

    assert hashlib.sha256(content).hexdigest() == dossier.file_sha256
    last = world.session.scalars(sa.select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (last.kind, last.subject_id) == ("dossier-downloaded", str(dossier.id))
    assert last.actor_id == world.actor(name).id


@pytest.mark.parametrize("name", ["Hugo", "Hilde"])
def test_another_organisation_opens_nothing(world, harbour, decided, issue, storage, name):
    dossier = issue(decided)

    with pytest.raises(NotAllowedError):
        dossiers.open_dossier(world.session, dossier, storage, by=world.actor(name), now=world.now)


def test_the_register_shows_own_organisations_only(world, harbour, decided, issue):
    issue(decided)

    assert _found(world, "Aldo") == ["One"]
    assert _found(world, "Oda") == ["One"]
    assert _found(world, "Hugo") == []
    assert _found(world, "Lea") == []  # in the team, but no auditor
    assert _found(world, "Hugo", organisation_id=decided.project.organisation_id) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"text": "park"}, True),
        ({"text": "prk-1"}, True),
        ({"text": "%"}, False),
        ({"text": "e"}, True),
        ({"text": "0"}, False),  # every digest has one somewhere
        ({"language": "en"}, True),
        ({"language": "de"}, False),
        ({"outcome": Outcome.GO}, True),
        ({"outcome": Outcome.NO_GO}, False),
        ({"decided_from": TODAY, "decided_to": TODAY}, True),
        ({"decided_from": TODAY + dt.timedelta(days=1)}, False),
        ({"decided_to": TODAY - dt.timedelta(days=1)}, False),
        ({"decided_from": dt.date.min, "decided_to": dt.date.max}, True),
        ({"state": ReviewState.SEALED}, True),
        ({"state": ReviewState.EXPIRED}, False),
    ],
)
def test_the_register_is_searched(world, decided, issue, filters, found):
    issue(decided)

    assert bool(_found(world, "Aldo", **filters)) is found


def test_a_dossier_is_found_by_its_digest(world, decided, issue):
    dossier = issue(decided)

    assert _found(world, "Aldo", text=dossier.digest) == ["One"]
    assert _found(world, "Aldo", text=dossier.file_sha256[:12].upper()) == ["One"]
    assert _found(world, "Aldo", text=dossier.digest[20:40]) == ["One"]


def test_the_register_knows_digest_state_and_file(world, decided, issue):
    dossier = issue(decided)
    register = dossiers.DossierRegister(world.session, world.today)

    known = register.lookup(dossier.digest, dossier.file_sha256)
    other_file = register.lookup(dossier.digest, "0" * 64)

    assert (known.state, known.is_known_file) == (ReviewState.SEALED, True)
    assert (other_file.state, other_file.is_known_file) == (ReviewState.SEALED, False)
    assert register.lookup("0" * 64, dossier.file_sha256) is None


def test_the_register_says_expired_the_day_after(world, review, issue):
    decide(world, review, valid_until=dt.date(2027, 1, 1))
    dossier = issue(review)

    register = dossiers.DossierRegister(world.session, dt.date(2027, 1, 2))

    assert register.lookup(dossier.digest, "").state is ReviewState.EXPIRED
    assert _found(world, "Aldo", today=dt.date(2027, 1, 2), state=ReviewState.EXPIRED) == ["One"]


def test_a_draft_is_printed_from_what_stands_now(world, review, press):
    world.save(review, "channel", "website")

    dossiers.draft(
        world.session,
        review,
        language="en",
        press=press,
        verify_url="",
        by=world.actor("Vera"),
        now=world.now,
    )

    [job] = press.jobs
    assert job.is_draft
    assert b"website" in job.record
    assert reviews.load_review(world.session, review.id).state is ReviewState.DRAFT


def _found(world, name, *, today=None, **filters):
    page = dossiers.search_dossiers(
        world.session, world.actor(name), DossierFilters(**filters), today=today or world.today
    )
    return [row.review_title for row in page.rows]
