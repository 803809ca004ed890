"""Reads changes.yaml by itself; how it fits the version before is the linter's business."""

from compass.core.documents import Document, Node
from compass.core.messages import worded
from compass.core.publication import SEMANTIC_VERSION
from compass.core.reading import read_version
from compass.core.structure import Structure
from compass.core.versions.changes import ChangeClass, Changes, Declared
from compass.core.versions.order import Step, step

FILE = "changes.yaml"


def read_changes(document: Document) -> Changes | None:
    root = document.root
    if not root.expect_keys(("against", "questions")):
        return None
    against = read_version(root, "against")
    questions: dict[str, Declared] = {}
    lines: dict[str, int] = {"against": root.child("against").line}
    for question, node in root.child("questions").entries() if root.has("questions") else ():
        lines[question] = node.line
        if (declared := _declared(node)) is not None:
            questions[question] = declared
    return Changes(against, questions, lines)


def lint_changes_by_themselves(document: Document, changes: Changes, structure: Structure) -> None:
    """What is wrong whatever the version before holds."""
    node = document.root.child("questions")
    known = {question.id for question in structure.questions} | structure.unread
    versions = changes.against, structure.version
    if all(map(SEMANTIC_VERSION.fullmatch, versions)) and step(*versions) is Step.NONE:
        message = worded(
            "%(version)s does not come after %(against)s",
            version=structure.version,
            against=changes.against,
        )
        document.root.fault("bad-version", message, key="against")
    for question, declared in changes.questions.items():
        place = node.child(question)
        is_removed = declared.change is ChangeClass.REMOVED
        if is_removed and question in known:
            place.fault(
                "not-removed",
                worded("%(question)s still stands in set.yaml", question=repr(question)),
            )
        elif not is_removed and question not in known:
            place.fault(
                "unknown-id",
                worded("%(key)s does not stand in set.yaml", key=repr(question)),
            )
        for position, heir in enumerate(declared.into):
            if heir not in known:
                inner = place.child("into").child(position)
                inner.fault(
                    "unknown-id", worded("%(key)s does not stand in set.yaml", key=repr(heir))
                )


def _declared(node: Node) -> Declared | None:
    if not node.expect_keys(("class",), ("from", "into")) or not node.has("class"):
        return None
    name = node.child("class").text()
    if name not in tuple(ChangeClass):
        known = ", ".join(ChangeClass)
        node.fault(
            "unknown-class",
            worded("%(name)s is not a class of change (%(known)s)", name=repr(name), known=known),
            key="class",
        )
        return None
    change = ChangeClass(name)
    _check_keys_of_class(node, change)
    return Declared(
        change,
        origins=node.child("from").identifiers() if node.has("from") else (),
        into=node.child("into").identifiers() if node.has("into") else (),
    )


def _check_keys_of_class(node: Node, change: ChangeClass) -> None:
    comes_from_others = change in (ChangeClass.SPLIT, ChangeClass.MERGED)
    if comes_from_others and not node.has("from"):
        node.fault(
            "missing-key",
            worded("a %(change)s question says from which ones", change=change),
            key="from",
        )
    for key, is_allowed in {
        "from": comes_from_others,
        "into": change is ChangeClass.REMOVED,
    }.items():
        if node.has(key) and not is_allowed:
            node.fault(
                "key-of-other-class",
                worded("a %(change)s question has no %(key)s", change=change, key=repr(key)),
                key=key,
            )
    origins = node.child("from").value
    if not comes_from_others or not isinstance(origins, list):
        return
    if change is ChangeClass.SPLIT and len(origins) > 1:
        node.fault("bad-lineage", worded("a question is split off from one question"), key="from")
    if change is ChangeClass.MERGED and len(origins) == 1:
        node.fault("bad-lineage", worded("a question is merged from two or more"), key="from")
