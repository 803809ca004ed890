"""Reads the prose of one language against the structure it belongs to: a reader per section."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from compass.core.documents import Document, Node
from compass.core.messages import worded
from compass.core.prose import (
    Prose,
    Section,
    by_own_id,
    read_records,
    read_section,
    refuse_unknown,
)
from compass.core.question_sets import (
    FactText,
    Group,
    GroupText,
    LevelText,
    PrincipleText,
    Question,
    QuestionText,
    SetTexts,
    Source,
    SourceText,
    TermText,
    Theme,
    ThemeText,
)
from compass.core.questions_texts import read_question_text
from compass.core.rules import Fact, RiskMap
from compass.core.rules_texts import RULE_SECTIONS
from compass.core.structure import Structure

_HEAD = ("language", "title", "summary", "provenance")
_LISTS = "option_lists"


@dataclass(frozen=True)
class ReadTexts:
    """The texts, and each of them by its path, to be compared with the other languages; ``paths``
    has those too that may be the same everywhere."""

    texts: SetTexts
    by_path: Mapping[str, str]
    paths: Set[str]
    root: Node


def read_texts(
    document: Document, structure: Structure, language: str, changed: Collection[str] = ()
) -> ReadTexts | None:
    """``changed`` are the questions that changes.yaml names: each may have a note."""
    root, prose = document.root, Prose()
    if not isinstance(root.value, dict):
        root.fault("not-a-mapping", worded("expected keys with texts"))
        return None
    refuse_unknown(root, (*_HEAD, *SECTIONS, "questions", _LISTS, "identical", "changes"))
    if root.has("language") and root.child("language").value != language:
        root.fault(
            "wrong-language",
            worded("this file should say language: %(language)s", language=language),
            key="language",
        )
    texts = SetTexts(
        language=prose.read(root, "language", is_neutral=True),
        title=prose.read(root, "title"),
        summary=prose.read(root, "summary"),
        provenance=prose.read(root, "provenance"),
        questions=_questions(root, structure, prose),
        changes=_notes(root.child("changes"), changed, prose) if root.has("changes") else {},
        **{
            name: read_section(root, name, section, structure, prose)
            for name, section in SECTIONS.items()
        },
    )
    return ReadTexts(texts, prose.by_path, prose.paths, root)


def _questions(root: Node, structure: Structure, prose: Prose) -> dict[str, QuestionText]:
    lists = _option_lists(root, structure, prose)

    def read(node: Node, question: Question, prose: Prose) -> QuestionText:
        return read_question_text(node, question, prose, lists)

    section = Section(_questions_of, read, lambda structure: structure.unread)
    return read_section(root, "questions", section, structure, prose)


def _option_lists(root: Node, structure: Structure, prose: Prose) -> dict[str, dict[str, str]]:
    section = Section(lambda structure: structure.option_lists, _labels)
    return read_section(root, _LISTS, section, structure, prose)


def _questions_of(structure: Structure) -> dict[str, Question]:
    return {question.id: question for question in structure.questions}


def _labels(node: Node, ids: tuple[str, ...], prose: Prose) -> dict[str, str]:
    return prose.labels(node, ids)


def _notes(node: Node, changed: Collection[str], prose: Prose) -> dict[str, str]:
    """Unlike other texts they are optional, each by itself."""
    notes = {}
    for question, inner in node.entries():
        if question not in changed:
            inner.fault(
                "unknown-id",
                worded("%(question)s does not stand in changes.yaml", question=repr(question)),
            )
        notes[question] = prose.take(inner)
    return notes


def _principle(node: Node, _: str, prose: Prose) -> PrincipleText:
    refuse_unknown(node, ("title", "text", "dilemma"))
    read = prose.read
    return PrincipleText(read(node, "title"), read(node, "text"), read(node, "dilemma"))


def _theme(node: Node, _: Theme, prose: Prose) -> ThemeText:
    refuse_unknown(node, ("title", "text"))
    return ThemeText(prose.read(node, "title"), prose.read(node, "text"))


def _group(node: Node, _: Group, prose: Prose) -> GroupText:
    refuse_unknown(node, ("title", "text"))
    return GroupText(prose.read(node, "title"), prose.read(node, "text"))


def _fact(node: Node, _: Fact, prose: Prose) -> FactText:
    refuse_unknown(node, ("title", "text"))
    return FactText(prose.read(node, "title"), prose.read(node, "text"))


def _level(node: Node, _: str, prose: Prose) -> LevelText:
    refuse_unknown(node, ("label", "text"))
    return LevelText(prose.read(node, "label"), prose.read(node, "text"))


def _scale(node: Node, levels: tuple[str, ...], prose: Prose) -> dict[str, LevelText]:
    return read_records(node, by_own_id(levels), _level, prose)


def _map(node: Node, map_: RiskMap, prose: Prose) -> dict[str, str]:
    return prose.labels(node, map_.bands)


def _role(node: Node, _: str, prose: Prose) -> str:
    return prose.take(node)


def _term(node: Node, _: str, prose: Prose) -> TermText:
    refuse_unknown(node, ("term", "text"))
    return TermText(prose.read(node, "term"), prose.read(node, "text"))


def _source(node: Node, _: Source, prose: Prose) -> SourceText:
    """The title of a work stays in its own language, so it is never "untranslated"."""
    refuse_unknown(node, ("title", "note"))
    return SourceText(prose.read(node, "title", is_neutral=True), prose.read(node, "note"))


SECTIONS: Mapping[str, Section[Any, Any]] = MappingProxyType(
    {
        "principles": Section(lambda structure: by_own_id(structure.principles), _principle),
        "themes": Section(
            lambda structure: {theme.id: theme for theme in structure.themes}, _theme
        ),
        "groups": Section(
            lambda structure: structure.groups, _group, lambda structure: structure.unread
        ),
        "scales": Section(lambda structure: structure.scales, _scale),
        "maps": Section(lambda structure: structure.maps, _map),
        "roles": Section(lambda structure: by_own_id(structure.roles), _role, is_label=True),
        "glossary": Section(lambda structure: by_own_id(structure.glossary), _term),
        "sources": Section(
            lambda structure: {source.id: source for source in structure.sources}, _source
        ),
        "facts": Section(lambda structure: {fact.id: fact for fact in structure.facts}, _fact),
        **RULE_SECTIONS,
    }
)
