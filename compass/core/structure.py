"""Reads set.yaml: the structure of a question set, without a word of prose."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from compass.core.conditions_reading import read_condition
from compass.core.dependencies import Part
from compass.core.documents import Document, Node
from compass.core.kinds import KINDS, QuestionKind, is_number
from compass.core.question_sets import Question, Source, Theme
from compass.core.rules import LabelRule, OutcomeRule, ScoreRule

SEMANTIC_VERSION = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?", re.ASCII
)
_LANGUAGE = re.compile(r"[a-z]{2}")
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)

_REQUIRED = ("format", "id", "version", "languages", "principles", "themes")
_OPTIONAL = ("scales", "glossary", "sources")
_QUESTION_OPTIONAL = (
    "code", "scale", "principles", "terms", "options", "minimum", "maximum", "optional",
    "shown_when",
)  # fmt: skip


@dataclass(frozen=True)
class Structure:
    """What set.yaml says; with faults noted, as much of it as could be read."""

    id: str
    version: str
    languages: tuple[str, ...]
    scales: Mapping[str, tuple[str, ...]]
    principles: tuple[str, ...]
    themes: tuple[Theme, ...]
    glossary: tuple[str, ...]
    sources: tuple[Source, ...]
    nodes: Mapping[str, Node]  # question id -> its place in the file, for the checks that follow
    unread: frozenset[str]  # ids of questions with faults, so that their texts are not "unknown"
    labels: tuple[LabelRule, ...] = ()
    scores: tuple[ScoreRule, ...] = ()
    outcomes: tuple[OutcomeRule, ...] = ()

    def node_of(self, part: Part) -> Node:
        """Where a part's condition stands."""
        return self.nodes[part.id].child("shown_when")

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for theme in self.themes for question in theme.questions)


def read_structure(document: Document) -> Structure | None:
    root = document.root
    if not root.expect_keys(_REQUIRED, _OPTIONAL):
        return None
    if root.has("format") and root.child("format").text() not in ("", "1"):
        root.fault("unknown-format", "only format 1 is known here", key="format")
    scales = _scales(root.child("scales")) if root.has("scales") else {}
    nodes: dict[str, Node] = {}
    return Structure(
        id=root.child("id").identifier() if root.has("id") else "",
        version=_version(root.child("version")) if root.has("version") else "",
        languages=_languages(root.child("languages")) if root.has("languages") else (),
        scales=scales,
        principles=_ids(root, "principles"),
        themes=_themes(root.child("themes"), scales, nodes) if root.has("themes") else (),
        glossary=_ids(root, "glossary"),
        sources=_sources(root.child("sources")) if root.has("sources") else (),
        nodes=nodes,
        unread=frozenset(_raw_question_ids(root) - nodes.keys()),
    )


def _raw_question_ids(root: Node) -> set[str]:
    found: set[str] = set()
    themes = root.value.get("themes") if isinstance(root.value, dict) else None
    for theme in themes if isinstance(themes, list) else ():
        questions = theme.get("questions") if isinstance(theme, dict) else None
        for question in questions if isinstance(questions, list) else ():
            name = question.get("id") if isinstance(question, dict) else None
            found |= {name} if isinstance(name, str) else set()
    return found


def _ids(node: Node, key: str) -> tuple[str, ...]:
    return node.child(key).identifiers() if node.has(key) else ()


def _version(node: Node) -> str:
    version = node.text()
    if version and not SEMANTIC_VERSION.fullmatch(version):
        node.fault("bad-version", f"{version!r} is not a semantic version such as 1.0.0")
    return version


def _languages(node: Node) -> tuple[str, ...]:
    for item in node.items():
        if isinstance(item.value, str) and not _LANGUAGE.fullmatch(item.value):
            item.fault("bad-language", f"{item.value!r} is not a language code such as nl")
    return tuple(language for language in node.identifiers() if _LANGUAGE.fullmatch(language))


def _scales(node: Node) -> dict[str, tuple[str, ...]]:
    scales: dict[str, tuple[str, ...]] = {}
    for scale, levels in node.entries():
        _expect_id(levels, scale)
        scales[scale] = levels.identifiers()
        if len(scales[scale]) == 1:
            levels.fault("short-scale", "a scale has at least two levels, lowest first")
    return scales


def _expect_id(node: Node, key: str) -> None:
    """A mapping's key that is an id itself."""
    node_of_key = Node(node.document, node.place, node.path, key)
    node_of_key.identifier()


def _themes(
    node: Node, scales: Mapping[str, tuple[str, ...]], nodes: dict[str, Node]
) -> tuple[Theme, ...]:
    themes: dict[str, Theme] = {}
    for item in node.items():
        if not item.expect_keys(("id", "questions")) or not item.has("id"):
            continue
        theme_id = item.child("id").identifier()
        questions = _questions(item, theme_id, scales, nodes) if item.has("questions") else ()
        if theme_id in themes:
            item.fault("duplicate-id", f"the theme {theme_id!r} stands twice")
        elif theme_id:
            themes[theme_id] = Theme(theme_id, questions)
    if node.value == []:
        node.fault("empty-list", "a question set has at least one theme")
    return tuple(themes.values())


def _questions(
    theme: Node, theme_id: str, scales: Mapping[str, tuple[str, ...]], nodes: dict[str, Node]
) -> tuple[Question, ...]:
    questions = []
    for item in theme.child("questions").items():
        question = _question(item, theme_id, scales)
        if question is None:
            continue
        if question.id in nodes:
            first = nodes[question.id].line
            item.fault("duplicate-id", f"the question {question.id!r} stands twice ({first})")
            continue
        nodes[question.id] = item
        questions.append(question)
    if theme.child("questions").value == []:
        theme.fault("empty-list", "a theme has at least one question", key="questions")
    return tuple(questions)


def _question(node: Node, theme_id: str, scales: Mapping[str, tuple[str, ...]]) -> Question | None:
    if not node.expect_keys(("id", "kind"), _QUESTION_OPTIONAL):
        return None
    if not (node.has("id") and node.has("kind")):
        return None
    question_id, kind = node.child("id").identifier(), _kind(node.child("kind"))
    if not question_id or kind is None:
        return None
    _check_keys_of_kind(node, kind)
    scale = node.child("scale").identifier() if node.has("scale") else None
    return Question(
        id=question_id,
        code=node.child("code").text() if node.has("code") else "",
        kind=kind,
        theme=theme_id,
        principles=_ids(node, "principles"),
        terms=_ids(node, "terms"),
        scale=scale,
        levels=scales.get(scale, ()) if scale else (),
        options=_ids(node, "options"),
        minimum=_decimal(node, "minimum"),
        maximum=_decimal(node, "maximum"),
        is_required=not _is_optional(node),
        shown_when=read_condition(node.child("shown_when")) if node.has("shown_when") else None,
    )


def _kind(node: Node) -> QuestionKind | None:
    name = node.text()
    try:
        return QuestionKind(name)
    except ValueError:
        if name:
            known = ", ".join(QuestionKind)
            node.fault("unknown-kind", f"{name!r} is not a kind of question ({known})")
        return None


def _check_keys_of_kind(node: Node, kind: QuestionKind) -> None:
    """Keys that this kind needs, and keys that make sense for other kinds only."""
    entry = KINDS[kind]
    needed = {
        "code": entry.takes_answer,
        "principles": entry.takes_answer,
        "scale": entry.has_levels,
        "options": entry.has_options,
    }
    for key, is_needed in needed.items():
        if is_needed and not node.has(key):
            node.fault("missing-key", f"the key {key!r} is missing", key=key)
    allowed = {
        "scale": entry.has_levels,
        "options": entry.has_options,
        "minimum": entry.has_range,
        "maximum": entry.has_range,
        "optional": entry.takes_answer,
    }
    for key, is_allowed in allowed.items():
        if node.has(key) and not is_allowed:
            node.fault("key-of-other-kind", f"a {kind} question has no {key!r}", key=key)


def _decimal(node: Node, key: str) -> Decimal | None:
    if not node.has(key):
        return None
    text = node.child(key).text()
    if not is_number(text):
        if text:
            node.fault("not-a-number", f"{text!r} is not a number such as 10 or 2.5", key=key)
        return None
    return Decimal(text)


def _is_optional(node: Node) -> bool:
    if not node.has("optional"):
        return False
    text = node.child("optional").text()
    if text not in ("", "yes", "no"):
        node.fault("not-yes-or-no", f"{text!r} is neither yes nor no", key="optional")
    return text == "yes"


def _sources(node: Node) -> tuple[Source, ...]:
    sources: dict[str, Source] = {}
    for item in node.items():
        if not item.expect_keys(("id", "url"), ("date", "accessed")) or not item.has("id"):
            continue
        source = Source(
            item.child("id").identifier(),
            _url(item.child("url")) if item.has("url") else "",
            _partial_date(item.child("date")) if item.has("date") else "",
            _partial_date(item.child("accessed")) if item.has("accessed") else "",
        )
        if source.id in sources:
            item.fault("duplicate-id", f"the source {source.id!r} stands twice")
        elif source.id:
            sources[source.id] = source
    return tuple(sources.values())


def _url(node: Node) -> str:
    url = node.text()
    if url and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", url):
        node.fault("bad-url", f"{url!r} is not a web address")
    return url


def _partial_date(node: Node) -> str:
    date = node.text()
    if date and not _PARTIAL_DATE.fullmatch(date):
        node.fault("not-a-date", f"{date!r} is not a date such as 2021, 2021-12 or 2021-12-31")
    return date
