"""How texts are read: keyed by the ids of the structure, a missing and an empty one apart."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from compass.core.documents import Node
from compass.core.messages import worded

if TYPE_CHECKING:
    from compass.core.structure import Structure

_D = TypeVar("_D")
_T = TypeVar("_T")


@dataclass
class Prose:
    """Collects the texts that are read, by path; ``paths`` has those of neutral ones too."""

    by_path: dict[str, str] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)

    def read(self, node: Node, key: str, *, is_neutral: bool = False) -> str:
        """A required text: a missing and an empty one are different findings."""
        if not node.has(key):
            node.fault(
                "missing-text", worded("the text %(key)s is missing", key=repr(key)), key=key
            )
            return ""
        return self.take(node.child(key), is_neutral=is_neutral)

    def take(self, node: Node, *, is_neutral: bool = False) -> str:
        """``is_neutral`` for what may stay the same in every language."""
        if not isinstance(node.value, str):
            node.fault("not-a-text", worded("expected a text"))
            return ""
        text = node.value.strip()
        if not text:
            node.fault("empty-text", worded("this text is empty"))
            return ""
        self.paths.add(node.path)
        if not is_neutral:
            self.by_path[node.path] = text
        return text

    def labels(self, node: Node, ids: Collection[str]) -> dict[str, str]:
        """A text for each id; texts for others are refused."""
        refuse_unknown_ids(node, ids)
        return {name: self.read(node, name) for name in ids}

    def labels_at(self, node: Node, key: str, ids: Collection[str]) -> dict[str, str]:
        """The same under a key that has to be there, unless there is nothing to name."""
        if not ids:
            return {}
        if not node.has(key):
            node.fault(
                "missing-text", worded("the text %(key)s is missing", key=repr(key)), key=key
            )
            return {}
        return self.labels(node.child(key), ids)


@dataclass(frozen=True)
class Section(Generic[_D, _T]):
    """A part of a language file: what the structure declares by id, and the reader of one entry.
    ``unread`` are ids that the structure could not read, whose texts are nobody's fault; with
    ``is_label`` an entry is a text instead of keys with texts."""

    declared: Callable[["Structure"], Mapping[str, _D]]
    read: Callable[[Node, _D, Prose], _T]
    unread: Callable[["Structure"], Collection[str]] = lambda _: ()
    is_label: bool = False


def read_section(
    root: Node, name: str, section: Section[_D, _T], structure: "Structure", prose: Prose
) -> dict[str, _T]:
    declared = section.declared(structure)
    if not root.has(name):
        if declared:
            root.fault(
                "missing-text", worded("the section %(name)s is missing", name=repr(name)), key=name
            )
        return {}
    return read_records(
        root.child(name),
        declared,
        section.read,
        prose,
        unread=section.unread(structure),
        is_label=section.is_label,
    )


def read_records(
    node: Node,
    declared: Mapping[str, _D],
    read: Callable[[Node, _D, Prose], _T],
    prose: Prose,
    *,
    unread: Collection[str] = (),
    is_label: bool = False,
) -> dict[str, _T]:
    """One record per id of the structure; texts for ids that are not in it are refused."""
    records: dict[str, _T] = {}
    refuse_unknown_ids(node, {*declared, *unread})
    for key, thing in declared.items():
        inner = node.child(key)
        if not node.has(key):
            inner.fault("missing-text", worded("the texts of %(key)s are missing", key=repr(key)))
        elif not is_label and not isinstance(inner.value, dict):
            inner.fault("not-a-mapping", worded("expected keys with texts"))
        else:
            records[key] = read(inner, thing, prose)
    return records


def refuse_unknown_ids(node: Node, known: Collection[str]) -> None:
    for key, inner in node.entries():
        if key not in known:
            inner.fault("unknown-id", worded("%(key)s does not stand in set.yaml", key=repr(key)))


def refuse_unknown(node: Node, known: Iterable[str]) -> None:
    keys = tuple(known)
    for key, inner in node.entries():
        if key not in keys:
            inner.fault("unknown-key", worded("the key %(key)s is not known here", key=repr(key)))


def by_own_id(ids: Iterable[str]) -> dict[str, str]:
    """For ids about which the structure says nothing more."""
    return {name: name for name in ids}
