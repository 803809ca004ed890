"""Parsed files as plain trees that remember their lines, and a cursor that collects faults."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from compass.core.faults import Fault, Severity
from compass.core.messages import worded

Tree: TypeAlias = str | int | bool | list["Tree"] | dict[str, "Tree"] | None
Place: TypeAlias = tuple[str | int, ...]

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_IDENTIFIER = 80
_MAX_NAMED = 20
_KINDS = {
    str: worded("a text"),
    bool: worded("true or false"),
    int: worded("a number"),
    list: worded("a list"),
}


@dataclass(frozen=True)
class Document:
    """One parsed file. ``lines`` is empty for content that never was a file of lines."""

    file: str
    data: Tree
    lines: Mapping[Place, int]
    faults: list[Fault] = field(default_factory=list)

    @property
    def root(self) -> "Node":
        return Node(self, (), "", self.data)


@dataclass(frozen=True)
class Node:
    """One place in a document. Asked for something that is not there, it notes the fault and
    gives an empty value, so that reading goes on and every fault is found at once."""

    document: Document
    place: Place
    path: str
    value: Tree

    @property
    def line(self) -> int:
        lines = self.document.lines
        for length in range(len(self.place), -1, -1):
            if (line := lines.get(self.place[:length])) is not None:
                return line
        return 0

    def fault(
        self,
        code: str,
        message: str,
        *,
        key: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        node = self.child(key) if key is not None else self
        fault = Fault(self.document.file, node.line, node.path, code, message, severity)
        self.document.faults.append(fault)

    def child(self, key: str | int, *, name: str | None = None) -> "Node":
        value: Tree = None
        if isinstance(self.value, dict) and isinstance(key, str):
            value = self.value.get(key)
        elif isinstance(self.value, list) and isinstance(key, int):
            value = self.value[key]
        shown = shortened(str(key) if name is None else name)
        path = f"{self.path}.{shown}" if self.path else shown
        return Node(self.document, (*self.place, key), path, value)

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def expect_keys(self, required: Sequence[str], optional: Sequence[str] = ()) -> bool:
        """Note every missing and every unknown key; False when this is no mapping at all."""
        if not isinstance(self.value, dict):
            self.fault(
                "not-a-mapping",
                worded("expected keys with values, found %(found)s", found=_kind(self.value)),
            )
            return False
        for key in required:
            if key not in self.value:
                self.fault(
                    "missing-key", worded("the key %(key)s is missing", key=repr(key)), key=key
                )
        for key in self.value:
            if key not in required and key not in optional:
                self.fault(
                    "unknown-key",
                    worded("the key %(key)s is not known here", key=repr(key)),
                    key=key,
                )
        return True

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        if not isinstance(self.value, dict):
            self.fault(
                "not-a-mapping",
                worded("expected keys with values, found %(found)s", found=_kind(self.value)),
            )
            return
        for key in self.value:
            yield key, self.child(key)

    def items(self) -> Iterator["Node"]:
        """The items of a sequence; in paths an item shows its id, or else its number."""
        if not isinstance(self.value, list):
            self.fault(
                "not-a-list", worded("expected a list, found %(found)s", found=_kind(self.value))
            )
            return
        for number, item in enumerate(self.value):
            name = item.get("id", item.get("group")) if isinstance(item, dict) else None
            yield self.child(number, name=name if isinstance(name, str) and name else None)

    def listed(self, key: str) -> Iterator["Node"]:
        """The items under an optional key, which is left out rather than empty."""
        if not self.has(key):
            return
        inner = self.child(key)
        if inner.value == []:
            inner.fault(
                "empty-list", worded("this list is empty: give an item or leave the key out")
            )
        yield from inner.items()

    def by_id(self) -> dict[str, "Node"]:
        """The items of a sequence by their id or by what they are; the first where two share it."""
        items = list(self.items())
        with_id = [(item.child("id").value, item) for item in items if isinstance(item.value, dict)]
        found: dict[str, Node] = {}
        for name, item in (*with_id, *((item.value, item) for item in items)):
            if isinstance(name, str):
                found.setdefault(name.strip(), item)
        return found

    def text(self) -> str:
        """A text that is not empty, and no more than what it says."""
        if not isinstance(self.value, str):
            self.fault(
                "not-a-text", worded("expected a text, found %(found)s", found=_kind(self.value))
            )
            return ""
        if not self.value.strip():
            self.fault("empty-value", worded("this is empty: give a value or leave the key out"))
        elif self.value != self.value.strip():
            message = worded("a space or the end of a line stands before or after this")
            self.fault("surrounding-space", message)
        return self.value.strip()

    def identifier(self) -> str:
        value = self.text()
        if value and not is_identifier(value):
            self.fault(
                "bad-id",
                worded(
                    "%(value)s is not an id: use a-z, 0-9 and single hyphens", value=repr(value)
                ),
            )
        return value

    def identifiers(self) -> tuple[str, ...]:
        """A list of ids without repetition."""
        seen: dict[str, None] = {}
        for item in self.items():
            identifier = item.identifier()
            if identifier in seen:
                item.fault(
                    "duplicate-id",
                    worded("%(text)s stands twice in this list", text=repr(identifier)),
                )
            elif identifier:
                seen[identifier] = None
        if not seen and isinstance(self.value, list):
            self.fault(
                "empty-list", worded("this list is empty: give an item or leave the key out")
            )
        return tuple(seen)


def is_identifier(value: str) -> bool:
    return len(value) <= MAX_IDENTIFIER and IDENTIFIER.fullmatch(value) is not None


def shortened(text: str) -> str:
    """For paths and messages: a hostile file may hold a name as long as itself, many times."""
    return text if len(text) <= MAX_IDENTIFIER else f"{text[: MAX_IDENTIFIER - 1]}…"


def enumerated(names: Iterable[str]) -> str:
    """Names for a message, not more of them than anybody reads."""
    first = list(islice(names, _MAX_NAMED + 1))
    return ", ".join(first[:_MAX_NAMED] + ["…"] * (len(first) > _MAX_NAMED))


def _kind(value: Tree) -> str:
    if value is None:
        return worded("nothing")
    return _KINDS.get(type(value), worded("keys with values"))
