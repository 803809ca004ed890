"""Answers that were carried over are confirmed, one by one or several that somebody has read."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.orm import Session

from compass.core.answers import split_address
from compass.db.queries import moves as queries
from compass.db.queries.answers import StoredAnswer, list_stored
from compass.db.queries.moves import Written
from compass.db.queries.review_facts import AnyReview
from compass.services.actors import Actor
from compass.services.answers import hold_for_writing, stale_answer, tally_of
from compass.services.permissions import Right, require
from compass.services.question_sets import library


def answers_to_confirm(session: Session, review: AnyReview) -> dict[str, StoredAnswer]:
    """By address, in the order of the set; hidden ones too."""
    rows = list_stored(session, review.id)
    order = [question.id for question in library.get(session, review.set_version.digest).questions]
    waiting = [
        where for where, row in rows.items() if row.to_confirm and split_address(where)[1] in order
    ]
    waiting.sort(key=lambda where: (order.index(split_address(where)[1]), where))
    return {where: rows[where] for where in waiting}


def count_to_confirm(
    session: Session, review: AnyReview, stored: Mapping[str, StoredAnswer]
) -> int:
    waiting = [where for where, row in stored.items() if row.to_confirm]
    if not waiting:
        return 0
    known = {question.id for question in library.get(session, review.set_version.digest).questions}
    return sum(split_address(where)[1] in known for where in waiting)


def confirm_answers(
    session: Session,
    review: AnyReview,
    versions: Mapping[str, int],
    *,
    by: Actor,
    now: dt.datetime,
) -> int:
    """``versions`` says for each address which version was read. Gives how many were confirmed now;
    raises StaleAnswerError for the first that is no longer what was read."""
    require(by, Right.ANSWER, project=review.project)
    hold_for_writing(session, review, now=now)
    waiting = answers_to_confirm(session, review)
    question_set = library.get(session, review.set_version.digest)
    confirmed = {}
    for where, version in versions.items():
        row = waiting.get(where)
        if row is None:
            continue  # somebody else was first: it is confirmed, or written anew
        if row.version != version:
            raise stale_answer(session, review, where, row)
        question = question_set.question(split_address(where)[1])
        confirmed[where] = Written(
            answer=row.answer,
            is_flagged=row.is_flagged,
            to_confirm=False,
            tally=tally_of(question, row.answer),
            version=row.version,
        )
    queries.write_rows(
        session,
        review.id,
        confirmed,
        set_version_id=review.set_version_id,
        by=by.id,
        now=now,
    )
    return len(confirmed)
