"""Whatever stands in the files, the answer is a set or a list of faults, never an accident."""

import json
from pathlib import Path

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compass.core.answers_files import check_answers, read_answers, template
from compass.core.faults import FaultsError
from compass.core.loading import check_folder, load_content
from compass.core.record_reading import parse_record

_NOISE = st.sampled_from(
    ["", " ", "\n", "\n  ", "  - ", ": ", "- - ", "[", "{", "}", "'", '"', "|\n", "null", "*a",
     "&a ", "!!int ", "? ", "<<: ", "---\n", "\t", "é", "e\u0301", "\u202e", "id: ", "is", "0"]
)  # fmt: skip


@pytest.fixture(scope="session")
def sources(every_kind_folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(every_kind_folder.iterdir())}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_spoilt_files_of_a_set_are_faults(sources, folder, data):
    name = data.draw(st.sampled_from(["set.yaml", "nl.yaml"]))
    text = sources[name]
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 40)))
    (folder / name).write_text(text[:start] + data.draw(_NOISE) + text[end:], "utf-8")

    faults = check_folder(folder)
    (folder / name).write_text(text, "utf-8")

    assert all(fault.code and fault.message and fault.file for fault in faults)


_TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["id", "status", "value", "what", "x"]), inner, max_size=2
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
def content(every_kind):
    tree = json.loads(every_kind.content)
    return tree, list(_places(tree))


@settings(max_examples=300)
@given(st.data())
def test_spoilt_content_is_another_set_or_faults(every_kind, content, data):
    tree, places = content
    place, value = places[data.draw(st.integers(0, len(places) - 1))], data.draw(_TREES)

    try:
        outcome = load_content(rfc8785.dumps(_replaced(tree, place, value))).digest
    except FaultsError as error:
        outcome = error.faults

    assert outcome
    assert outcome != every_kind.digest


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


@settings(max_examples=300)
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


@given(_TREES)
def test_noise_is_no_record(tree):
    with pytest.raises(FaultsError) as caught:
        parse_record(json.dumps(tree).encode())

    assert caught.value.faults
