"""Reads set.yaml: the structure of a question set, without a word of prose."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from compass.core.dependencies import Part, PartKind
from compass.core.documents import Document, Node, Tree
from compass.core.messages import worded
from compass.core.question_sets import Group, Question, Source, Theme
from compass.core.questions_reading import Vocabulary
from compass.core.reading import read_id, read_ids, read_version
from compass.core.rules import Fact, LabelRule, OutcomeRule, RiskMap, ScoreRule
from compass.core.rules_reading import read_labels, read_outcomes, read_scores
from compass.core.scales_reading import read_maps, read_option_lists, read_scales
from compass.core.sources_reading import read_facts, read_sources
from compass.core.themes_reading import Places, ids_in, read_themes

_LANGUAGE = re.compile(r"[a-z]{2}")

_RULES = ("labels", "scores", "outcomes")
_REQUIRED = ("format", "id", "version", "languages", "principles", "themes")
_OPTIONAL = (
    "scales",
    "glossary",
    "sources",
    "roles",
    "option_lists",
    "maps",
    "facts",
    *_RULES,
)


@dataclass(frozen=True)
class Structure:
    """What set.yaml says; with faults noted, as much of it as could be read."""

    id: str
    version: str
    languages: tuple[str, ...]
    scales: Mapping[str, tuple[str, ...]]
    option_lists: Mapping[str, tuple[str, ...]]
    maps: Mapping[str, RiskMap]
    principles: tuple[str, ...]
    roles: tuple[str, ...]
    themes: tuple[Theme, ...]
    glossary: tuple[str, ...]
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    places: Places
    labels: tuple[LabelRule, ...]
    scores: tuple[ScoreRule, ...]
    outcomes: tuple[OutcomeRule, ...]
    root: Node
    unread: frozenset[str]  # faulty questions and groups: their texts are not "unknown"

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for theme in self.themes for question in theme.questions)

    @property
    def groups(self) -> Mapping[str, Group]:
        return {group.id: group for theme in self.themes for group in theme.groups}

    def node_of(self, part: Part) -> Node:
        """Where a part's condition stands, or the part itself where it has none of its own."""
        match part.kind:
            case PartKind.THEME:
                return self.places.themes[part.id].child("shown_when")
            case PartKind.GROUP:
                return self.places.groups[part.id].child("shown_when")
            case PartKind.QUESTION:
                return self.places.questions[part.id].child("shown_when")
            case PartKind.LABEL | PartKind.SCORE | PartKind.OUTCOME:
                return self.places_of_rules(f"{part.kind}s")[part.id]

    def places_of_rules(self, section: str) -> Mapping[str, Node]:
        """Where labels, scores or outcomes stand, by id."""
        return self._places_of_rules.get(section, {})

    @cached_property
    def unread_rules(self) -> frozenset[str]:
        """The ids of faulty labels, scores and outcomes: they and their texts are not unknown."""
        listed = {name for key in _RULES for name in _names_in(self.root.child(key).value)}
        rules: tuple[LabelRule | ScoreRule | OutcomeRule, ...]
        rules = (*self.labels, *self.scores, *self.outcomes)
        return frozenset(listed - {rule.id for rule in rules})

    @cached_property
    def _places_of_rules(self) -> Mapping[str, Mapping[str, Node]]:
        return {name: self.root.child(name).by_id() for name in _RULES if self.root.has(name)}


def read_structure(document: Document) -> Structure | None:
    root, places = document.root, Places()
    if not root.expect_keys(_REQUIRED, _OPTIONAL):
        return None
    if root.has("format") and root.child("format").text() not in ("", "1"):
        root.fault("unknown-format", worded("only format 1 is known here"), key="format")
    scales = read_scales(root)
    vocabulary = Vocabulary(scales, read_option_lists(root), read_maps(root, scales))
    themes = read_themes(root, vocabulary, places) if root.has("themes") else ()
    return Structure(
        id=read_id(root, "id"),
        version=read_version(root, "version"),
        languages=_languages(root.child("languages")) if root.has("languages") else (),
        scales=scales,
        option_lists=vocabulary.option_lists,
        maps=vocabulary.maps,
        principles=read_ids(root, "principles"),
        roles=read_ids(root, "roles"),
        themes=themes,
        glossary=read_ids(root, "glossary"),
        sources=read_sources(root),
        facts=read_facts(root),
        places=places,
        root=root,
        labels=read_labels(root.child("labels")) if root.has("labels") else (),
        scores=read_scores(root.child("scores")) if root.has("scores") else (),
        outcomes=read_outcomes(root.child("outcomes")) if root.has("outcomes") else (),
        unread=frozenset(ids_in(root) - places.questions.keys() - places.groups.keys()),
    )


def _names_in(section: Tree) -> Iterator[str]:
    """Also where somebody wrote keys instead of a list."""
    if isinstance(section, dict):
        yield from section
    for item in section if isinstance(section, list) else ():
        if isinstance(item, dict) and isinstance(name := item.get("id"), str):
            yield name


def _languages(node: Node) -> tuple[str, ...]:
    """Each by itself, so that what is no language is not also said to be no id."""
    known: dict[str, None] = {}
    for item in node.items():
        language = item.text()
        if language and not _LANGUAGE.fullmatch(language):
            message = worded("%(value)s is not a language code such as nl", value=repr(language))
            item.fault("bad-language", message)
        elif language in known:
            message = worded("%(text)s stands twice in this list", text=repr(language))
            item.fault("duplicate-id", message)
        elif language:
            known[language] = None
    if node.value == []:
        node.fault("empty-list", worded("this list is empty: give an item or leave the key out"))
    return tuple(known)
