"""The life of a review, as one table."""

import pytest

from compass.core.workflow import (
    CLOSED_STATES,
    EDITABLE_STATES,
    TRANSITIONS,
    ReviewAction,
    ReviewState,
    TransitionError,
    next_state,
)


def test_the_long_way_ends_in_a_sealed_review():
    state = ReviewState.DRAFT

    for action in ("hand-in", "recall", "hand-in", "hand-back", "hand-in", "decide", "seal"):
        state = next_state(state, ReviewAction(action))

    assert state is ReviewState.SEALED


def test_what_the_table_does_not_name_is_refused():
    with pytest.raises(TransitionError) as caught:
        next_state(ReviewState.SEALED, ReviewAction.RECALL)

    assert str(caught.value) == "recall is not possible in state sealed"


def test_an_escalation_stays_with_the_officers():
    assert next_state(ReviewState.SUBMITTED, ReviewAction.ESCALATE) is ReviewState.SUBMITTED


def test_nothing_leads_back_from_a_closed_state_to_one_that_can_be_edited():
    backwards = [
        (state, action)
        for (state, action), after in TRANSITIONS.items()
        if state in CLOSED_STATES and after not in CLOSED_STATES
    ]

    assert backwards == []
    assert not EDITABLE_STATES & CLOSED_STATES
