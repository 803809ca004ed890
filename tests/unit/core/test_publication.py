"""The life of a version of a question set, and the order of versions."""

import itertools

import pytest

from compass.core.publication import (
    PUBLIC_STATES,
    TRANSITIONS,
    VersionAction,
    VersionState,
    may_follow,
    next_state,
    precedence,
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


def test_versions_sort_as_semantic_versioning_says():
    ordered = (
        "0.9.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
        "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.9.0", "1.10.0", "2.0.0",
    )  # fmt: skip

    for before, after in itertools.pairwise(ordered):
        assert precedence(before) < precedence(after), (before, after)


def test_what_stands_after_a_plus_counts_for_nothing():
    assert precedence("1.0.0+one") == precedence("1.0.0+two")
