"""What a set has to obey as a whole: references, codes, conditions, use, and translation."""

from collections.abc import Iterator, Mapping

from compass.core.conditions import Condition
from compass.core.conditions_linting import Scope, lint_condition, lint_cycles
from compass.core.conditions_places import stands_at
from compass.core.documents import Document, Node
from compass.core.messages import worded
from compass.core.references_linting import lint_references, lint_use
from compass.core.rules_linting import lint_rules
from compass.core.structure import Structure
from compass.core.texts import ReadTexts


def lint_structure(document: Document, structure: Structure) -> None:
    root = document.root
    lint_references(root, structure)
    lint_rules(structure)
    _lint_codes(structure)
    _lint_conditions(structure)
    if not structure.unread:
        lint_use(root, structure)


def lint_folder_name(document: Document, structure: Structure, parts: tuple[str, str]) -> None:
    for key, name, value in (
        ("id", parts[0], structure.id),
        ("version", parts[1], structure.version),
    ):
        if value and name != value:
            message = worded(
                "the folder is called %(name)s, the file says %(value)s",
                name=repr(name),
                value=repr(value),
            )
            document.root.fault("folder-name", message, key=key)


def lint_translations(read: Mapping[str, ReadTexts]) -> None:
    """Texts equal to those of a language before them (English, then as the set lists them),
    outside the list that allows it; what that list holds without need; and texts that only some
    languages have."""
    before: dict[str, Mapping[str, str]] = {}
    for language, texts in sorted(read.items(), key=lambda item: item[0] != "en"):
        if before:
            _lint_language(texts, before)
        elif texts.root.has("identical"):
            message = worded("%(language)s.yaml is the reference itself", language=language)
            texts.root.fault("unknown-key", message, key="identical")
        before[language] = texts.by_path
    _lint_optional(read)


def _lint_optional(read: Mapping[str, ReadTexts]) -> None:
    """Some texts are optional, but what one language says all of them say."""
    said = {path for texts in read.values() for path in texts.paths}
    for texts in read.values():
        known = {fault.path for fault in texts.root.document.faults}
        for path in sorted(said - texts.paths):
            node, key = _first_missing(texts.root, path)
            here = f"{node.path}.{key}" if node.path else key
            if key and not {here, node.path} & known:
                known.add(here)
                node.fault("missing-text", worded("another language has a text here"), key=key)


def _first_missing(root: Node, path: str) -> tuple[Node, str]:
    """How far a path leads, and the key that is not there; "" where it leads to its end."""
    node = root
    for part in path.split("."):
        if isinstance(node.value, list) and part.isdecimal() and int(part) < len(node.value):
            node = node.child(int(part))
        elif node.has(part):
            node = node.child(part)
        else:
            return node, part
    return node, ""


def _lint_conditions(structure: Structure) -> None:
    scope = Scope(
        {question.id: question for question in structure.questions},
        labels=frozenset(rule.id for rule in structure.labels),
        scores=frozenset(rule.id for rule in structure.scores),
        outcomes={rule.id: rule.results for rule in structure.outcomes},
        unread=structure.unread | structure.unread_rules,
    )
    for condition, node, over in placed_conditions(structure):
        if condition is not None and stands_at(condition, node):
            lint_condition(condition, scope, node, over=over)
    lint_cycles(structure, structure.node_of)


def placed_conditions(structure: Structure) -> Iterator[tuple[Condition | None, Node, str | None]]:
    """With its place, and the question for whose items it is asked, if it is."""
    places = structure.places
    for theme in structure.themes:
        yield theme.shown_when, places.themes[theme.id].child("shown_when"), None
    for group in structure.groups.values():
        yield group.shown_when, places.groups[group.id].child("shown_when"), group.over
    for question in structure.questions:
        yield question.shown_when, places.questions[question.id].child("shown_when"), question.over
    for condition, node in _conditions_of_rules(structure):
        yield condition, node, None


def _conditions_of_rules(structure: Structure) -> Iterator[tuple[Condition, Node]]:
    places = structure.places_of_rules("labels")
    for label in structure.labels:
        yield label.when, places[label.id].child("when")
    places = structure.places_of_rules("scores")
    for score in structure.scores:
        inner = places[score.id].child("adjust").by_id() if score.adjustments else {}
        for adjustment in score.adjustments:
            yield adjustment.when, inner[adjustment.id].child("when")
    places = structure.places_of_rules("outcomes")
    for outcome in structure.outcomes:
        inner = places[outcome.id].child("cases").by_id() if outcome.cases else {}
        for case in outcome.cases:
            yield case.when, inner[case.id].child("when")


def _lint_codes(structure: Structure) -> None:
    seen: dict[str, str] = {}
    for question in structure.questions:
        if question.code and question.code in seen:
            message = worded(
                "the code %(code)s is also the one of %(question)s",
                code=repr(question.code),
                question=repr(seen[question.code]),
            )
            structure.places.questions[question.id].fault("duplicate-code", message, key="code")
        seen.setdefault(question.code, question.id)


def _lint_language(texts: ReadTexts, before: Mapping[str, Mapping[str, str]]) -> None:
    allowed, same = _allowed(texts.root), dict[str, str]()
    for language, others in before.items():
        for path, text in texts.by_path.items():
            if text == others.get(path):
                same.setdefault(path, language)
    for path in same.keys() - allowed.keys():
        message = worded(
            "the same as in %(same)s.yaml: %(text)s",
            same=same[path],
            text=_short(texts.by_path[path]),
        )
        _find(texts.root, path).fault("untranslated", message)
    for path in allowed.keys() - same.keys():
        message = worded(
            "%(path)s is no text that equals the one of another language", path=repr(path)
        )
        allowed[path].fault("stale-identical", message)


def _allowed(root: Node) -> dict[str, Node]:
    if not root.has("identical"):
        return {}
    return {item.text(): item for item in root.child("identical").items()}


def _find(root: Node, path: str) -> Node:
    node = root
    for part in path.split("."):
        node = node.child(int(part) if isinstance(node.value, list) else part)
    return node


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "…")
