"""YAML from strangers: what is read, and what is refused with its line."""

from pathlib import Path

import pytest

from compass.core.messages import Message
from compass.core.strict_yaml import MAX_BYTES, parse_yaml
from compass.core.yaml_problems import PROBLEMS


def test_every_scalar_stays_the_text_that_was_written():
    document = parse_yaml(b"a: no\nb: 1.10\nc: 12:30\nd: 012\ne: 2026-11-23\nf: ~\ng:\n", "x.yaml")

    assert document.faults == []
    assert document.data == {
        "a": "no", "b": "1.10", "c": "12:30", "d": "012", "e": "2026-11-23", "f": "~", "g": "",
    }  # fmt: skip


def test_every_value_keeps_its_line():
    document = parse_yaml(b"a: x\nlist:\n  - one\n  - key: two\n", "x.yaml")

    assert document.lines[("list", 1, "key")] == 4
    assert document.lines[("list", 0)] == 3


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"a: x\nb: &anchor y\n", "anchor", 2),
        (b"a: x\nb: *alias\n", "alias", 2),
        (b"a: !!python/object/apply:os.system [x]\n", "tag", 1),
        (b"a: ! x\n", "tag", 1),
        (b"a: x\n\na: y\n", "duplicate-key", 3),
        (b"a:\n  <<: x\n", "merge-key", 2),
        (b"a: x\n---\nb: y\n", "second-document", 2),
        (b"%YAML 1.1\n---\na: x\n", "directive", 1),
        (b"? [a, b]\n: x\n", "not-a-text", 1),
        (b"a: x\n\tb: y\n", "syntax", 2),
        (b"a: x\nb: 'x\n\n\n", "syntax", 2),
        (b"a: {b: x\nc: x\n", "syntax", 1),
        (b"a: x\nb: \xff\n", "encoding", 2),
        (b"a: x\nb: \x07\n", "forbidden-character", 2),
        ("a: x\nb: text\u202egnp.exe\n".encode(), "forbidden-character", 2),
        ("a: x\nb: zero\u200bwidth\n".encode(), "forbidden-character", 2),
        ("a: cafe\u0301\n".encode(), "not-composed", 1),
        (b"", "empty-file", 0),
        (b"# only a comment\n", "empty-file", 0),
        (b"a: x\n" + b"#" * MAX_BYTES, "too-large", 0),
        (b"[" * 5000, "too-deep", 1),
        (b"a:\n" + b" - x\n" * 60_000, "too-many", 49_999),
    ],
)
def test_what_could_hide_or_explode_is_refused_with_its_line(content, code, line):
    document = parse_yaml(content, "x.yaml")

    assert [(fault.code, fault.line) for fault in document.faults] == [(code, line)]


def test_a_billion_laughs_stop_at_the_first_anchor_and_never_expand():
    document = parse_yaml(b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "x.yaml")

    assert {fault.code for fault in document.faults} == {"anchor", "alias"}
    assert document.data == {"a": ["x", "x"], "b": ["*a", "*a"], "c": ["*b", "*b"]}


def test_faults_of_one_file_are_reported_all_at_once():
    document = parse_yaml(b"a: &x y\na: z\nb: !t u\n", "x.yaml")

    assert [fault.code for fault in document.faults] == ["anchor", "duplicate-key", "tag"]


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ("a: x\n\tb: y\n", "indent with spaces"),
        ("a:\n  b: x\n    c: y\n", "between quotation marks"),
        ("a: text: with a colon\n", "between quotation marks"),
        ("a:\n  - x\n  b: y\n", "look at the indentation"),
        ("a: 'it's'\n", "quotation marks or brackets"),
        ('a: "x\n', "never closed"),
        ("a: [x\nb: y\n", "not closed"),
        ("a: {x\nb: y\n", "not closed"),
        ("a: @x\n", "between quotation marks"),
        ("a: `x`\n", "between quotation marks"),
        ("a: *\n", "between quotation marks"),
        ("a: - x\n", "a hyphen goes between"),
        ("a: > x\n", "on the next line"),
        ('a: "\\k"\n', "a backslash"),
        ("a: [x,, y]\n", "is missing here"),
        ("a: x\n...\nb: y\n", "nothing can follow"),
        ("\x00", "a text file"),
    ],
)
def test_what_is_no_yaml_is_told_with_what_to_do(content, advice):
    [fault] = parse_yaml(content.encode(), "x.yaml").faults

    assert isinstance(fault.message, Message)
    assert advice in fault.message


def test_each_problem_that_has_an_advice_is_one_that_the_parser_knows():
    parser = Path(pytest.importorskip("yaml._yaml").__file__).read_bytes()

    assert [problem for problem in PROBLEMS if problem.encode() not in parser] == []


def test_one_mistake_is_one_finding():
    merged = parse_yaml(b"a: x\n<<: {b: y}\n", "x.yaml")

    assert [fault.code for fault in merged.faults] == ["merge-key"]
    assert merged.data == {"a": "x"}
