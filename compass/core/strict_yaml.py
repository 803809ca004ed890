"""YAML from strangers: texts, lists and mappings, nothing else.

Built on the parser's events, before any tag is resolved: ``no``, ``1.10`` and ``12:30`` stay text,
and an alias or a tag is seen before it can do anything."""

from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from compass.core.characters import forbidden_in_prose, is_composed
from compass.core.documents import Document, Place, Tree
from compass.core.faults import Fault
from compass.core.messages import worded
from compass.core.yaml_problems import line_of, what_to_do

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: the same events, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]  # the same methods

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_NODES = 50_000
MERGE = "<<"


class _StopError(Exception):
    """A fault after which nothing in this file can be trusted any more."""


@dataclass
class _Box:
    """A list or mapping that is being filled; ``key`` waits for its value."""

    value: list[Tree] | dict[str, Tree]
    place: Place
    key: str | None = None


@dataclass
class _Builder:
    file: str
    faults: list[Fault] = field(default_factory=list)
    lines: dict[Place, int] = field(default_factory=dict)
    boxes: list[_Box] = field(default_factory=list)
    root: Tree = None
    documents: int = 0
    nodes: int = 0

    def fault(self, line: int, code: str, message: str) -> None:
        path = ".".join(str(part) for part in self.boxes[-1].place) if self.boxes else ""
        if self.boxes and self.boxes[-1].key is not None:
            path = f"{path}.{self.boxes[-1].key}" if path else self.boxes[-1].key
        self.faults.append(Fault(self.file, line, path, code, message))

    def stop(self, line: int, code: str, message: str) -> _StopError:
        self.fault(line, code, message)
        return _StopError()

    def take(self, event: Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, NodeEvent):
            self._refuse_references(event, line)
        if isinstance(event, DocumentStartEvent):
            self._start_document(event, line)
        elif isinstance(event, ScalarEvent):
            self._put(self._scalar(event, line), line)
        elif isinstance(event, MappingStartEvent):
            self._open({}, line)
        elif isinstance(event, SequenceStartEvent):
            self._open([], line)
        elif isinstance(event, CollectionEndEvent):
            self.boxes.pop()

    def _refuse_references(self, event: NodeEvent, line: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = worded("more than %(most)s values in one file", most=f"{MAX_NODES:,}")
            raise self.stop(line, "too-many", message)
        if isinstance(event, AliasEvent):
            self.fault(line, "alias", worded("aliases (*name) are not allowed"))
            self._put(f"*{event.anchor}", line)
            return
        if event.anchor:
            self.fault(line, "anchor", worded("anchors (&name) are not allowed"))
        if getattr(event, "tag", None):
            self.fault(line, "tag", worded("tags (!name) are not allowed"))

    def _start_document(self, event: DocumentStartEvent, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            message = worded("only one document is allowed in a file")
            raise self.stop(line, "second-document", message)
        if event.version or event.tags:
            self.fault(line, "directive", worded("directives (%YAML, %TAG) are not allowed"))

    def _scalar(self, event: ScalarEvent, line: int) -> str:
        text: str = event.value
        if (character := forbidden_in_prose(text)) is not None:
            self.fault(
                line,
                "forbidden-character",
                worded("the character %(character)s is not allowed", character=character),
            )
        if not is_composed(text):
            self.fault(
                line, "not-composed", worded("accents must be composed characters (Unicode NFC)")
            )
        return text

    def _open(self, value: list[Tree] | dict[str, Tree], line: int) -> None:
        place = self._put(value, line)
        self.boxes.append(_Box(value, place))
        if len(self.boxes) > MAX_DEPTH:
            message = worded("nested more than %(most)s levels deep", most=MAX_DEPTH)
            raise self.stop(line, "too-deep", message)

    def _put(self, value: Tree, line: int) -> Place:
        """Hang a value into the box that is open, and say where it now stands."""
        if not self.boxes:
            self.root = value
            self.lines[()] = line
            return ()
        box = self.boxes[-1]
        if isinstance(box.value, list):
            box.value.append(value)
            place: Place = (*box.place, len(box.value) - 1)
            self.lines[place] = line
            return place
        if box.key is None:
            box.key = self._key(box.value, value, line)
            place = (*box.place, box.key)
            self.lines.setdefault(place, line)
            return place
        place = (*box.place, box.key)
        if box.key != MERGE:
            box.value.setdefault(box.key, value)
        box.key = None
        return place

    def _key(self, mapping: dict[str, Tree], key: Tree, line: int) -> str:
        if not isinstance(key, str):
            raise self.stop(line, "not-a-text", worded("a key must be plain text"))
        if key == MERGE:
            self.fault(line, "merge-key", worded("merge keys (<<) are not allowed"))
        if key in mapping:
            first = self.lines[(*self.boxes[-1].place, key)]
            self.fault(
                line,
                "duplicate-key",
                worded(
                    "the key %(key)s stands twice (first: line %(first)s)",
                    key=repr(key),
                    first=first,
                ),
            )
        return key


def parse_yaml(content: bytes, file: str) -> Document:
    """The tree of a file. With faults in ``.faults`` the tree holds what could be read."""
    builder = _Builder(file)
    if len(content) > MAX_BYTES:
        builder.fault(0, "too-large", worded("larger than %(size)s KiB", size=MAX_BYTES // 1024))
        return _document(builder)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        builder.fault(
            line, "encoding", worded("this is not UTF-8: save the file with that encoding")
        )
        return _document(builder)
    _build(text, builder)
    return _document(builder)


def _build(text: str, builder: _Builder) -> None:
    loader = None
    try:
        loader = _Loader(text)
        while (event := loader.get_event()) is not None:
            builder.take(event)
    except _StopError:
        builder.root = None
    except yaml.MarkedYAMLError as error:
        builder.fault(line_of(error), "syntax", what_to_do(error))
        builder.root = None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        message = worded("a control character is not allowed: is this a text file?")
        builder.fault(line, "forbidden-character", message)
        builder.root = None
    finally:
        if loader is not None:
            loader.dispose()


def _document(builder: _Builder) -> Document:
    if builder.root is None and not builder.faults:
        builder.fault(0, "empty-file", worded("the file is empty"))
    return Document(builder.file, builder.root, builder.lines, builder.faults)
