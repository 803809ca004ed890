"""A review that moves to a newer version of its question set, and back."""

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from compass.core.answers import Answer, AnswerStatus
from compass.core.evaluation import evaluate
from compass.core.versions.moving import Fate
from compass.core.workflow import ReviewState
from compass.db.models import AnswerRevision, Event
from compass.db.queries.answers import list_revisions
from compass.services import answers, measures, moves, publication, question_sets, reviews
from compass.services.errors import (
    NotAllowedError,
    NothingToUndoError,
    QuestionSetError,
    ReviewClosedError,
    StaleAnswerError,
)

KEEP = {"id": "keep", "kind": "yes-no", "code": "K"}
CLEAR = {"id": "clear", "kind": "long-text", "code": "C"}
OPTION = {"id": "option", "kind": "single-choice", "options": ["one", "two"], "code": "O"}
WHOLE = {"id": "whole", "kind": "long-text", "code": "W"}
GONE = {"id": "gone", "kind": "yes-no", "code": "G"}

BEFORE = [KEEP, CLEAR, OPTION, WHOLE, GONE]
AFTER = [
    KEEP,
    CLEAR | {"text": "Who exactly?"},
    OPTION | {"options": ["one", "three"]},
    WHOLE | {"id": "part-a", "code": "PA"},
    WHOLE | {"id": "part-b", "code": "PB"},
    {"id": "fresh", "kind": "yes-no", "code": "F"},
]
CHANGES = {
    "clear": {"class": "clarified"},
    "option": {"class": "meaning"},
    "part-a": {"class": "split", "from": ["whole"]},
    "part-b": {"class": "split", "from": ["whole"]},
    "whole": {"class": "removed", "into": ["part-a", "part-b"]},
    "fresh": {"class": "new"},
    "gone": {"class": "removed"},
}


@pytest.fixture
def register(world):
    def row(question_set):
        found = question_sets.register(world.session, question_set, now=world.now)
        return question_sets.get_version(world.session, found.set_id, found.version)

    return row


@pytest.fixture
def one(register, edition):
    return register(edition("1.0.0", *BEFORE))


@pytest.fixture
def two(register, edition):
    return register(edition("2.0.0", *AFTER, changes=CHANGES))


@pytest.fixture
def review(world, project, one):
    review = world.review(project, one)
    world.save(review, "keep", "yes")
    world.save(review, "clear", "Residents.", by="Carl")
    world.save(review, "option", "two", rationale="We had to.")
    world.save(review, "whole", "All of it.", by="Carl")
    world.save(review, "gone", "no")
    return review


def preview(world, review, target, by="Lea"):
    return moves.preview_move(world.session, review, target, by=world.actor(by))


def move(world, review, target, by="Lea"):
    return moves.move_review(
        world.session, review, target, by=world.actor(by), now=world.later(minutes=1)
    )


def undo(world, review, by="Lea"):
    moves.undo_move(world.session, review, by=world.actor(by), now=world.later(minutes=1))


def contents(world, review):
    """What a reader can see of each answer."""
    known = {question.id for question in library_of(world, review).questions}
    stored = answers.stored_answers(world.session, review)
    return {
        name: (row.answer, row.is_flagged, row.to_confirm)
        for name, row in stored.items()
        if name in known and row.answer != Answer()
    }


def library_of(world, review):
    return question_sets.library.get(world.session, review.set_version)


def test_the_preview_says_what_becomes_of_each_answer_and_changes_nothing(world, review, two):
    before = contents(world, review)

    plan = preview(world, review, two)

    assert {found.address: found.fate for found in plan.moves} == {
        "keep": Fate.KEPT,
        "clear": Fate.KEPT_CONFIRM,
        "option": Fate.ASKED_AGAIN,
        "part-a": Fate.SPLIT,
        "part-b": Fate.SPLIT,
        "fresh": Fate.NEW,
        "gone": Fate.REMOVED,
    }
    assert contents(world, review) == before
    assert review.set_version.version == "1.0.0"


def test_a_moved_review_counts_what_was_kept_and_asks_the_rest(world, review, two):
    moved = move(world, review, two)

    assert review.set_version_id == moved.to_version_id == two.id
    counted = answers.answers_of(world.session, review)
    assert counted["keep"].value == "yes"
    assert counted.keys().isdisjoint({"clear", "part-a", "part-b"})
    assert set(reviews.open_questions(world.session, review)) == {
        "clear", "option", "part-a", "part-b", "fresh",
    }  # fmt: skip
    assert list(moves.answers_to_confirm(world.session, review)) == ["clear", "part-a", "part-b"]
    assert contents(world, review)["option"][0] == Answer(rationale="We had to.")
    assert contents(world, review)["part-b"][0].value == "All of it."


def test_a_moved_review_computes_what_a_new_one_with_the_same_answers_does(
    world, project, review, two
):
    move(world, review, two)
    waiting = moves.answers_to_confirm(world.session, review)
    moves.confirm_answers(
        world.session,
        review,
        {where: row.version for where, row in waiting.items()},
        by=world.actor("Carl"),
        now=world.now,
    )
    new = world.review(project, two, title="New")
    for name, (answer, _, _) in contents(world, review).items():
        world.save(new, name, answer.value, status=answer.status, rationale=answer.rationale)

    found, expected = (
        evaluate(library_of(world, each), answers.answers_of(world.session, each))
        for each in (review, new)
    )

    assert found == expected


def test_what_moves_is_added_to_the_history_and_nothing_is_taken_from_it(world, review, one, two):
    count = sa.select(sa.func.count()).where(AnswerRevision.review_id == review.id)
    before = world.session.scalar(count)

    move(world, review, two)

    revisions = world.session.scalars(
        sa.select(AnswerRevision)
        .where(AnswerRevision.review_id == review.id)
        .order_by(AnswerRevision.id)
    ).all()
    assert len(revisions) == before + 4
    assert {row.question_id for row in revisions[before:]} == {
        "clear", "option", "part-a", "part-b",
    }  # fmt: skip
    assert {row.set_version_id for row in revisions[before:]} == {two.id}
    assert {row.set_version_id for row in revisions[:before]} == {one.id}


def test_move_then_undo_changes_nothing(world, review, one, two):
    world.session.execute(
        sa.text("UPDATE answer SET is_flagged = true WHERE question_id = 'clear'")
    )
    before = contents(world, review)

    move(world, review, two)
    undo(world, review)

    assert contents(world, review) == before
    assert review.set_version_id == one.id
    assert moves.undoable_move(world.session, review) is None


GIVEN = {
    "keep": st.sampled_from(["yes", "no"]),
    "clear": st.sampled_from(["Ann.", "Bo and Cy."]),
    "option": st.sampled_from(["one", "two"]),
    "whole": st.sampled_from(["All of it.", "Half of it."]),
    "gone": st.sampled_from(["yes", "no"]),
}
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        name: st.tuples(value, st.sampled_from(["", "Why."])) for name, value in GIVEN.items()
    },
)


def test_move_then_undo_changes_nothing_whatever_was_answered(world, project, one, two):
    @settings(max_examples=20, deadline=None)
    @given(ANSWERS)
    def law(given):
        review = world.review(project, one)
        for name, (value, rationale) in given.items():
            world.save(review, name, value, rationale=rationale)
        before = contents(world, review)

        move(world, review, two)
        undo(world, review)

        assert contents(world, review) == before

    law()


def test_undo_keeps_what_was_written_since_where_the_question_stayed(world, review, two):
    move(world, review, two)
    world.save(review, "keep", "no")
    world.save(review, "clear", "Visitors.")

    undo(world, review)

    found = contents(world, review)
    assert found["keep"][0].value == "no"
    assert found["clear"][0].value == "Residents."


def test_moved_undone_and_moved_again_nothing_is_lost_or_counted_in_silence(world, review, two):
    move(world, review, two)
    world.save(review, "fresh", "yes")
    world.save(review, "part-a", "The first half.")
    undo(world, review)
    expected = preview(world, review, two)

    move(world, review, two)

    [fresh] = [found for found in expected.moves if found.question == "fresh"]
    assert (fresh.fate, fresh.answer.value) == (Fate.ANSWERED_BEFORE, "yes")
    assert expected.to_confirm == set(moves.answers_to_confirm(world.session, review))
    assert "fresh" in moves.answers_to_confirm(world.session, review)
    assert contents(world, review)["fresh"][0].value == "yes"
    assert contents(world, review)["part-a"][0].value == "All of it."


def test_an_answer_that_waits_still_waits_after_the_next_move(
    world, review, two, register, edition
):
    three = register(edition("2.0.1", *AFTER, changes={}, against="2.0.0"))
    move(world, review, two)

    move(world, review, three)

    assert "clear" in moves.answers_to_confirm(world.session, review)
    undo(world, review)
    assert review.set_version_id == two.id
    undo(world, review)
    assert moves.answers_to_confirm(world.session, review) == {}


def test_an_old_answer_never_stands_at_a_new_question_that_it_does_not_fit(
    world, review, register, edition
):
    again = {"id": "gone", "kind": "number", "maximum": "9", "code": "G"}
    register(edition("2.0.0", KEEP, changes={}))
    three = edition("3.0.0", KEEP, again, changes={"gone": {"class": "new"}}, against="2.0.0")
    before = contents(world, review)

    move(world, review, register(three))

    assert "gone" not in contents(world, review)
    assert "gone" not in moves.answers_to_confirm(world.session, review)
    undo(world, review)
    assert contents(world, review) == before


def test_after_the_hand_in_a_move_cannot_be_undone(world, review, two):
    move(world, review, two)
    world.hand_in(review)
    reviews.recall(world.session, review, by=world.actor("Lea"), now=world.now)

    assert moves.undoable_move(world.session, review) is None
    with pytest.raises(NothingToUndoError):
        undo(world, review)


@pytest.mark.parametrize(
    "state", [state for state in ReviewState if state not in ("draft", "changes-requested")]
)
def test_what_is_handed_in_or_finished_never_moves(world, review, two, state):
    review.state = state
    world.session.flush()

    for attempt in (preview, move):
        with pytest.raises(ReviewClosedError):
            attempt(world, review, two)


@pytest.mark.parametrize("name", ["Carl", "Vera", "Oda", "Aldo", "Hilde"])
def test_only_a_lead_moves_a_review(world, harbour, review, two, name):
    for attempt in (preview, move):
        with pytest.raises(NotAllowedError):
            attempt(world, review, two, by=name)


def test_a_review_moves_only_to_a_newer_published_version_of_its_set(
    world, review, one, two, version, register, edition
):
    def refused(target):
        with pytest.raises(QuestionSetError) as error:
            preview(world, review, target)
        return error.value.code

    assert refused(version) == "other-set"
    assert refused(one) == "not-newer"
    publication.withdraw(world.session, two, reason="Wrong.", by=None, now=world.now)
    assert refused(two) == "not-published"
    review.language = "nl"
    assert refused(register(edition("3.0.0", *AFTER))) == "language-missing"


def test_actions_and_evidence_go_with_their_question_and_come_back(world, review, two):
    where = (world.session, review, "whole")
    by = {"by": world.actor("Carl"), "now": world.now}
    measures.add_action(*where, what="Write it down.", who="Carl", **by)
    measures.add_evidence(*where, title="Note", url="https://example.org/note", **by)

    move(world, review, two)
    assert [each.what for each in measures.list_actions(world.session, review, "part-a")] == [
        "Write it down."
    ]
    undo(world, review)

    assert len(measures.list_actions(*where)) == len(measures.list_evidence(*where)) == 1


def test_a_move_is_recorded_with_who_and_when(world, review, one, two):
    moved = move(world, review, two)
    undo(world, review)

    kinds = world.session.scalars(
        sa.select(Event.kind).where(Event.review_id == review.id).order_by(Event.id)
    ).all()
    assert kinds[-2:] == ["review-moved", "review-move-undone"]
    assert (moved.from_version_id, moved.to_version_id) == (one.id, two.id)
    assert moved.moved_by == moved.undone_by == world.actor("Lea").id
    assert moved.undone_at > moved.moved_at


def test_confirming_makes_an_answer_count_and_names_who_did(world, review, two):
    move(world, review, two)
    version = answers.stored_answer(world.session, review, "clear").version

    confirm = {"by": world.actor("Carl"), "now": world.now}
    assert moves.confirm_answers(world.session, review, {"clear": version}, **confirm) == 1
    assert moves.confirm_answers(world.session, review, {"clear": version}, **confirm) == 0

    assert answers.answers_of(world.session, review)["clear"].value == "Residents."
    newest = list_revisions(world.session, review.id, "clear")[0]
    assert newest.written_by_name == "Carl"


def test_what_was_not_read_cannot_be_confirmed(world, review, two):
    stale = answers.stored_answer(world.session, review, "clear").version
    move(world, review, two)

    with pytest.raises(StaleAnswerError):
        moves.confirm_answers(
            world.session, review, {"clear": stale}, by=world.actor("Carl"), now=world.now
        )


def test_a_viewer_confirms_nothing(world, review, two):
    move(world, review, two)

    with pytest.raises(NotAllowedError):
        moves.confirm_answers(
            world.session, review, {"clear": 2}, by=world.actor("Vera"), now=world.now
        )


def test_a_page_read_before_the_move_does_not_overwrite_what_moved(world, review, two):
    version = answers.stored_answer(world.session, review, "clear").version
    move(world, review, two)

    with pytest.raises(StaleAnswerError):
        world.save(review, "clear", "Something else.", version=version)


def test_not_applicable_moves_with_its_reason(world, review, two):
    world.save(review, "option", status=AnswerStatus.NOT_APPLICABLE, reason="Nobody asks.")

    move(world, review, two)

    answer, _, to_confirm = contents(world, review)["option"]
    assert (answer.status, answer.reason, to_confirm) == ("not-applicable", "Nobody asks.", True)


def test_answers_per_item_move_and_come_back_with_their_item(world, project, register, edition):
    people = {"id": "people", "kind": "items", "code": "P"}
    heard = {"id": "heard", "kind": "yes-no", "code": "H"}
    words = {"groups": {"each": {"title": "Each", "text": "One by one."}}}

    def grouped(version, changes=None, **keys):
        asked = [{"principles": ["care"]} | people]
        per_item = [{"principles": ["care"]} | heard | keys]
        group = {"group": "each", "over": "people", "questions": per_item}
        themes = [{"id": "all", "questions": [*asked, group]}]
        return edition(version, people, heard, themes=themes, english=words, changes=changes)

    one, two = (
        register(grouped("1.0.0")),
        register(grouped("1.1.0", {"heard": {"class": "clarified"}}, optional="yes")),
    )
    review = world.review(project, one)
    world.save(review, "people", ("r1: Residents", "v1: Visitors"))
    world.save(review, "r1/heard", "yes")
    before = answers.stored_answers(world.session, review)

    move(world, review, two)
    assert list(moves.answers_to_confirm(world.session, review)) == ["r1/heard"]
    undo(world, review)

    after = answers.stored_answers(world.session, review)
    assert {where: row.answer for where, row in after.items()} == {
        where: row.answer for where, row in before.items()
    }
    assert moves.answers_to_confirm(world.session, review) == {}
