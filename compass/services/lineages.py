"""How the versions of a set that this installation knows follow from each other."""

from functools import lru_cache

from sqlalchemy.orm import Session

from compass.core.publication import PUBLIC_STATES, precedence
from compass.core.question_sets import QuestionSet
from compass.core.versions.descent import Lineage, chain, lineage
from compass.db.queries import question_sets as queries
from compass.services.question_sets import library

MOST_KEPT = 32


def lineage_between(session: Session, before: QuestionSet, after: QuestionSet) -> Lineage:
    """Along the published versions between the two, where each was declared against the last."""
    lowest, highest = precedence(before.version), precedence(after.version)
    between = [
        library.get(session, row.digest)
        for row in queries.list_versions(session, state=None)
        if row.set_id == after.id
        and row.state in PUBLIC_STATES
        and lowest < precedence(row.version) < highest
    ]
    return _lineage(chain(before, after, between))


@lru_cache(maxsize=MOST_KEPT)
def _lineage(versions: tuple[QuestionSet, ...]) -> Lineage:
    """Compiled sets are the same object while they are in the library; nothing in them changes."""
    return lineage(versions)
