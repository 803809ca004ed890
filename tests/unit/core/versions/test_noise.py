"""Whatever stands in changes.yaml, and whatever two sets have in common: faults or a plan, never an
accident."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compass.core.answers import Answer, AnswerStatus
from compass.core.versions.checking import check_version
from compass.core.versions.descent import lineage
from compass.core.versions.diff_data import diff_as_data
from compass.core.versions.linting import lint_changes
from compass.core.versions.moving import plan_move

_CHANGES = """against: 0.9.0
questions:
  channel: {class: meaning}
  nickname: {class: split, from: [nickname]}
  groups: {class: merged, from: [groups, old]}
  old: {class: removed, into: [groups]}
"""
_NOISE = st.sampled_from(
    ["", " ", "\n", "  - ", ": ", "[", "]", "{", "}", "'", "null", "*a", "&a ", "<<: ", "---\n",
     "\t", "channel", "class", "from: [a, a]", "removed", "1.0", "\u202e", "- - "]
)  # fmt: skip


@pytest.fixture
def pair(folder):
    """1.0.0 with a changes.yaml that can be spoilt, and the version before it."""
    before = folder.parent / "0.9.0"
    shutil.copytree(folder, before)
    text = (before / "set.yaml").read_text("utf-8")
    (before / "set.yaml").write_text(text.replace("version: 1.0.0", "version: 0.9.0"), "utf-8")
    return folder


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_spoilt_file_of_changes_is_faults(pair, data):
    start = data.draw(st.integers(0, len(_CHANGES)))
    end = min(len(_CHANGES), start + data.draw(st.integers(0, 30)))
    spoilt = _CHANGES[:start] + data.draw(_NOISE) + _CHANGES[end:]
    (pair / "changes.yaml").write_text(spoilt, "utf-8")

    faults = check_version(pair)

    assert all(fault.code and fault.message and fault.file for fault in faults)


_IDS = st.sampled_from("abcd")
_KINDS = st.sampled_from(["yes-no", "long-text", "date", "number", "judgement", "text-list"])
_QUESTIONS = st.lists(
    st.builds(
        lambda name, kind, text: {"id": name, "kind": kind, "code": name, "text": text},
        _IDS, _KINDS, st.sampled_from(["One?", "Two?"]),
    ),
    min_size=1, max_size=4, unique_by=lambda question: question["id"],
)  # fmt: skip


def _declarations(questions):
    """Any claim about the questions that are there, true or not."""
    here = sorted(question["id"] for question in questions)
    gone = sorted(set("abcd") - set(here))
    plain = st.sampled_from(["wording", "clarified", "meaning", "new"]).map(lambda c: {"class": c})
    split = _IDS.map(lambda origin: {"class": "split", "from": [origin]})
    merged = st.lists(_IDS, min_size=2, max_size=3, unique=True).map(
        lambda origins: {"class": "merged", "from": origins}
    )
    removed = st.just({"class": "removed"}) | st.sampled_from(here).map(
        lambda heir: {"class": "removed", "into": [heir]}
    )
    claims = dict.fromkeys(here, plain | split | merged) | dict.fromkeys(gone, removed)
    return st.fixed_dictionaries({}, optional=claims)


@settings(max_examples=150)
@given(st.data())
def test_any_two_sets_with_any_claim_are_compared_and_moved_between(edition, data):
    old, new = data.draw(_QUESTIONS), data.draw(_QUESTIONS)
    changes = data.draw(st.none() | _declarations(new))
    before, after = edition("1.0.0", *old), edition("2.0.0", *new, changes=changes)

    faults = lint_changes(before, after, "changes.yaml")
    found = lineage([before, after])
    document = diff_as_data(found)

    assert all(fault.code and fault.message for fault in faults)
    assert {question["id"] for question in document["questions"]} | set(
        document["unchanged"]
    ) >= set("abcd") & ({q["id"] for q in old} | {q["id"] for q in new})
    answers = {
        question["id"]: Answer(AnswerStatus.ANSWERED, rationale=question["id"]) for question in old
    }
    plan = plan_move(found, answers)
    assert {origin for move in plan.moves for origin in move.origins} == answers.keys()
