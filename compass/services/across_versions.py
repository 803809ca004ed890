"""One question in the other versions of its set that reviews were made with."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from compass.core.publication import precedence
from compass.core.question_sets import QuestionSet
from compass.core.versions.counterparts import (
    Counterparts,
    counterparts_after,
    counterparts_before,
)
from compass.db.queries.comparison import UsedVersion
from compass.services.comparison import Comparison
from compass.services.lineages import lineage_between
from compass.services.question_sets import library


@dataclass(frozen=True)
class Elsewhere:
    used: UsedVersion
    question_set: QuestionSet
    counterparts: Counterparts


def elsewhere(session: Session, found: Comparison, question_id: str) -> tuple[Elsewhere, ...]:
    """By version, the newest first; nothing for a set that is used in one version only."""
    others = [
        used
        for used in found.versions
        if used.set_id == found.used.set_id and used.version != found.used.version
    ]
    others.sort(key=lambda used: precedence(used.version), reverse=True)
    return tuple(_in(session, found.question_set, used, question_id) for used in others)


def _in(session: Session, here: QuestionSet, used: UsedVersion, question_id: str) -> Elsewhere:
    there = library.get(session, used.digest)
    if precedence(there.version) < precedence(here.version):
        counterparts = counterparts_before(lineage_between(session, there, here), question_id)
    else:
        counterparts = counterparts_after(lineage_between(session, here, there), question_id)
    return Elsewhere(used, there, counterparts)
