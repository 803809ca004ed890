"""What a version must say about the one before it, checked against the versions kept here."""

from sqlalchemy.orm import Session

from compass.core.faults import Fault
from compass.core.publication import PUBLIC_STATES
from compass.core.question_sets import QuestionSet
from compass.core.versions.changes_reading import FILE
from compass.core.versions.linting import lint_changes
from compass.core.versions.order import version_before
from compass.db.queries import question_sets as queries
from compass.services.question_sets import library


def faults_against_before(session: Session, question_set: QuestionSet) -> list[Fault]:
    """Differences that are undeclared or understated; none for the first version of a set.

    Computed when it is asked for: the version before may have been published since."""
    before = version_published_before(session, question_set)
    return sorted(lint_changes(before, question_set, FILE)) if before else []


def version_published_before(session: Session, question_set: QuestionSet) -> QuestionSet | None:
    """The one that it names, else the highest lower one. Withdrawn ones count: reviews were made
    with them."""
    rows = {
        row.version: row
        for row in queries.list_rows(session)
        if row.set_id == question_set.id and row.state in PUBLIC_STATES
    }
    declared = question_set.changes.against if question_set.changes else None
    found = declared if declared in rows else version_before(question_set.version, rows)
    return library.get(session, rows[found]) if found is not None else None
