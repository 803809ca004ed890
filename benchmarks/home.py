"""A temporary home with 1,000 projects, each with a review of all its questions answered."""

import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.question_sets import QuestionSet
from compass.core.workflow import OrganisationRole, Outcome, ProjectPhase, ReviewState, TeamRole
from compass.db.engine import make_engine, upgrade
from compass.db.models import Answer, AnswerRevision, Project, ProjectMember, Review, User
from compass.db.models import QuestionSetVersion as Edition
from compass.resources import resource
from compass.services import (
    accounts,
    decisions,
    measures,
    organisations,
    records,
    reviews,
    sessions,
)
from compass.services.actors import Actor, load_actor
from compass.services.question_sets import get_version, library, register_shipped

SET = ("digital-ethics-compass", "1.0.0")
PROJECTS, TEAMS_OF_LEAD, ACTIONS = 1000, 5, 6
RATIONALE = (
    "We talked about this with the desk staff and with two people from the user panel. "
    "What we keep is listed in the register, and the letter says who can be asked about it."
)
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Home:
    path: Path
    url: str
    lead: str  # session tokens
    officer: str
    ours: uuid.UUID  # two like reviews: one for the app, one for the floor
    floors: uuid.UUID
    question: str
    value: str
    record: bytes
    question_set: QuestionSet


def make_home(path: Path) -> Home:
    url = f"sqlite:///{path / 'compass.db'}"
    engine = make_engine(url)
    upgrade(engine)
    with Session(engine, expire_on_commit=False) as session:
        home = _fill(session, path, url)
        session.execute(sa.text("ANALYZE"))
        session.commit()
    engine.dispose()
    return home


def _fill(session: Session, path: Path, url: str) -> Home:
    register_shipped(session, resource("question_sets"), now=NOW)
    edition = get_version(session, *SET)
    if edition is None:
        raise LookupError(SET)
    question_set = library.get(session, edition.digest)
    place = organisations.create_organisation(session, name="Leiewaarde", by=None, now=NOW)
    lead = _person(session, "lead", place, OrganisationRole.MEMBER)
    officer = _person(session, "officer", place, OrganisationRole.OFFICER)
    keys = [uuid.uuid4() for _ in range(PROJECTS)]
    session.execute(sa.insert(Project), [_project(*row, place.id, lead.id) for row in _named(keys)])
    session.execute(sa.insert(ProjectMember), [_lead(key, lead.id) for key in keys[:TEAMS_OF_LEAD]])
    reviews_made = [_review(key, edition.id, lead.id) for key in keys]
    session.execute(sa.insert(Review), reviews_made)
    _answer(session, question_set, edition, [row["id"] for row in reviews_made], lead.id)
    session.commit()
    question = question_set.answerable[3]
    ids = [row["id"] for row in reviews_made]
    return Home(
        path=path,
        url=url,
        lead=sessions.open_session(session, lead, now=NOW),
        officer=sessions.open_session(session, officer, now=NOW),
        ours=ids[0],
        floors=ids[1],
        question=question.id,
        value=question.levels[1],
        record=_decided(session, ids, question_set, lead.id, officer.id),
        question_set=question_set,
    )


def _person(session: Session, name: str, place: object, role: OrganisationRole) -> User:
    user = accounts.create_user(
        session, email=f"{name}@example.org", name=f"The {name}", language="en", by=None, now=NOW
    )
    organisations.set_organisation_roles(
        session, user, place, roles=frozenset({role}), by=None, now=NOW
    )
    return user


def _named(keys: list[uuid.UUID]) -> list[tuple[uuid.UUID, int]]:
    return [(key, number) for number, key in enumerate(keys, start=1)]


def _project(key: uuid.UUID, number: int, place: uuid.UUID, by: uuid.UUID) -> dict[str, object]:
    return {
        "id": key,
        "organisation_id": place,
        "name": f"Project {number:04}",
        "reference": f"P-{number:04}",
        "summary": RATIONALE,
        "phase": list(ProjectPhase)[number % len(ProjectPhase)],
        "created_at": NOW,
        "created_by": by,
    }


def _lead(project: uuid.UUID, user: uuid.UUID) -> dict[str, object]:
    return {"project_id": project, "user_id": user, "role": TeamRole.LEAD, "joined_at": NOW}


def _review(project: uuid.UUID, edition: int, by: uuid.UUID) -> dict[str, object]:
    return {
        "id": uuid.uuid4(),
        "project_id": project,
        "set_version_id": edition,
        "title": "First review",
        "language": "en",
        "state": ReviewState.DRAFT,
        "version": 1,
        "created_at": NOW,
        "created_by": by,
        "updated_at": NOW,
    }


def _answer(
    session: Session,
    question_set: QuestionSet,
    edition: Edition,
    review_ids: list[uuid.UUID],
    by: uuid.UUID,
) -> None:
    """Levels differ from review to review, so that the comparison has something to count."""
    for start in range(0, len(review_ids), 100):
        rows = [
            {
                "review_id": review_id,
                "question_id": question.id,
                "status": "answered",
                "value": f'"{question.levels[(start + place + row) % len(question.levels)]}"',
                "tally": question.levels[(start + place + row) % len(question.levels)],
                "rationale": RATIONALE,
                "version": 1,
                "updated_at": NOW,
                "updated_by": by,
            }
            for row, review_id in enumerate(review_ids[start : start + 100])
            for place, question in enumerate(question_set.answerable)
        ]
        session.execute(sa.insert(Answer), rows)
        session.execute(sa.insert(AnswerRevision), [_revision(row, edition.id) for row in rows])


def _revision(row: dict[str, object], edition: int) -> dict[str, object]:
    copied = {key: row[key] for key in ("review_id", "question_id", "status", "value", "rationale")}
    return {
        **copied,
        "number": 1,
        "set_version_id": edition,
        "written_at": NOW,
        "written_by": row["updated_by"],
    }


def _decided(
    session: Session,
    review_ids: list[uuid.UUID],
    question_set: QuestionSet,
    lead: uuid.UUID,
    officer: uuid.UUID,
) -> bytes:
    """Actions for the measured reviews; the third is decided, and its record is the dossier's."""
    team, office = _actor(session, lead), _actor(session, officer)
    for review_id in review_ids[:3]:
        review = reviews.load_review(session, review_id)
        for question in question_set.answerable[:ACTIONS]:
            measures.add_action(
                session, review, question.id, what=RATIONALE, who="The team", by=team, now=NOW
            )
    reviews.hand_in(session, review, confirmed_open=True, by=team, now=NOW)
    decisions.decide(session, review, outcome=Outcome.GO, reason=RATIONALE, by=office, now=NOW)
    session.commit()
    frozen = records.frozen_record(session, review)
    return bytes(frozen.content)


def _actor(session: Session, user_id: uuid.UUID) -> Actor:
    found = load_actor(session, user_id)
    if found is None:
        raise LookupError(user_id)
    return found
