"""JSON from strangers, with the line of every value: no duplicate keys, no NaN, no fractions, no
huge numbers, bounded size, depth and count. Fractions are texts in our formats, exact by nature."""

import json
import re
from collections.abc import Callable
from json import decoder
from typing import NoReturn

from compass.core.documents import Document, Place, Tree
from compass.core.faults import Fault

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 20
MAX_NODES = 200_000
MAX_INTEGER = 2**53 - 1  # what RFC 8785 can carry exactly

# The scanner behind json.loads, strict about control characters.
_ScanString = Callable[[str, int, bool], tuple[str, int]]
_scan_string: _ScanString = decoder.scanstring  # type: ignore[attr-defined]  # not in typeshed

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS: dict[str, Tree] = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile("[\ud800-\udfff]")


class _StopError(Exception):
    pass


class _Parser:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self.nodes = 0
        self.faults: list[Fault] = []
        self.lines: dict[Place, int] = {}
        self._line = 1
        self._counted = 0

    def line(self) -> int:
        """The line of the cursor; it only moves on, so each line break is counted once."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = max(self._counted, self.at)
        return self._line

    def refuse(self, place: Place, code: str, message: str) -> NoReturn:
        self.note(place, code, message)
        raise _StopError

    def note(self, place: Place, code: str, message: str) -> None:
        path = ".".join(str(part) for part in place)
        self.faults.append(Fault(self.file, self.line(), path, code, message))

    def skip_space(self) -> str:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def value(self, place: Place) -> Tree:
        start = self.skip_space()
        self.lines.setdefault(place, self.line())
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse(place, "too-many", f"more than {MAX_NODES} values")
        if len(place) > MAX_DEPTH:
            self.refuse(place, "too-deep", f"nested more than {MAX_DEPTH} levels deep")
        if start == "{":
            return self.mapping(place)
        if start == "[":
            return self.sequence(place)
        if start == '"':
            return self.string(place)
        return self.word(place)

    def string(self, place: Place) -> str:
        try:
            text, self.at = _scan_string(self.text, self.at + 1, True)
        except json.JSONDecodeError as error:
            self.at = error.pos
            self.refuse(place, "syntax", f"not valid JSON: {error.msg}")
        if _SURROGATE.search(text):
            self.note(place, "forbidden-character", "half a character (a lone surrogate)")
            return ""
        return text

    def word(self, place: Place) -> Tree:
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        match = _NUMBER.match(self.text, self.at)
        if match is None:
            self.refuse(place, "syntax", "not valid JSON: expected a value")
        self.at = match.end()
        if match.group(1) or match.group(2):
            self.note(place, "not-an-integer", "write a number with a fraction as a text")
            return 0
        if len(match.group()) > 17 or abs(int(match.group())) > MAX_INTEGER:
            self.note(place, "too-large", "this number is too large")
            return 0
        return int(match.group())

    def sequence(self, place: Place) -> list[Tree]:
        self.at += 1
        items: list[Tree] = []
        if self.skip_space() == "]":
            self.at += 1
            return items
        while True:
            items.append(self.value((*place, len(items))))
            if self.separator(place, "]"):
                return items

    def mapping(self, place: Place) -> dict[str, Tree]:
        self.at += 1
        mapping: dict[str, Tree] = {}
        if self.skip_space() == "}":
            self.at += 1
            return mapping
        while True:
            key = self.key(place, mapping)
            mapping[key] = self.value((*place, key))
            if self.separator(place, "}"):
                return mapping

    def key(self, place: Place, mapping: dict[str, Tree]) -> str:
        if self.skip_space() != '"':
            self.refuse(place, "syntax", "not valid JSON: expected a key in double quotes")
        key = self.string(place)
        if key in mapping:
            self.note((*place, key), "duplicate-key", f"the key {key!r} stands twice")
        if self.skip_space() != ":":
            self.refuse((*place, key), "syntax", "not valid JSON: expected a colon")
        self.at += 1
        return key

    def separator(self, place: Place, end: str) -> bool:
        found = self.skip_space()
        if found not in (",", end) or not found:
            self.refuse(place, "syntax", f"not valid JSON: expected a comma or {end}")
        self.at += 1
        return found == end


def parse_json(content: bytes | str, file: str, *, max_bytes: int = MAX_BYTES) -> Document:
    """The tree of a file. With faults in ``.faults`` the tree holds what could be read."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > max_bytes:
        return _refused(file, "too-large", f"larger than {max_bytes // 1024} KiB")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _refused(file, "encoding", "this is not UTF-8")
    parser = _Parser(text.removeprefix("\ufeff"), file)
    try:
        data = parser.value(())
        if parser.skip_space():
            parser.refuse((), "syntax", "not valid JSON: something follows the end")
    except _StopError:
        data = None
    return Document(file, data, parser.lines, parser.faults)


def _refused(file: str, code: str, message: str) -> Document:
    return Document(file, None, {}, [Fault(file, 0, "", code, message)])
