"""The life of a version of a question set, as one table."""

import pytest

from compass.core.publication import (
    PUBLIC_STATES,
    TRANSITIONS,
    VersionAction,
    VersionState,
    may_follow,
    next_state,
)
from compass.core.workflow import TransitionError


def test_a_version_is_a_draft_then_published_then_withdrawn():
    published = next_state(VersionState.DRAFT, VersionAction.PUBLISH)

    assert published is VersionState.PUBLISHED
    assert next_state(published, VersionAction.WITHDRAW) is VersionState.WITHDRAWN


@pytest.mark.parametrize("action", [VersionAction.REPLACE, VersionAction.DELETE])
@pytest.mark.parametrize("state", sorted(PUBLIC_STATES))
def test_what_was_published_is_neither_replaced_nor_deleted(state, action):
    assert not may_follow(state, action)
    with pytest.raises(TransitionError):
        next_state(state, action)


def test_nothing_leads_back_from_what_the_public_saw():
    assert VersionState.DRAFT not in {
        after for (state, _action), after in TRANSITIONS.items() if state in PUBLIC_STATES
    }
