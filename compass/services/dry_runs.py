"""What a version would do to the reviews that there are, before anything changes."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from compass.core.publication import precedence
from compass.core.question_sets import QuestionSet
from compass.core.versions.effects import Consequence, Effects, effects_of
from compass.core.versions.moving import Fate
from compass.core.workflow import EDITABLE_STATES
from compass.db.queries.stored_reviews import StoredReview, stream_reviews
from compass.services.actors import COMMAND_LINE, Actor
from compass.services.lineages import lineage_between
from compass.services.permissions import Right, organisations_with, require
from compass.services.question_sets import library


@dataclass(frozen=True)
class ReviewEffects:
    """``can_move`` is false for what is handed in or finished: there the numbers are those of
    carrying it over to a new round."""

    review: StoredReview
    effects: Effects
    can_move: bool


@dataclass
class Totals:
    """The sum, and for each question of both versions how its answers fare and what is to do."""

    reviews: int = 0
    can_move: int = 0
    answers: Counter[Consequence] = field(default_factory=Counter)
    new: int = 0
    questions: dict[str, Counter[Fate]] = field(default_factory=dict)
    to_do: dict[str, Counter[Consequence]] = field(default_factory=dict)
    scores: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, found: ReviewEffects) -> None:
        effects = found.effects
        self.reviews += 1
        self.can_move += found.can_move
        self.answers += effects.counts
        self.new += len(effects.new)
        self.scores += Counter(change.id for change in effects.scores)
        self.outcomes += Counter(change.id for change in effects.outcomes)
        for where, fate in effects.fates.items():
            question = where.rpartition("/")[2]
            self.questions.setdefault(question, Counter())[fate] += 1
            self.to_do.setdefault(question, Counter())[effects.consequences[where]] += 1


def dry_run(session: Session, after: QuestionSet, *, by: Actor | None) -> Iterator[ReviewEffects]:
    """Review by review, for all on an earlier version of the set: officers see those of their own
    organisations, the command line all. ``after`` need not be published, nor in the database."""
    places: Sequence[uuid.UUID] | None = None
    if by is not COMMAND_LINE:
        require(by, Right.LIBRARY)
        places = organisations_with(by, Right.LIBRARY)
    return _effects(session, after, stream_reviews(session, after.id, organisation_ids=places))


def _effects(
    session: Session, after: QuestionSet, reviews: Iterable[StoredReview]
) -> Iterator[ReviewEffects]:
    for review in reviews:
        if precedence(review.version) < precedence(after.version):
            before = library.get(session, review.digest)
            found = lineage_between(session, before, after)
            can_move = review.state in EDITABLE_STATES
            effects = effects_of(found, review.answers, comes_back=can_move)
            yield ReviewEffects(review, effects, can_move)
