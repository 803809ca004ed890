"""Reads the prose of one language against the structure it belongs to."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from compass.core.documents import Document, Node
from compass.core.kinds import KINDS, QuestionKind
from compass.core.question_sets import (
    Example,
    LevelText,
    PrincipleText,
    Question,
    QuestionText,
    SetTexts,
    SourceText,
    TermText,
    ThemeText,
)
from compass.core.structure import Structure

MAX_TITLE = 40  # of a question: it has to fit beside the wheel and in a table's head
MIN_CHECKS = 3

_T = TypeVar("_T")
_SECTIONS = ("principles", "themes", "scales", "questions", "glossary", "sources")
_HEAD = ("language", "title", "summary", "provenance")


@dataclass(frozen=True)
class ReadTexts:
    """The texts, and each of them by its path, to be compared with the English ones."""

    texts: SetTexts
    by_path: Mapping[str, str]
    root: Node


@dataclass
class _Prose:
    """Collects the texts that are read, by path."""

    by_path: dict[str, str] = field(default_factory=dict)

    def read(self, node: Node, key: str, *, is_neutral: bool = False) -> str:
        """A required text: a missing and an empty one are different findings."""
        if not node.has(key):
            node.fault("missing-text", f"the text {key!r} is missing", key=key)
            return ""
        return self.take(node.child(key), is_neutral=is_neutral)

    def take(self, node: Node, *, is_neutral: bool = False) -> str:
        if not isinstance(node.value, str):
            node.fault("not-a-text", "expected a text")
            return ""
        text = node.value.strip()
        if not text:
            node.fault("empty-text", "this text is empty")
        elif not is_neutral:
            self.by_path[node.path] = text
        return text


def read_texts(
    document: Document, structure: Structure, language: str, changed: Collection[str] = ()
) -> ReadTexts | None:
    """``changed`` are the questions that changes.yaml names: each may have a note."""
    root, prose = document.root, _Prose()
    needed = [name for name in _SECTIONS if _ids_of(structure, name)]
    if not isinstance(root.value, dict):
        root.fault("not-a-mapping", "expected keys with texts")
        return None
    _refuse_unknown(root, (*_HEAD, *_SECTIONS, "identical", "changes"))
    for name in needed:
        if not root.has(name):
            root.fault("missing-text", f"the section {name!r} is missing", key=name)
    if root.has("language") and root.child("language").value != language:
        root.fault("wrong-language", f"this file should say language: {language}", key="language")
    texts = SetTexts(
        language=prose.read(root, "language", is_neutral=True),
        title=prose.read(root, "title"),
        summary=prose.read(root, "summary"),
        provenance=prose.read(root, "provenance"),
        principles=_section(root, "principles", structure.principles, _principle, prose),
        themes=_section(root, "themes", _ids_of(structure, "themes"), _theme, prose),
        scales=_scales(root, structure, prose),
        questions=_questions(root, structure, prose),
        glossary=_section(root, "glossary", structure.glossary, _term, prose),
        sources=_section(root, "sources", _ids_of(structure, "sources"), _source, prose),
        changes=_notes(root.child("changes"), changed, prose) if root.has("changes") else {},
    )
    return ReadTexts(texts, prose.by_path, root)


def _ids_of(structure: Structure, section: str) -> tuple[str, ...]:
    if section == "themes":
        return tuple(theme.id for theme in structure.themes)
    if section == "sources":
        return tuple(source.id for source in structure.sources)
    if section == "questions":
        return tuple(question.id for question in structure.questions)
    found: Iterable[str] = getattr(structure, section)
    return tuple(found)


def _refuse_unknown(node: Node, known: Iterable[str]) -> None:
    for key, inner in node.entries():
        if key not in known:
            inner.fault("unknown-key", f"the key {key!r} is not known here")


def _section(
    root: Node,
    name: str,
    ids: Iterable[str],
    read: Callable[[Node, _Prose], _T],
    prose: _Prose,
) -> dict[str, _T]:
    """One record per id of the structure; texts for ids that are not in it are refused."""
    return _records(root.child(name), ids, read, prose) if root.has(name) else {}


def _records(
    node: Node,
    ids: Iterable[str],
    read: Callable[[Node, _Prose], _T],
    prose: _Prose,
    unread: frozenset[str] = frozenset(),
) -> dict[str, _T]:
    expected, records = tuple(ids), {}
    for key, inner in node.entries():
        if key not in expected and key not in unread:
            inner.fault("unknown-id", f"{key!r} does not stand in set.yaml")
    for key in expected:
        inner = node.child(key)
        if not node.has(key):
            inner.fault("missing-text", f"the texts of {key!r} are missing")
        elif not isinstance(inner.value, dict):
            inner.fault("not-a-mapping", "expected keys with texts")
        else:
            records[key] = read(inner, prose)
    return records


def _principle(node: Node, prose: _Prose) -> PrincipleText:
    _refuse_unknown(node, ("title", "text", "dilemma"))
    read = prose.read
    return PrincipleText(read(node, "title"), read(node, "text"), read(node, "dilemma"))


def _theme(node: Node, prose: _Prose) -> ThemeText:
    _refuse_unknown(node, ("title", "text"))
    return ThemeText(prose.read(node, "title"), prose.read(node, "text"))


def _level(node: Node, prose: _Prose) -> LevelText:
    _refuse_unknown(node, ("label", "text"))
    return LevelText(prose.read(node, "label"), prose.read(node, "text"))


def _term(node: Node, prose: _Prose) -> TermText:
    _refuse_unknown(node, ("term", "text"))
    return TermText(prose.read(node, "term"), prose.read(node, "text"))


def _source(node: Node, prose: _Prose) -> SourceText:
    """The title of a work stays in its own language, so it is never "untranslated"."""
    _refuse_unknown(node, ("title", "note"))
    return SourceText(prose.read(node, "title", is_neutral=True), prose.read(node, "note"))


def _notes(node: Node, changed: Collection[str], prose: _Prose) -> dict[str, str]:
    """Unlike other texts they are optional, each by itself."""
    notes = {}
    for question, inner in node.entries():
        if question not in changed:
            inner.fault("unknown-id", f"{question!r} does not stand in changes.yaml")
        notes[question] = prose.take(inner)
    return notes


def _scales(root: Node, structure: Structure, prose: _Prose) -> dict[str, dict[str, LevelText]]:
    if not root.has("scales"):
        return {}
    node, scales = root.child("scales"), {}
    for key, inner in node.entries():
        if key not in structure.scales:
            inner.fault("unknown-id", f"{key!r} does not stand in set.yaml")
    for scale, levels in structure.scales.items():
        if not node.has(scale):
            node.fault("missing-text", f"the texts of {scale!r} are missing", key=scale)
        else:
            scales[scale] = _records(node.child(scale), levels, _level, prose)
    return scales


def _questions(root: Node, structure: Structure, prose: _Prose) -> dict[str, QuestionText]:
    if not root.has("questions"):
        return {}
    questions = {question.id: question for question in structure.questions}

    def read(node: Node, prose: _Prose) -> QuestionText:
        return _question(node, questions[str(node.place[-1])], prose)

    return _records(root.child("questions"), questions, read, prose, structure.unread)


def _question(node: Node, question: Question, prose: _Prose) -> QuestionText:
    kind = KINDS[question.kind]
    keys = ["title", "text", "why", "checks", "bad", "good"]
    keys += ["options"] * kind.has_options + ["unit"] * kind.has_range
    _refuse_unknown(node, keys)
    title = prose.read(node, "title")
    if len(title) > MAX_TITLE:
        message = f"{len(title)} characters; a title has at most {MAX_TITLE}"
        node.fault("too-long", message, key="title")
    has_why = kind.takes_answer or node.has("why")
    return QuestionText(
        title=title,
        text=prose.read(node, "text"),
        why=prose.read(node, "why") if has_why else "",
        checks=_checks(node, question, prose),
        bad=_example(node, "bad", question, prose),
        good=_example(node, "good", question, prose),
        options=_options(node, question, prose),
        unit=prose.take(node.child("unit"), is_neutral=True) if node.has("unit") else "",
    )


def _checks(node: Node, question: Question, prose: _Prose) -> tuple[str, ...]:
    is_judgement = question.kind is QuestionKind.JUDGEMENT
    if not node.has("checks"):
        if is_judgement:
            node.fault("missing-text", "the text 'checks' is missing", key="checks")
        return ()
    checks = tuple(prose.take(item) for item in node.child("checks").items())
    if is_judgement and len(checks) < MIN_CHECKS:
        message = f"{len(checks)} checks; a judgement has at least {MIN_CHECKS}"
        node.fault("too-few-checks", message, key="checks")
    return checks


def _example(node: Node, key: str, question: Question, prose: _Prose) -> Example | None:
    if not node.has(key):
        if question.kind is QuestionKind.JUDGEMENT:
            node.fault("missing-text", f"the text {key!r} is missing", key=key)
        return None
    inner = node.child(key)
    if not isinstance(inner.value, dict):
        inner.fault("bad-example", "an example names a service, an act and a consequence")
        return None
    _refuse_unknown(inner, ("service", "act", "consequence"))
    read = prose.read
    return Example(read(inner, "service"), read(inner, "act"), read(inner, "consequence"))


def _options(node: Node, question: Question, prose: _Prose) -> dict[str, str]:
    if not question.options:
        return {}
    if not node.has("options"):
        node.fault("missing-text", "the text 'options' is missing", key="options")
        return {}
    inner = node.child("options")
    for key, label in inner.entries():
        if key not in question.options:
            label.fault("unknown-id", f"{key!r} does not stand in set.yaml")
    return {option: prose.read(inner, option) for option in question.options}
