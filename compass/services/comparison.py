"""What an officer compares: the reviews of the own organisations, aligned by question."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from compass.core.answers import Answer, AnswerStatus, address, is_complete, split_address
from compass.core.evaluation import evaluate
from compass.core.items import Item
from compass.core.question_sets import Question, QuestionSet
from compass.core.workflow import ProjectPhase, ReviewState
from compass.db.queries import answers as answer_queries
from compass.db.queries import comparison as queries
from compass.db.queries.comparison import ComparedReview, Scope, UsedVersion
from compass.db.queries.pages import Page
from compass.services.actors import Actor
from compass.services.answers import UNANSWERED, tally_of, tally_of_many
from compass.services.events import EventKind, record
from compass.services.permissions import Right, organisations_with
from compass.services.question_sets import library
from compass.services.reviews import state_on


@dataclass(frozen=True)
class ComparisonFilters:
    """Empty means: all of them; for the set: the version with the most reviews."""

    organisation_id: uuid.UUID | None = None
    phase: ProjectPhase | None = None
    state: ReviewState | None = None
    level: str = ""  # one of levels_of; anything else is left aside
    set_id: str = ""
    version: str = ""


@dataclass(frozen=True)
class ComparisonRow:
    """``answers`` holds by address what counts: visible and complete. ``hidden`` questions are not
    asked here; ``items`` are those that questions are asked about one by one."""

    review: ComparedReview
    state: ReviewState  # as of today
    answers: Mapping[str, Answer]
    hidden: frozenset[str]
    visible: frozenset[str]
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    outcomes: Mapping[str, str | None] = field(default_factory=dict)

    def places(self, question: Question) -> tuple[tuple[str, Item | None], ...]:
        """Where the question is asked in this review, with the item that it is asked about."""
        if question.id in self.hidden:
            return ()
        if question.over is None:
            return ((question.id, None),)
        listed = ((address(item.id, question.id), item) for item in self.items[question.over])
        return tuple((where, item) for where, item in listed if where in self.visible)

    def tally(self, question: Question) -> str:
        """How this review counts at the question: once, also where it is asked of several items."""
        tallies = [
            tally_of(question, self.answers[where]) if where in self.answers else None
            for where, _item in self.places(question)
        ]
        return tally_of_many(question, tallies) if tallies else "hidden"


@dataclass(frozen=True)
class Comparison:
    """``totals`` counts per question over all pages: level or option id, "not-applicable",
    "not-known", "answered" (open texts), "hidden", "unanswered"."""

    question_set: QuestionSet
    used: UsedVersion
    versions: tuple[UsedVersion, ...]
    rows: Page[ComparisonRow]
    totals: Mapping[str, Mapping[str, int]]


def compare(
    session: Session, actor: Actor, filters: ComparisonFilters, *, today: dt.date, page: int = 1
) -> Comparison | None:
    """None when the actor's organisations have no review to compare."""
    versions = used_versions(session, actor)
    used = _chosen(versions, filters)
    if used is None:
        return None
    question_set = library.get(session, used.digest)
    scope = _scope(actor, filters, used, question_set, today)
    found = queries.list_compared(session, scope, page=page)
    return Comparison(
        question_set=question_set,
        used=used,
        versions=versions,
        rows=_with_rows(found, _rows(session, question_set, found.rows, today)),
        totals=_totals(session, question_set, scope, count=found.total),
    )


def all_rows(
    session: Session, actor: Actor, filters: ComparisonFilters, *, today: dt.date
) -> tuple[QuestionSet, tuple[ComparisonRow, ...]] | None:
    """Everything the filters let through, for a file."""
    used = _chosen(used_versions(session, actor), filters)
    if used is None:
        return None
    question_set = library.get(session, used.digest)
    scope = _scope(actor, filters, used, question_set, today)
    reviews = queries.list_all_compared(session, scope)
    return question_set, _rows(session, question_set, reviews, today)


def used_versions(session: Session, actor: Actor) -> tuple[UsedVersion, ...]:
    """The versions with reviews in the actor's organisations, most used first."""
    return queries.list_used_versions(session, organisations_with(actor, Right.COMPARE))


def levels_of(question_set: QuestionSet) -> frozenset[str]:
    """What reviews can be filtered by."""
    levels = {level for one in question_set.answerable for level in one.levels_to_reach}
    return frozenset(levels | {AnswerStatus.NOT_APPLICABLE.value, AnswerStatus.NOT_KNOWN.value})


def record_export(
    session: Session, rows: Iterable[ComparisonRow], *, by: Actor, now: dt.datetime
) -> None:
    """The log of each organisation says that its reviews left in a file."""
    for organisation_id in sorted({row.review.organisation_id for row in rows}):
        record(
            session,
            EventKind.COMPARISON_EXPORTED,
            at=now,
            actor_id=by.id,
            organisation_id=organisation_id,
        )


def _with_rows(page: Page[ComparedReview], rows: tuple[ComparisonRow, ...]) -> Page[ComparisonRow]:
    return Page(rows, page.number, page.total, page.size)


def _chosen(versions: tuple[UsedVersion, ...], filters: ComparisonFilters) -> UsedVersion | None:
    for used in versions:
        if filters.set_id in {"", used.set_id} and filters.version in {"", used.version}:
            return used
    return versions[0] if versions else None


def _scope(
    actor: Actor,
    filters: ComparisonFilters,
    used: UsedVersion,
    question_set: QuestionSet,
    today: dt.date,
) -> Scope:
    own = organisations_with(actor, Right.COMPARE)
    if filters.organisation_id is not None:
        own = tuple(place for place in own if place == filters.organisation_id)
    return Scope(
        organisation_ids=own,
        set_version_id=used.set_version_id,
        today=today,
        phase=filters.phase,
        state=filters.state,
        level=filters.level if filters.level in levels_of(question_set) else "",
    )


def _rows(
    session: Session,
    question_set: QuestionSet,
    reviews: Iterable[ComparedReview],
    today: dt.date,
) -> tuple[ComparisonRow, ...]:
    compared = tuple(reviews)
    answers = answer_queries.list_answers_of_many(session, [review.id for review in compared])
    return tuple(
        _row(question_set, review, answers.get(review.id, {}), today) for review in compared
    )


def _row(
    question_set: QuestionSet,
    review: ComparedReview,
    answers: Mapping[str, Answer],
    today: dt.date,
) -> ComparisonRow:
    state = state_on(review.state, review.valid_until, today)
    everything = tuple(question.id for question in question_set.answerable)
    if not question_set.has_conditions and not question_set.outcomes:
        counted = _counting(question_set, answers, everything)
        return ComparisonRow(review, state, counted, frozenset(), frozenset(everything))
    found = evaluate(question_set, answers)
    hidden = frozenset(everything) - {split_address(where)[1] for where in found.visible}
    counted = _counting(question_set, answers, found.visible)
    return ComparisonRow(
        review, state, counted, hidden, frozenset(found.visible), found.items, found.outcomes
    )


def _counting(
    question_set: QuestionSet, answers: Mapping[str, Answer], visible: Iterable[str]
) -> dict[str, Answer]:
    return {
        where: answers[where]
        for where in visible
        if where in answers and is_complete(question_set.question_at(where), answers[where])
    }


def _totals(
    session: Session, question_set: QuestionSet, scope: Scope, *, count: int
) -> dict[str, dict[str, int]]:
    """Counted by the database; what is hidden only the evaluator knows, so then row by row."""
    if question_set.has_conditions:
        reviews = queries.list_all_compared(session, scope)
        counts = _counted(question_set, _rows(session, question_set, reviews, scope.today))
    else:
        counts = _counted_by_database(session, scope)
    for question in question_set.answerable:
        of_question = counts[question.id]
        if unanswered := count - of_question.total():
            of_question[UNANSWERED] = unanswered
    return {question.id: dict(counts[question.id]) for question in question_set.answerable}


def _counted_by_database(session: Session, scope: Scope) -> defaultdict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for question_id, tally, number in queries.count_tallies(session, scope):
        counts[question_id][tally] = number
    return counts


def _counted(
    question_set: QuestionSet, rows: tuple[ComparisonRow, ...]
) -> defaultdict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for question in question_set.answerable:
            if (tally := row.tally(question)) != UNANSWERED:
                counts[question.id][tally] += 1
    return counts
