"""Deciding: four eyes on every path, conditions that are complete, a record that is frozen."""

import datetime as dt
import hashlib

import pytest
import sqlalchemy as sa

from compass.core.record_reading import parse_record
from compass.core.workflow import Outcome, ReviewState, TeamRole, TransitionError
from compass.db.models import Event, ProjectMember
from compass.services import decisions, measures, projects, records, reviews
from compass.services.decisions import ConditionToMeet, FourEyes
from compass.services.errors import (
    FourEyesError,
    InvalidDecisionError,
    InvalidTextError,
    NotAllowedError,
)

CONDITION = ConditionToMeet("Test with newcomers", "Carl", dt.date(2027, 3, 1))


def decide(world, review, *, by="Oda", outcome=Outcome.GO, **facts):
    return decisions.decide(
        world.session,
        review,
        outcome=outcome,
        reason=facts.pop("reason", "Well thought through."),
        by=world.actor(by),
        now=world.now,
        **facts,
    )


@pytest.fixture
def submitted(world, review):
    world.save(review, "channel", "website", rationale="Most people have one.")
    world.hand_in(review)
    return review


def test_a_decision_freezes_the_record(world, submitted):
    decide(world, submitted)

    frozen = records.frozen_record(world.session, submitted)
    assert submitted.state is ReviewState.DECIDED
    assert frozen.digest == hashlib.sha256(frozen.content).hexdigest()


def test_the_record_holds_people_answers_and_decision(world, submitted):
    decide(
        world,
        submitted,
        outcome=Outcome.GO_WITH_CONDITIONS,
        conditions=[CONDITION],
        valid_until=dt.date(2028, 1, 1),
        triggers="A new supplier",
    )

    record = parse_record(records.frozen_record(world.session, submitted).content)
    assert [(person.role, person.name) for person in record.people] == [
        ("lead", "Lea"),
        ("contributor", "Carl"),
        ("viewer", "Vera"),
        ("officer", "Oda"),
    ]
    assert record.answers["channel"].rationale == "Most people have one."
    assert record.decision.outcome is Outcome.GO_WITH_CONDITIONS
    assert record.decision.conditions[0].due == dt.date(2027, 3, 1)
    assert record.decision.valid_until == dt.date(2028, 1, 1)
    assert record.project.organisation == "City of Leuven"
    assert record.origin == "register"


def test_answers_to_hidden_questions_stay_out_of_the_record(world, review):
    world.save(review, "uses-automation", "yes")
    world.save(review, "oversight", "fully")
    world.save(review, "uses-automation", "no")
    world.hand_in(review)

    decide(world, review)

    record = parse_record(records.frozen_record(world.session, review).content)
    assert "oversight" not in record.answers
    assert "uses-automation" in record.answers


def test_who_left_but_wrote_is_named_in_the_record(world, review):
    world.save(review, "channel", "website", by="Carl")
    world.leave(review.project, "Carl")
    world.leave(review.project, "Vera")
    world.hand_in(review)

    decide(world, review)

    names = [person.name for person in _record(world, review).people]
    assert names == ["Lea", "Carl", "Oda"]


def test_what_happens_to_actions_later_does_not_change_the_record(world, review):
    action = measures.add_action(
        world.session,
        review,
        "channel",
        what="Open a counter",
        who="Carl",
        by=world.actor("Carl"),
        now=world.now,
    )
    world.hand_in(review)
    decide(world, review)
    before = records.frozen_record(world.session, review).content

    measures.mark_done(
        world.session, review, action, done_on=world.today, by=world.actor("Carl"), now=world.now
    )

    assert action.done_on == world.today
    assert records.frozen_record(world.session, review).content == before
    assert _record(world, review).actions[0].done_on is None


def test_an_escalation_is_recorded_and_the_review_stays_submitted(world, submitted):
    decide(world, submitted, outcome=Outcome.ESCALATE)

    assert submitted.state is ReviewState.SUBMITTED
    assert records.frozen_record(world.session, submitted) is None
    [row] = decisions.decisions_of(world.session, submitted)
    assert (row.outcome, row.decided_by_name) == (Outcome.ESCALATE, "Oda")


def test_after_an_escalation_another_officer_decides(world, submitted):
    decide(world, submitted, outcome=Outcome.ESCALATE)
    world.later(hours=1)

    decide(world, submitted, by="Olaf", outcome=Outcome.NO_GO)

    outcomes = [row.outcome for row in decisions.decisions_of(world.session, submitted)]
    assert outcomes == [Outcome.ESCALATE, Outcome.NO_GO]


def test_nothing_is_decided_twice(world, submitted):
    decide(world, submitted)

    with pytest.raises(TransitionError):
        decide(world, submitted, by="Olaf", outcome=Outcome.NO_GO)


@pytest.mark.parametrize("state", [ReviewState.DRAFT, ReviewState.CHANGES_REQUESTED])
def test_only_what_is_handed_in_is_decided(world, review, state):
    review.state = state

    with pytest.raises(TransitionError):
        decide(world, review)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"outcome": Outcome.GO_WITH_CONDITIONS}, "condition-missing"),
        ({"outcome": Outcome.GO, "conditions": [CONDITION]}, "condition-not-expected"),
        ({"valid_until": dt.date(2026, 11, 23)}, "validity-in-the-past"),
    ],
)
def test_a_decision_is_complete_or_refused(world, submitted, facts, code):
    with pytest.raises(InvalidDecisionError) as refused:
        decide(world, submitted, **facts)

    assert refused.value.code == code


def test_a_decision_says_why(world, submitted):
    with pytest.raises(InvalidTextError):
        decide(world, submitted, reason="   ")


@pytest.mark.parametrize("name", ["Lea", "Carl", "Vera", "Aldo"])
def test_only_officers_decide(world, submitted, name):
    with pytest.raises(NotAllowedError):
        decide(world, submitted, by=name)


def test_an_officer_of_another_organisation_does_not_decide(world, harbour, submitted):
    with pytest.raises(NotAllowedError):
        decide(world, submitted, by="Hugo")


def test_who_was_ever_in_the_team_does_not_decide(world, review):
    world.join(review.project, "Oda", TeamRole.VIEWER)
    world.leave(review.project, "Oda")
    world.hand_in(review)

    assert decisions.may_decide(world.session, review, world.actor("Oda")) is FourEyes.WAS_IN_TEAM
    with pytest.raises(FourEyesError) as refused:
        decide(world, review)

    assert refused.value.reason == "was-in-team"


def saved(world, review, by):
    world.save(review, "channel", "website", by=by)


def planned(world, review, by):
    measures.add_action(
        world.session, review, "channel", what="Ask", who="Carl", by=world.actor(by),
        now=world.now,
    )  # fmt: skip


def showed(world, review, by):
    measures.add_evidence(
        world.session, review, "channel", title="Study", url="https://example.org/",
        by=world.actor(by), now=world.now,
    )  # fmt: skip


@pytest.mark.parametrize("wrote", [saved, planned, showed])
def test_who_wrote_in_the_review_does_not_decide(world, review, wrote):
    """As if the row of the team were lost: what was written must still count."""
    world.join(review.project, "Oda", TeamRole.CONTRIBUTOR)
    wrote(world, review, "Oda")
    world.session.delete(
        world.session.get_one(ProjectMember, (review.project_id, world.actor("Oda").id))
    )
    world.session.flush()
    world.hand_in(review)

    reason = decisions.may_decide(world.session, review, world.actor("Oda"))

    assert reason is FourEyes.WROTE_ANSWERS


def test_who_made_the_project_does_not_decide(world, city, version):
    project = world.project(city, "Oda")
    world.join(project, "Lea", TeamRole.LEAD, by="Oda")
    world.leave(project, "Oda")
    review = world.review(project, version)
    world.hand_in(review)

    reason = decisions.may_decide(world.session, review, world.actor("Oda"))

    assert reason is FourEyes.STARTED_REVIEW


def test_an_escalation_needs_four_eyes_too(world, review):
    world.join(review.project, "Oda", TeamRole.CONTRIBUTOR)
    world.hand_in(review)

    with pytest.raises(FourEyesError):
        decide(world, review, outcome=Outcome.ESCALATE)


def test_another_officer_may_decide(world, submitted):
    assert decisions.may_decide(world.session, submitted, world.actor("Olaf")) is None


def test_an_officer_who_joins_between_reading_and_deciding_is_refused(world, submitted):
    oda = world.actor("Oda")  # read before she joins
    projects.set_member(
        world.session,
        submitted.project,
        world.session.get_one(type(world._actors["Oda"]), oda.id),
        TeamRole.VIEWER,
        by=world.actor("Lea"),
        now=world.now,
    )

    with pytest.raises(FourEyesError):
        decisions.decide(
            world.session, submitted, outcome=Outcome.GO, reason="Fine.", by=oda, now=world.now
        )


def test_the_log_keeps_ids_only(world, submitted):
    decide(world, submitted, reason="A reason that no log should hold")

    events = world.session.scalars(sa.select(Event)).all()
    kept = " ".join(f"{event.kind} {event.subject_id} {event.request_id}" for event in events)
    assert "review-decided" in kept
    for text in ("reason that", "Oda", "Lea", "example.org", "Parking", "Leuven"):
        assert text not in kept


def _record(world, review):
    return parse_record(records.frozen_record(world.session, review).content)


def test_a_draft_has_a_record_without_decision(world, review):
    world.save(review, "channel", "website")

    record = parse_record(records.draft_record(world.session, review))

    assert record.decision is None
    assert record.answers["channel"].value == "website"
    assert reviews.load_review(world.session, review.id).state is ReviewState.DRAFT
