"""What the YAML parser complains about, in words that say what to do. libyaml knows few sentences;
one that is not among them (as those of PyYAML without libyaml) stays as it is."""

from collections.abc import Mapping
from types import MappingProxyType

import yaml

from compass.core.messages import worded

# what to do: the problems that it solves, one a line
_SENTENCES = (
    (worded("a tab stands where spaces belong: indent with spaces only"),
     """found a tab character that violates indentation
        found a tab character where an indentation space is expected"""),
    (worded("a colon cannot stand here: put a text with a colon in it between quotation marks; "
            "otherwise look at the indentation, and at the line above: a key ends with a colon and "
            "a space"),
     """mapping values are not allowed in this context
        found unexpected ':'"""),
    (worded("this does not fit what stands before it: look at the indentation, and at quotation "
            "marks or brackets that end before the text does"),
     """did not find expected key
        did not find expected '-' indicator"""),
    (worded("the quotation mark that opens here is never closed"),
     """found unexpected end of stream
        found unexpected document indicator"""),
    (worded("the list in brackets that opens here is not closed, or lacks a comma"),
     "did not find expected ',' or ']'"),
    (worded("the braces that open here are not closed, or lack a comma"),
     "did not find expected ',' or '}'"),
    (worded("a text cannot begin with this character: put it between quotation marks"),
     """found character that cannot start any token
        did not find expected alphabetic or numeric character
        did not find expected tag URI
        did not find URI escaped octet
        did not find the expected '>'
        did not find expected '!'
        did not find expected whitespace or line break
        found undefined tag handle
        mapping keys are not allowed in this context"""),
    (worded("no list can begin here: each item stands on a line of its own; a text that begins "
            "with a hyphen goes between quotation marks"),
     "block sequence entries are not allowed in this context"),
    (worded("after > or | the text begins on the next line"),
     """did not find expected comment or line break
        found an indentation indicator equal to 0"""),
    (worded("in double quotation marks a backslash begins a special character: write two of them, "
            "or use single quotation marks"),
     """found unknown escape character
        did not find expected hexdecimal number
        found invalid Unicode character escape code"""),
    (worded("a key with a colon behind it is missing here"), "could not find expected ':'"),
    (worded("something is missing here, such as an item between two commas"),
     "did not find expected node content"),
    (worded("nothing can follow the end of the file that ... marks"),
     "did not find expected <document start>"),
    (worded("directives (%YAML, %TAG) are not allowed"),
     """could not find expected directive name
        did not find expected digit or '.' character
        did not find expected version number
        did not find expected whitespace
        found duplicate %TAG directive
        found duplicate %YAML directive
        found extremely long version number
        found incompatible YAML document
        found unexpected non-alphabetical character
        found unknown directive name"""),
)  # fmt: skip

PROBLEMS: Mapping[str, str] = MappingProxyType(
    {each.strip(): words for words, problems in _SENTENCES for each in problems.split("\n")}
)
_UNCLOSED = frozenset(
    {
        "found unexpected end of stream",
        "found unexpected document indicator",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
    }
)


def what_to_do(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "not valid YAML"
    return PROBLEMS.get(problem, problem)


def line_of(error: yaml.MarkedYAMLError) -> int:
    """Of what was opened and never closed the beginning: its end can be the end of the file."""
    marks = [error.problem_mark, error.context_mark]
    if error.problem in _UNCLOSED:
        marks.reverse()
    found = [mark.line + 1 for mark in marks if mark is not None]
    return found[0] if found else 0
