"""Reads one question of set.yaml. Whether what it names exists is linting's business."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from compass.core.characters import forbidden_in_prose
from compass.core.conditions_reading import read_shown_when
from compass.core.documents import Node
from compass.core.kinds import KINDS, QuestionKind
from compass.core.messages import worded
from compass.core.question_sets import Group, Link, Question
from compass.core.reading import is_yes, read_decimal, read_id, read_ids, read_word
from compass.core.rules import RiskMap
from compass.core.workflow import ProjectPhase

MAX_REFERENCE = 200
MAX_CODE = 20  # it stands inside the wheel
RELATIONS = ("same", "related")

_OF_KINDS = tuple(dict.fromkeys(key for kind in KINDS.values() for key in kind.keys))
_OF_ANSWERS = ("code", "principles")
_IF_ANSWERED = ("optional", "points")
_OF_ALL = ("terms", "shown_when", "roles", "phases", "links", "references", "facts")
_OPTIONAL = (*_OF_ANSWERS, *_IF_ANSWERED, *_OF_ALL, *_OF_KINDS)
_OUTSIDE = Group(id="", theme="")


@dataclass(frozen=True)
class Vocabulary:
    """What questions choose from, by id."""

    scales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    option_lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    maps: Mapping[str, RiskMap] = field(default_factory=dict)


def read_question(
    node: Node, theme_id: str, vocabulary: Vocabulary, group: Group = _OUTSIDE
) -> Question | None:
    if not node.expect_keys(("id", "kind"), _OPTIONAL):
        return None
    if not (node.has("id") and node.has("kind")):
        return None
    question_id, kind = _name(node), _kind(node.child("kind"))
    if not question_id or kind is None:
        return None
    _check_keys(node, kind)
    scale, option_list = read_id(node, "scale") or None, read_id(node, "option_list") or None
    return Question(
        id=question_id,
        code=_code(node),
        kind=kind,
        theme=theme_id,
        principles=read_ids(node, "principles"),
        terms=read_ids(node, "terms"),
        scale=scale,
        levels=vocabulary.scales.get(scale or "", ()),
        options=read_ids(node, "options") or vocabulary.option_lists.get(option_list or "", ()),
        minimum=read_decimal(node, "minimum"),
        maximum=read_decimal(node, "maximum"),
        is_required=not is_yes(node, "optional"),
        shown_when=read_shown_when(node),
        group=group.id or None,
        over=group.over,
        option_list=option_list,
        takes_other=is_yes(node, "other"),
        rows=read_ids(node, "rows"),
        map=_map(node, vocabulary),
        after=read_id(node, "after") or None,
        step=read_decimal(node, "step"),
        points=_points(node),
        roles=read_ids(node, "roles"),
        phases=_phases(node),
        links=_links(node),
        references=_references(node),
        facts=read_ids(node, "facts"),
    )


def _name(node: Node) -> str:
    question_id = read_id(node, "id")
    if question_id.isdigit():
        message = worded("a question is called by a name, never by a number")
        node.fault("number-as-id", message, key="id")
    return question_id


def _code(node: Node) -> str:
    code = node.child("code").text() if node.has("code") else ""
    if len(code) > MAX_CODE:
        node.fault(
            "too-long",
            worded("%(count)s characters, at most %(most)s", count=len(code), most=MAX_CODE),
            key="code",
        )
    return code


def _kind(node: Node) -> QuestionKind | None:
    name = node.text()
    try:
        return QuestionKind(name)
    except ValueError:
        if name:
            known = ", ".join(QuestionKind)
            node.fault(
                "unknown-kind",
                worded(
                    "%(name)s is not a kind of question (%(known)s)", name=repr(name), known=known
                ),
            )
        return None


def _check_keys(node: Node, kind: QuestionKind) -> None:
    """Keys that this kind needs, and keys that make sense for other kinds only."""
    entry = KINDS[kind]
    for key in (*entry.needs, *(_OF_ANSWERS if entry.takes_answer else ())):
        if not node.has(key):
            node.fault("missing-key", worded("the key %(key)s is missing", key=repr(key)), key=key)
    others = [key for key in _OF_KINDS if key not in entry.keys]
    for key in (*others, *(() if entry.takes_answer else _IF_ANSWERED)):
        if node.has(key):
            node.fault(
                "key-of-other-kind",
                worded("a %(kind)s question has no %(key)s", kind=kind, key=repr(key)),
                key=key,
            )
    _check_one_of(node, entry.needs_one_of)


def _check_one_of(node: Node, keys: tuple[str, ...]) -> None:
    given = [key for key in keys if node.has(key)]
    if keys and not given:
        message = worded("one of these keys is missing: %(names)s", names=", ".join(keys))
        node.fault("missing-key", message, key=keys[0])
    for key in given[1:]:
        node.fault(
            "one-key-too-many",
            worded("give %(one)s or %(other)s, not both", one=repr(given[0]), other=repr(key)),
            key=key,
        )


def _map(node: Node, vocabulary: Vocabulary) -> RiskMap | None:
    map_id = read_id(node, "map")
    if map_id and map_id not in vocabulary.maps:
        node.fault("unknown-id", worded("there is no map %(map)s", map=repr(map_id)), key="map")
    return vocabulary.maps.get(map_id)


def _points(node: Node) -> dict[str, dict[str, Decimal]]:
    points: dict[str, dict[str, Decimal]] = {}
    for score, inner in node.child("points").entries() if node.has("points") else ():
        found = {value: read_decimal(inner, value) for value, _ in inner.entries()}
        points[score] = {value: number for value, number in found.items() if number is not None}
    return points


def _phases(node: Node) -> tuple[ProjectPhase, ...]:
    known = tuple(ProjectPhase)
    for position, phase in enumerate(phases := read_ids(node, "phases")):
        if phase not in known:
            message = worded(
                "%(text)s is not one of: %(names)s", text=repr(phase), names=", ".join(known)
            )
            node.child("phases").child(position).fault("unknown-value", message)
    return tuple(ProjectPhase(phase) for phase in phases if phase in known)


def _links(node: Node) -> tuple[Link, ...]:
    links: dict[Link, None] = {}
    for item in node.listed("links"):
        if not item.expect_keys(("set", "question", "relation")):
            continue
        relation = read_word(item, "relation", RELATIONS)
        link = Link(read_id(item, "set"), read_id(item, "question"), relation)
        if link in links:
            item.fault("duplicate-id", worded("this link stands twice"))
        links[link] = None
    return tuple(links)


def _references(node: Node) -> tuple[str, ...]:
    """Kept letter by letter: ``1.10`` is not ``1.1`` where these come from."""
    references: dict[str, None] = {}
    for item in node.listed("references"):
        text = item.value if item.text() and isinstance(item.value, str) else ""
        if len(text) > MAX_REFERENCE:
            item.fault(
                "too-long",
                worded(
                    "%(count)s characters, at most %(most)s",
                    count=len(text),
                    most=MAX_REFERENCE,
                ),
            )
        if "\n" in text or forbidden_in_prose(text):
            item.fault("forbidden-character", worded("a reference is one line of printable text"))
        if text and text in references:
            item.fault(
                "duplicate-id", worded("%(text)s stands twice in this list", text=repr(text))
            )
        references[text] = None
    return tuple(references)
