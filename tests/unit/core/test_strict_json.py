"""JSON from strangers: what is read, and what is refused with its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compass.core.strict_json import parse_json

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(_JSON, st.sampled_from([None, 2]), st.booleans())
def test_reads_what_the_standard_library_writes(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    document = parse_json(text, "x.json")

    assert document.faults == []
    assert document.data == value


@given(st.text(alphabet='{}[]",:0123456789.eE+-truefalsn \n\\u\x00é', max_size=60))
def test_never_fails_and_accepts_nothing_that_the_standard_library_refuses(text):
    document = parse_json(text, "x.json")

    if not document.faults:
        assert json.loads(text) == document.data


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ('{"a": 1,\n "a": 2}', "duplicate-key", 2),
        ('{"a":\nNaN}', "syntax", 2),
        ('{"a": -Infinity}', "syntax", 1),
        ('{"a":\n 1.5}', "not-an-integer", 2),
        ('{"a": 1e999}', "not-an-integer", 1),
        ('{"a": 12345678901234567890}', "too-large", 1),
        ('{"a": ' + "9" * 5000 + "}", "too-large", 1),
        ("[" * 5000, "too-deep", 1),
        ('["' + '","'.join("x" * 200_001) + '"]', "too-many", 1),
        ('{"a": "\\ud800"}', "forbidden-character", 1),
        ('{"a": "line\nbreak"}', "syntax", 1),
        ('{"a": 1} trailing', "syntax", 1),
        ("{'a': 1}", "syntax", 1),
        ("", "syntax", 1),
        (b"\xff", "encoding", 0),
    ],
)
def test_what_is_no_plain_json_is_refused_with_its_line(content, code, line):
    document = parse_json(content, "x.json")

    assert [(fault.code, fault.line) for fault in document.faults] == [(code, line)]


def test_a_file_that_is_too_large_is_not_even_parsed():
    document = parse_json(b" " * 101, "x.json", max_bytes=100)

    assert [fault.code for fault in document.faults] == ["too-large"]
