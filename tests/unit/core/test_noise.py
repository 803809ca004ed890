"""Whatever stands in the files, the answer is a set or a list of faults, never an accident."""

import json
import shutil
from pathlib import Path

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compass.core.answers_files import check_answers, read_answers, template
from compass.core.checking import check_folder
from compass.core.evaluation import evaluate
from compass.core.faults import FaultsError
from compass.core.loading import load_content, load_folder
from compass.core.question_sets import QuestionSet
from compass.core.record_reading import parse_record
from tests.conftest import FIXTURE_SETS

_NOISE = st.sampled_from(
    ["", " ", "\n", "\n  ", "  - ", ": ", "- - ", "[", "{", "}", "'", '"', "|\n", "null", "*a",
     "&a ", "!!int ", "? ", "<<: ", "---\n", "\t", "é", "e\u0301", "\u202e", "id: ", "is", "0"]
)  # fmt: skip


SETS = ("every-kind", "new-kinds")


@pytest.fixture(params=SETS)
def copied(request, tmp_path: Path) -> Path:
    folder = tmp_path / request.param / "1.0.0"
    shutil.copytree(FIXTURE_SETS / request.param / "1.0.0", folder)
    return folder


@pytest.fixture
def sources(copied: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(copied.iterdir())}


@pytest.fixture(scope="session", params=SETS)
def any_set(request) -> QuestionSet:
    return load_folder(FIXTURE_SETS / request.param / "1.0.0")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_spoilt_files_of_a_set_are_faults(sources, copied, data):
    name = data.draw(st.sampled_from(["set.yaml", "nl.yaml"]))
    text = sources[name]
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 40)))
    (copied / name).write_text(text[:start] + data.draw(_NOISE) + text[end:], "utf-8")

    faults = check_folder(copied)
    (copied / name).write_text(text, "utf-8")

    assert all(fault.code and fault.message and fault.file for fault in faults)


_TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["id", "group", "status", "value", "what", "x"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)


def _places(tree, place=()):
    yield place
    inner = tree.items() if isinstance(tree, dict) else ()
    if isinstance(tree, list):
        inner = enumerate(tree)
    for key, value in inner:
        yield from _places(value, (*place, key))


def _replaced(tree, place, value):
    if not place:
        return value
    copy = tree.copy()
    copy[place[0]] = _replaced(tree[place[0]], place[1:], value)
    return copy


@pytest.fixture(scope="session")
def content(any_set):
    tree = json.loads(any_set.content)
    return tree, list(_places(tree))


@settings(max_examples=200)
@given(st.data())
def test_spoilt_content_is_another_set_or_faults(any_set, content, data):
    tree, places = content
    place, value = places[data.draw(st.integers(0, len(places) - 1))], data.draw(_TREES)

    try:
        outcome = load_content(rfc8785.dumps(_replaced(tree, place, value))).digest
    except FaultsError as error:
        outcome = error.faults

    assert outcome
    assert outcome != any_set.digest


@pytest.fixture(scope="session")
def answers(every_kind):
    tree = template(every_kind, "en") | {
        "guide": {},
        "people": [{"role": "lead", "name": "An"}],
        "answers": {"channel": {"status": "answered", "value": "letter"}},
        "actions": [{"id": "a", "what": "b", "questions": ["channel"], "due": None}],
        "evidence": [{"id": "a", "title": "b", "questions": [], "url": "", "sha256": ""}],
    }
    return tree, list(_places(tree))


@settings(max_examples=200)
@given(st.data())
def test_spoilt_answers_are_read_or_faults(every_kind, answers, data):
    tree, places = answers
    place, value = places[data.draw(st.integers(0, len(places) - 1))], data.draw(_TREES)
    text = json.dumps(_replaced(tree, place, value))

    try:
        found = check_answers(every_kind, read_answers(text, "a.json"), "a.json")
    except FaultsError as error:
        found = list(error.faults)

    assert all(fault.code and fault.message for fault in found)


@pytest.fixture(scope="session")
def answers_of_items(new_kinds):
    tree = template(new_kinds, "en") | {
        "guide": {},
        "answers": {
            "stakeholders": {"status": "answered", "value": ["a1: Parents"]},
            "a1/trust": {"status": "answered", "value": {"before": "low"}},
            "channel": {"status": "answered", "value": "other: a bus"},
            "harm": {"status": "answered", "value": {"severity": "grave"}},
        },
        "actions": [{"id": "a", "what": "b", "questions": ["a1/trust"], "due": None}],
    }
    return tree, list(_places(tree))


@settings(max_examples=200)
@given(st.data())
def test_spoilt_answers_of_items_are_evaluated_or_faults(new_kinds, answers_of_items, data):
    tree, places = answers_of_items
    place, value = places[data.draw(st.integers(0, len(places) - 1))], data.draw(_TREES)
    text = json.dumps(_replaced(tree, place, value))

    try:
        read = read_answers(text, "a.json")
    except FaultsError as error:
        found = len(error.faults)
    else:
        check_answers(new_kinds, read, "a.json")
        found = evaluate(new_kinds, read.answers).progress.total

    assert found > 0


HUGE = {
    "a long text": "x" * 100_000,
    "a long number": "9" * 100_000,
    "a number with a tail": "0001" + "9" * 5_000,
    "many items": ["a"] * 300,
    "many keys": {f"k{number}": "x" for number in range(300)},
    "many mappings": [{"id": f"k{number}", "group": "a"} for number in range(300)],
    "a deep list": [[[[["a"]]]]],
    "nothing": "",
    "an empty list": [],
    "an empty mapping": {},
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_and_empty_values_at_every_place_are_read_or_faults(new_kinds, name):
    tree = json.loads(new_kinds.content)
    places = [place for place in _places(tree) if "set.yaml" in place]
    by_shape = {tuple(part for part in place if isinstance(part, str)): place for place in places}

    for place in by_shape.values():
        content = rfc8785.dumps(_replaced(tree, place, HUGE[name]))

        assert _read_or_refused(content)

    assert len(by_shape) > 50


def _read_or_refused(content: bytes) -> object:
    try:
        return load_content(content)
    except FaultsError as error:
        return error.faults


@given(_TREES)
def test_noise_is_no_record(tree):
    with pytest.raises(FaultsError) as caught:
        parse_record(json.dumps(tree).encode())

    assert caught.value.faults
