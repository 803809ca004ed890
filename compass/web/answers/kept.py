"""Answers that are kept and do not count, because of what stands in the answer of this page."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from compass.core.answers import Answer, split_address
from compass.core.dependencies import questions_resting_on
from compass.core.items import Item, items_of
from compass.core.question_sets import Question, QuestionSet
from compass.db.queries import answers as answer_queries
from compass.web.extensions import db
from compass.web.reviews.picture import Picture


@dataclass(frozen=True)
class TakenOff:
    """An item that left the list, and how many answers went with it."""

    item: Item
    answers: int


@dataclass(frozen=True)
class Kept:
    """``hidden`` are answered questions that are not asked now, ``hidden_at`` their addresses;
    ``former`` is an answer that stood on this page and did not hide them."""

    hidden: tuple[Question, ...] = ()
    items: tuple[TakenOff, ...] = ()
    hidden_at: frozenset[str] = frozenset()
    former: Answer | None = None


NOTHING = Kept()


def kept_by(
    picture: Picture,
    answers: Mapping[str, Answer],
    where: str,
    listed_before: Callable[[str], Iterable[Item]],
) -> Kept:
    """``listed_before`` names the items that a question ever listed, the newest names first."""
    question_set = picture.question_set
    unseen = answers.keys() - frozenset(picture.evaluation.visible)
    unseen = {each for each in unseen if answers[each] != Answer()}
    if not unseen:
        return NOTHING
    item, question_id = split_address(where)
    resting = questions_resting_on(question_set, question_id)
    ours = [each for each in unseen if split_address(each)[1] in resting]
    listed = {item.id for item in picture.evaluation.items.get(question_id, ())}
    gone = [
        each
        for each in ours
        if question_set.question_at(each).over == question_id
        and split_address(each)[0] not in listed
    ]
    rest = frozenset(each for each in ours if each not in gone and _is_near(each, item))
    return Kept(
        hidden=_in_order(question_set, rest),
        items=_taken_off(listed_before(question_id), gone) if gone else (),
        hidden_at=rest,
    )


def listed_in(review_id: uuid.UUID, question_id: str) -> Iterator[Item]:
    for revision in answer_queries.list_revisions(db.session, review_id, question_id):
        yield from items_of(revision.answer.value)


def by_id(listed: Iterable[Item]) -> dict[str, Item]:
    """With the names that they had last."""
    names: dict[str, Item] = {}
    for item in listed:
        names.setdefault(item.id, item)
    return names


def _is_near(where: str, item: str) -> bool:
    """Of the same item, or with none on one of the sides."""
    other = split_address(where)[0]
    return not item or not other or item == other


def _in_order(question_set: QuestionSet, places: Iterable[str]) -> tuple[Question, ...]:
    wanted = {split_address(where)[1] for where in places}
    return tuple(question for question in question_set.questions if question.id in wanted)


def _taken_off(listed_before: Iterable[Item], gone: Iterable[str]) -> tuple[TakenOff, ...]:
    counts = Counter(split_address(where)[0] for where in gone)
    names = by_id(listed_before)
    return tuple(TakenOff(names[id_], counts[id_]) for id_ in sorted(counts) if id_ in names)
