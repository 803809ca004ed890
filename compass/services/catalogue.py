"""What officers see of the library: every version, its facts, and names of colleagues only."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from compass.core.publication import VersionState, precedence
from compass.core.question_sets import QuestionSet
from compass.core.workflow import EDITABLE_STATES
from compass.db.models import QuestionSetVersion
from compass.db.queries import question_sets as queries
from compass.db.queries.question_sets import PublishedVersion, VersionRow
from compass.db.queries.review_facts import AnyReview
from compass.db.queries.reviews import ReviewRow
from compass.services.actors import Actor
from compass.services.permissions import Right, require
from compass.services.question_sets import library


@dataclass(frozen=True)
class Edition:
    """A version in the library."""

    row: QuestionSetVersion
    question_set: QuestionSet
    reviews: int


@dataclass(frozen=True)
class Catalogue:
    """By set, the newest version first. ``names``: of colleagues; strangers stay nameless."""

    sets: Mapping[str, Sequence[Edition]]
    names: Mapping[uuid.UUID, str]


def catalogue(session: Session, by: Actor) -> Catalogue:
    require(by, Right.LIBRARY)
    rows, used = queries.list_rows(session), queries.count_reviews(session)
    sets: dict[str, list[Edition]] = {}
    for row in sorted(rows, key=lambda row: precedence(row.version), reverse=True):
        found = Edition(row, library.get(session, row), used.get(row.id, 0))
        sets.setdefault(row.set_id, []).append(found)
    return Catalogue(dict(sorted(sets.items())), names_known_to(session, by, rows))


def edition_of(session: Session, row: QuestionSetVersion) -> Edition:
    used = queries.count_reviews(session).get(row.id, 0)
    return Edition(row, library.get(session, row), used)


def names_known_to(
    session: Session, by: Actor, rows: Sequence[QuestionSetVersion]
) -> Mapping[uuid.UUID, str]:
    """Who uploaded, published and withdrew these, as far as they are colleagues of the reader."""
    people = {
        person
        for row in rows
        for person in (row.uploaded_by, row.published_by, row.withdrawn_by)
        if person is not None
    }
    return queries.names_of(session, people, by.organisations) if people else {}


def newest_published(session: Session) -> Mapping[str, VersionRow]:
    """For each set the version to start with today."""
    rows = queries.list_versions(session, state=VersionState.PUBLISHED)
    return {row.set_id: row for row in sorted(rows, key=lambda row: precedence(row.version))}


def newer_version(session: Session, review: AnyReview) -> PublishedVersion | None:
    """While the review is being filled in: the newest published version of its set, if newer."""
    if review.state not in EDITABLE_STATES:
        return None
    published = queries.list_published_of_set(session, review.set_version.set_id)
    newer = [row for row in published if is_newer(row.version, review.set_version.version)]
    return max(newer, key=lambda row: precedence(row.version), default=None)


def newer_versions(session: Session, rows: Sequence[ReviewRow]) -> Mapping[uuid.UUID, str]:
    """The same for a list of reviews, with one question to the database at most."""
    editable = [row for row in rows if row.state in EDITABLE_STATES]
    newest = newest_published(session) if editable else {}
    found = {row.id: newest[row.set_id].version for row in editable if row.set_id in newest}
    return {
        row.id: found[row.id]
        for row in editable
        if row.id in found and is_newer(found[row.id], row.set_version)
    }


def is_newer(version: str, than: str) -> bool:
    return precedence(version) > precedence(than)
