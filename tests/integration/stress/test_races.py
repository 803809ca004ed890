"""Two people press the button at the same moment: one of them was first, and everybody agrees."""

import datetime as dt
import hashlib
import shutil
import threading
import uuid
from functools import partial

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.answers import Answer, AnswerStatus
from compass.core.loading import load_folder
from compass.core.workflow import Outcome, ReviewState, TransitionError
from compass.db.models import AnswerRevision, Decision, Dossier, Event, Review, ReviewRecord
from compass.dossier.press import IssuedPdf
from compass.dossier.storage import DossierStorage
from compass.services import decisions, dossiers, question_sets, reviews
from compass.services.actors import load_actor
from compass.services.answers import save_answer, stored_answer
from compass.services.errors import ReviewClosedError

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


class OneLinePress:
    def issue(self, job):
        return IssuedPdf(
            pdf=f"%PDF {threading.get_ident()}".encode() + job.record,
            pages=1,
            seal_level="B-B",
            digest=hashlib.sha256(job.record).hexdigest(),
        )


def transaction(arena, work):
    """A function that does ``work(session, review)`` in a transaction of its own."""
    review = arena.review
    return arena.transaction(lambda session: work(session, reviews.load_review(session, review)))


def hand_in(arena):
    def work(session, review):
        lead = load_actor(session, arena.lead)
        reviews.hand_in(session, review, confirmed_open=True, by=lead, now=NOW)

    return transaction(arena, work)


def decide(arena, officer, outcome=Outcome.GO):
    def work(session, review):
        decisions.decide(
            session,
            review,
            outcome=outcome,
            reason="Well thought through.",
            by=load_actor(session, officer),
            now=NOW,
        )

    return transaction(arena, work)


def issue(arena, folder, language):
    def work(session, review):
        return dossiers.issue(
            session,
            review,
            language=language,
            press=OneLinePress(),
            storage=DossierStorage(folder),
            verify_url="",
            by=load_actor(session, arena.lead),
            now=NOW,
        ).id

    return transaction(arena, work)


def state(arena):
    with Session(arena.engine) as session:
        return reviews.load_review(session, arena.review).state


def test_no_save_slips_in_after_the_hand_in(arena, at_once):
    handed_in = threading.Event()
    revisions = []

    def save_until_closed():
        number = 0
        while True:
            try:
                transaction(arena, partial(save, number))()
            except ReviewClosedError:
                return number
            number += 1

    def save(number, session, review):
        stored = stored_answer(session, review, "channel")
        answer = Answer(AnswerStatus.ANSWERED, rationale=f"{number}")
        lead = load_actor(session, arena.lead)
        save_answer(
            session, review, "channel", answer, is_flagged=False,
            expected_version=stored.version, by=lead, now=NOW,
        )  # fmt: skip
        if number == 5:
            handed_in.set()

    def hand_in_midway():
        handed_in.wait(timeout=30)
        hand_in(arena)()
        revisions.append(arena.count(AnswerRevision))

    saved, error = at_once(save_until_closed, hand_in_midway)

    assert error is None
    assert saved >= 6
    assert revisions == [saved] == [arena.count(AnswerRevision)]
    assert state(arena) is ReviewState.SUBMITTED


@pytest.mark.parametrize("second", [Outcome.GO, Outcome.NO_GO])
def test_two_officers_decide_once(arena, at_once, second):
    hand_in(arena)()

    results = at_once(
        decide(arena, arena.officers[0]), decide(arena, arena.officers[1], outcome=second)
    )

    assert sorted(type(result) for result in results if result) == [TransitionError]
    assert (arena.count(Decision), arena.count(ReviewRecord)) == (1, 1)


def test_recalling_and_deciding_do_not_both_happen(arena, at_once):
    hand_in(arena)()

    def recall(session, review):
        reviews.recall(session, review, by=load_actor(session, arena.lead), now=NOW)

    results = at_once(decide(arena, arena.officers[0]), transaction(arena, recall))

    assert [type(result) for result in results if result] == [TransitionError]
    assert (state(arena) is ReviewState.DECIDED) == (arena.count(ReviewRecord) == 1)


def test_issuing_at_once_gives_one_dossier_and_one_seal(arena, at_once, tmp_path):
    hand_in(arena)()
    decide(arena, arena.officers[0])()

    results = at_once(*[issue(arena, tmp_path / "dossiers", "en")] * 4)

    assert len(set(results)) == 1
    assert arena.count(Dossier) == 1
    assert state(arena) is ReviewState.SEALED
    assert len(kinds(arena, "review-sealed")) == 1


def test_four_languages_at_once_seal_once(arena, at_once, tmp_path):
    hand_in(arena)()
    decide(arena, arena.officers[0])()

    results = at_once(
        *[issue(arena, tmp_path / "dossiers", language) for language in ("en", "nl", "fr", "de")]
    )

    assert len(set(results)) == 4
    assert arena.count(Dossier) == 4
    assert len(kinds(arena, "review-sealed")) == 1


def test_two_reviews_of_a_project_sealed_at_once_leave_one_in_force(arena, at_once, tmp_path):
    """Each would supersede the other: locked crosswise, the database would kill one of them."""
    first, second = arena.review, another_review(arena)
    for review in (first, second):
        arena.review = review
        hand_in(arena)()
        decide(arena, arena.officers[0])()
    actions = []
    for review in (first, second):
        arena.review = review
        actions.append(issue(arena, tmp_path / "dossiers", "en"))

    results = at_once(*actions)

    assert [type(result) for result in results] == [uuid.UUID, uuid.UUID]
    with Session(arena.engine) as session:
        states = session.scalars(sa.select(Review.state)).all()
    assert sorted(states) == [ReviewState.SEALED, ReviewState.SUPERSEDED]


def test_a_set_registered_by_two_processes_at_once_is_there_once(arena, at_once, shipped_set):
    def register():
        with Session(arena.engine) as session:
            row = question_sets.register(session, shipped_set, now=NOW)
            session.commit()
            return row

    results = at_once(*[register] * 4)

    assert len(set(results)) == 1
    assert results[0].version == "9.9.9"


@pytest.fixture
def shipped_set(tmp_path, every_kind_folder):
    """A version that the arena does not know yet."""
    folder = tmp_path / "every-kind" / "9.9.9"
    shutil.copytree(every_kind_folder, folder)
    structure = folder / "set.yaml"
    structure.write_text(structure.read_text().replace("version: 1.0.0", "version: 9.9.9"))
    return load_folder(folder)


def another_review(arena):
    with Session(arena.engine) as session:
        first = reviews.load_review(session, arena.review)
        second = reviews.start_review(
            session,
            first.project,
            set_version=first.set_version,
            title="Two",
            language="en",
            by=load_actor(session, arena.lead),
            now=NOW,
        )
        session.commit()
        return second.id


def kinds(arena, kind):
    with Session(arena.engine) as session:
        return session.scalars(sa.select(Event.id).where(Event.kind == kind)).all()
