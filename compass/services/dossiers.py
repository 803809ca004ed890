"""Issuing, opening and finding dossiers. The first one issued seals its review."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session

from compass.core.workflow import ReviewAction, ReviewState, TransitionError, next_state
from compass.db.models import Dossier, Review
from compass.db.queries import dossiers as queries
from compass.db.queries import reviews as review_queries
from compass.db.queries.dossiers import DossierFilters, DossierRow
from compass.db.queries.pages import Page
from compass.db.queries.projects import lock_project
from compass.dossier.press import IssuedPdf, IssueJob
from compass.dossier.storage import DossierStorage
from compass.dossier.verify import RegisterEntry
from compass.services.actors import Actor
from compass.services.errors import NotAllowedError, QuestionSetError
from compass.services.events import EventKind, record_review
from compass.services.permissions import Right, organisations_with, require
from compass.services.question_sets import library
from compass.services.records import draft_record
from compass.services.reviews import effective_state, load_review, state_on, supersede_older


class Press(Protocol):
    def issue(self, job: IssueJob) -> IssuedPdf: ...


@dataclass(frozen=True)
class DossierRegister:
    """Answers what verification asks: is this digest known, in which state, is it this file."""

    session: Session
    today: dt.date

    def lookup(self, digest: str, file_sha256: str) -> RegisterEntry | None:
        found = review_queries.get_record_state(self.session, digest)
        if found is None:
            return None
        is_known = queries.is_known_file(self.session, digest, file_sha256)
        return RegisterEntry(state_on(*found, self.today), is_known)


def issue(
    session: Session,
    review: Review,
    *,
    language: str,
    press: Press,
    storage: DossierStorage,
    verify_url: str,
    is_demo: bool = False,
    by: Actor,
    now: dt.datetime,
) -> Dossier:
    """The dossier in this language, the same one every time.

    The one use case that commits by itself: laying out pages takes seconds, and no lock may be
    held meanwhile. Commit afterwards as always."""
    require(by, Right.DOSSIER_ISSUE, project=review.project)
    if (existing := queries.get_dossier_in(session, review.id, language)) is not None:
        return existing
    _check_issuable(session, review, language, today=now.date())
    job = IssueJob(
        record=_frozen(session, review),
        question_set=library.get(session, review.set_version).content,
        language=language,
        issued_at=now,
        verify_url=verify_url,
        is_demo=is_demo,
    )
    review_id = review.id
    session.commit()
    issued = press.issue(job)
    return _keep(session, review_id, language, issued, storage=storage, by=by, now=now)


def draft(
    session: Session,
    review: Review,
    *,
    language: str,
    press: Press,
    verify_url: str,
    is_demo: bool = False,
    by: Actor,
    now: dt.datetime,
) -> bytes:
    """The review as it stands, watermarked and never sealed."""
    require(by, Right.REVIEW_VIEW, project=review.project)
    job = IssueJob(
        record=draft_record(session, review),
        question_set=library.get(session, review.set_version).content,
        language=language,
        issued_at=now,
        verify_url=verify_url,
        is_demo=is_demo,
        is_draft=True,
    )
    return press.issue(job).pdf


def open_dossier(
    session: Session,
    dossier: Dossier,
    storage: DossierStorage,
    *,
    by: Actor,
    now: dt.datetime,
) -> bytes:
    """The stored file. Every opening is an event: commit it."""
    review = _review_of(session, dossier)
    require(by, Right.DOSSIER_VIEW, project=review.project)
    content = storage.read(dossier.file_sha256)
    record_review(
        session,
        EventKind.DOSSIER_DOWNLOADED,
        review,
        at=now,
        actor_id=by.id,
        subject_id=str(dossier.id),
    )
    return content


def load_dossier(session: Session, dossier_id: uuid.UUID) -> tuple[Dossier, Review] | None:
    dossier = queries.get_dossier(session, dossier_id)
    return (dossier, _review_of(session, dossier)) if dossier else None


def dossiers_of(session: Session, review: Review) -> list[Dossier]:
    return queries.list_dossiers(session, review.id)


def search_dossiers(
    session: Session, actor: Actor, filters: DossierFilters, *, today: dt.date, page: int = 1
) -> Page[DossierRow]:
    """Only of the organisations where the actor is officer or auditor."""
    own = organisations_with(actor, Right.REGISTER)
    return queries.search_dossiers(session, filters, organisation_ids=own, today=today, page=page)


def _check_issuable(session: Session, review: Review, language: str, *, today: dt.date) -> None:
    state = effective_state(review, today)
    if state not in {ReviewState.DECIDED, ReviewState.SEALED}:
        raise TransitionError(state, ReviewAction.SEAL)
    version = review.set_version
    if language not in library.get(session, version.digest).languages:
        raise QuestionSetError(version.set_id, version.version, "language-missing")


def _frozen(session: Session, review: Review) -> bytes:
    record = review_queries.get_record(session, review.id)
    if record is None:
        raise TransitionError(review.state, ReviewAction.SEAL)
    return record.content


def _keep(
    session: Session,
    review_id: uuid.UUID,
    language: str,
    issued: IssuedPdf,
    *,
    storage: DossierStorage,
    by: Actor,
    now: dt.datetime,
) -> Dossier:
    review = load_review(session, review_id)
    if review is None:
        raise NotAllowedError(Right.DOSSIER_ISSUE)
    lock_project(session, review.project_id)
    review_queries.lock_review(session, review)
    if (existing := queries.get_dossier_in(session, review_id, language)) is not None:
        return existing  # somebody else issued it meanwhile: theirs counts, ours is dropped
    _check_issuable(session, review, language, today=now.date())
    dossier = Dossier(
        id=uuid.uuid4(),
        review_id=review_id,
        language=language,
        digest=issued.digest,
        file_sha256=storage.write(issued.pdf),  # on the disk before the row exists
        size=len(issued.pdf),
        pages=issued.pages,
        seal_level=issued.seal_level,
        issued_at=now,
        issued_by=by.id,
    )
    session.add(dossier)
    session.flush()
    record_review(
        session,
        EventKind.DOSSIER_ISSUED,
        review,
        at=now,
        actor_id=by.id,
        subject_id=str(dossier.id),
    )
    if review.state is ReviewState.DECIDED:
        _seal(session, review, by=by, now=now)
    return dossier


def _seal(session: Session, review: Review, *, by: Actor, now: dt.datetime) -> None:
    review.state = next_state(review.state, ReviewAction.SEAL)
    review.sealed_at = review.updated_at = now
    session.flush()
    record_review(session, EventKind.REVIEW_SEALED, review, at=now, actor_id=by.id)
    supersede_older(session, review, by=by, now=now)


def _review_of(session: Session, dossier: Dossier) -> Review:
    review = load_review(session, dossier.review_id)
    if review is None:  # the foreign key says otherwise
        raise LookupError(dossier.id)
    return review
