"""What a check says about a version that is kept here, by itself and against the one before it."""

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy.orm import Session

from compass.core.checking import check_content
from compass.core.faults import Fault
from compass.core.publication import PUBLIC_STATES
from compass.core.question_sets import QuestionSet
from compass.core.versions.changes_reading import FILE
from compass.core.versions.linting import lint_against, lint_over_versions
from compass.core.versions.order import lower_than, version_before
from compass.db.models import QuestionSetVersion
from compass.db.queries import question_sets as queries
from compass.services.question_sets import library


def findings(session: Session, question_set: QuestionSet) -> list[Fault]:
    """All that a check finds, warnings and notes too: by itself, and against the version before."""
    return [*_by_itself(question_set.content), *faults_against_before(session, question_set)]


@lru_cache(maxsize=16)  # the page of a draft is read again and again, and says the same each time
def _by_itself(content: bytes) -> tuple[Fault, ...]:
    return tuple(check_content(content))


def faults_against_before(session: Session, question_set: QuestionSet) -> list[Fault]:
    """Differences that are undeclared or understated; none for the first version of a set.

    Computed when it is asked for: the version before may have been published since."""
    known = _public_versions(session, question_set)
    faults = lint_against(question_set, known, FILE)
    earlier = [
        library.get(session, known[version]) for version in lower_than(question_set.version, known)
    ]
    return sorted([*faults, *lint_over_versions(question_set, earlier, (), FILE)])


def version_published_before(session: Session, question_set: QuestionSet) -> QuestionSet | None:
    """The one that it names, else the highest lower one. Withdrawn ones count: reviews were made
    with them."""
    rows = _public_versions(session, question_set)
    declared = question_set.changes.against if question_set.changes else None
    found = declared if declared in rows else version_before(question_set.version, rows)
    return library.get(session, rows[found]) if found is not None else None


def _public_versions(
    session: Session, question_set: QuestionSet
) -> Mapping[str, QuestionSetVersion]:
    return {
        row.version: row
        for row in queries.list_rows(session)
        if row.set_id == question_set.id and row.state in PUBLIC_STATES
    }
