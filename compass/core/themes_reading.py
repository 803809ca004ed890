"""Reads the pages of a set: themes, the groups in them, and their questions."""

from dataclasses import dataclass, field

from compass.core.conditions_reading import read_shown_when
from compass.core.documents import Node
from compass.core.messages import worded
from compass.core.question_sets import Group, Question, Theme
from compass.core.questions_reading import Vocabulary, read_question
from compass.core.reading import read_id


@dataclass
class Places:
    """Where themes, groups and questions stand in the file, for the checks that follow."""

    themes: dict[str, Node] = field(default_factory=dict)
    groups: dict[str, Node] = field(default_factory=dict)
    questions: dict[str, Node] = field(default_factory=dict)


def read_themes(root: Node, vocabulary: Vocabulary, places: Places) -> tuple[Theme, ...]:
    themes: list[Theme] = []
    node = root.child("themes")
    for item in node.items():
        if not item.expect_keys(("id", "questions"), ("shown_when",)) or not item.has("id"):
            continue
        theme = _theme(item, vocabulary, places)
        if theme.id in places.themes:
            item.fault(
                "duplicate-id", worded("the theme %(name)s stands twice", name=repr(theme.id))
            )
        elif theme.id:
            places.themes[theme.id] = item
            themes.append(theme)
    if node.value == []:
        node.fault("empty-list", worded("a question set has at least one theme"))
    return tuple(themes)


def ids_in(root: Node) -> set[str]:
    """The ids of all questions and groups as they stand in the file, the faulty ones too."""
    themes = root.value.get("themes") if isinstance(root.value, dict) else None
    found: set[str] = set()
    for theme in themes if isinstance(themes, list) else ():
        _collect_ids(theme, found)
    return found


def _collect_ids(holder: object, found: set[str]) -> None:
    questions = holder.get("questions") if isinstance(holder, dict) else None
    if isinstance(questions, dict):  # somebody wrote keys instead of a list
        found.update(questions)
        questions = [questions, *questions.values()]
    for item in questions if isinstance(questions, list) else ():
        if isinstance(item, dict):
            found |= {name for key in ("id", "group") if isinstance(name := item.get(key), str)}
            _collect_ids(item, found)


def _theme(node: Node, vocabulary: Vocabulary, places: Places) -> Theme:
    theme_id = read_id(node, "id")
    questions: list[Question] = []
    groups: list[Group] = []
    for item in node.child("questions").items() if node.has("questions") else ():
        if item.has("group"):
            _read_group(item, theme_id, vocabulary, places, groups, questions)
        else:
            _take(read_question(item, theme_id, vocabulary), item, places, questions)
    if node.child("questions").value == []:
        node.fault("empty-list", worded("a theme has at least one question"), key="questions")
    shown_when = read_shown_when(node)
    return Theme(theme_id, tuple(questions), tuple(groups), shown_when)


def _read_group(
    node: Node,
    theme_id: str,
    vocabulary: Vocabulary,
    places: Places,
    groups: list[Group],
    questions: list[Question],
) -> None:
    node.expect_keys(("group", "questions"), ("over", "shown_when"))
    group = Group(
        id=read_id(node, "group"),
        theme=theme_id,
        over=read_id(node, "over") or None,
        shown_when=read_shown_when(node),
    )
    if group.id and _is_new(group.id, node, places):
        places.groups[group.id] = node
        groups.append(group)
    for item in node.child("questions").items() if node.has("questions") else ():
        if item.has("group"):
            item.fault(
                "nested-group", worded("a group holds questions, no other group"), key="group"
            )
        else:
            _take(read_question(item, theme_id, vocabulary, group), item, places, questions)
    if node.child("questions").value == []:
        node.fault("empty-list", worded("a group has at least one question"), key="questions")


def _take(question: Question | None, node: Node, places: Places, questions: list[Question]) -> None:
    if question is not None and _is_new(question.id, node, places):
        places.questions[question.id] = node
        questions.append(question)


def _is_new(name: str, node: Node, places: Places) -> bool:
    """Questions and groups share their ids, so that an address or a path names one thing only."""
    for what, known in (
        (worded("question"), places.questions),
        (worded("group"), places.groups),
    ):
        if name in known:
            message = worded(
                "%(name)s is also the %(what)s in line %(line)s",
                name=repr(name),
                what=what,
                line=known[name].line,
            )
            node.fault("duplicate-id", message)
            return False
    return True
