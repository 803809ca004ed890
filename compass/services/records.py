"""From the rows of a review to its record, frozen by the decision or as it stands in a draft."""

import datetime as dt

from sqlalchemy.orm import Session

from compass.core.answers import Action, Evidence, Person, ProjectFacts
from compass.core.record import (
    REGISTER,
    Condition,
    PreviousRound,
    ReviewFacts,
    build_record,
    digest,
    record_bytes,
)
from compass.core.record import Decision as DecisionFacts
from compass.core.record_reading import parse_record
from compass.core.workflow import OrganisationRole, TeamRole
from compass.db.models import Decision, Review, ReviewRecord
from compass.db.queries import answers as answer_queries
from compass.db.queries import reviews as queries
from compass.services.actors import Actor
from compass.services.question_sets import library

_ROLES = list(TeamRole)


def freeze(
    session: Session, review: Review, decision: Decision, *, by: Actor, now: dt.datetime
) -> ReviewRecord:
    officer = Person(OrganisationRole.OFFICER.value, by.name)
    content = _record(session, review, _decision(decision), officer=officer)
    frozen = ReviewRecord(
        review_id=review.id, digest=digest(content), content=content, frozen_at=now
    )
    session.add(frozen)
    session.flush()
    return frozen


def draft_record(session: Session, review: Review) -> bytes:
    """What a dossier would hold if the review were decided now: for drafts, never for the seal."""
    return _record(session, review, None, officer=None)


def frozen_record(session: Session, review: Review) -> ReviewRecord | None:
    return queries.get_record(session, review.id)


def _record(
    session: Session, review: Review, decision: DecisionFacts | None, *, officer: Person | None
) -> bytes:
    people = _people(session, review)
    record = build_record(
        library.get(session, review.set_version.digest),
        origin=REGISTER,
        project=_project(review),
        review=_review(review),
        people=[*people, officer] if officer else people,
        answers=answer_queries.list_answers(session, review.id),
        actions=_actions(session, review),
        evidence=_evidence(session, review),
        decision=decision,
        previous=_previous(session, review),
    )
    return record_bytes(record)


def _project(review: Review) -> ProjectFacts:
    project = review.project
    return ProjectFacts(
        name=project.name,
        organisation=project.organisation.name,
        reference=project.reference,
        phase=project.phase.value,
        summary=project.summary,
    )


def _review(review: Review) -> ReviewFacts:
    return ReviewFacts(
        id=str(review.id),
        title=review.title,
        language=review.language,
        started=review.created_at.date(),
        submitted=review.submitted_at.date() if review.submitted_at else None,
        decided=review.decided_at.date() if review.decided_at else None,
    )


def _previous(session: Session, review: Review) -> PreviousRound | None:
    """As its own record has it: what a later round says of it can be checked there."""
    if review.previous_review_id is None:
        return None
    frozen = queries.get_record(session, review.previous_review_id)
    if frozen is None:
        return None
    record = parse_record(frozen.content)
    if record.review.decided is None:
        return None
    return PreviousRound(
        id=record.review.id,
        title=record.review.title,
        set_version=record.question_set.version,
        digest=frozen.digest,
        decided=record.review.decided,
    )


def _people(session: Session, review: Review) -> list[Person]:
    """The team as it is, and who has left but wrote in this review."""
    authors = queries.list_authors(session, review.id)
    team = queries.list_everybody_in_team(session, review.project_id)
    present = [member for member in team if member.is_current or member.user_id in authors]
    present.sort(key=lambda member: _ROLES.index(member.role))  # keeps the order of joining
    return [Person(member.role.value, member.name) for member in present]


def _actions(session: Session, review: Review) -> list[Action]:
    return [
        Action(
            id=str(row.id),
            questions=(row.question_id,),
            what=row.what,
            who=row.who,
            due=row.due,
            done_on=row.done_on,
        )
        for row in answer_queries.list_actions(session, review.id)
    ]


def _evidence(session: Session, review: Review) -> list[Evidence]:
    return [
        Evidence(
            id=str(row.id),
            questions=(row.question_id,),
            title=row.title,
            url=row.url,
            sha256=row.sha256,
            added_on=row.added_at.date(),
        )
        for row in answer_queries.list_evidence(session, review.id)
    ]


def _decision(decision: Decision) -> DecisionFacts:
    return DecisionFacts(
        outcome=decision.outcome,
        reason=decision.reason,
        triggers=decision.triggers,
        valid_until=decision.valid_until,
        decided_on=decision.decided_at.date(),
        decided_by=decision.decided_by_name,
        conditions=tuple(
            Condition(condition.what, condition.who, condition.due)
            for condition in decision.conditions
        ),
    )
