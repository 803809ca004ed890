"""Reads the texts of one question."""

from collections.abc import Mapping

from compass.core.documents import Node
from compass.core.kinds import KINDS, QuestionKind
from compass.core.messages import worded
from compass.core.prose import Prose, refuse_unknown
from compass.core.question_sets import Example, Question, QuestionText

MAX_TITLE = 40  # of a question: it has to fit beside the wheel and in a table's head
MIN_CHECKS = 3


def read_question_text(
    node: Node, question: Question, prose: Prose, lists: Mapping[str, Mapping[str, str]]
) -> QuestionText:
    """``lists`` are the labels of the set's option lists, which questions share."""
    kind = KINDS[question.kind]
    own_options = () if question.option_list else question.options
    keys = ["title", "text", "why", "checks", "bad", "good"]
    keys += ["options"] * bool(own_options) + ["unit"] * kind.has_range + ["rows"] * kind.has_rows
    refuse_unknown(node, keys)
    title = prose.read(node, "title")
    if len(title) > MAX_TITLE:
        message = worded(
            "%(count)s characters; a title has at most %(most)s",
            count=len(title),
            most=MAX_TITLE,
        )
        node.fault("too-long", message, key="title")
    has_why = kind.takes_answer or node.has("why")
    return QuestionText(
        title=title,
        text=prose.read(node, "text"),
        why=prose.read(node, "why") if has_why else "",
        checks=_checks(node, question, prose),
        bad=_example(node, "bad", question, prose),
        good=_example(node, "good", question, prose),
        options=(
            lists.get(question.option_list, {})
            if question.option_list
            else prose.labels_at(node, "options", own_options)
        ),
        unit=prose.take(node.child("unit"), is_neutral=True) if node.has("unit") else "",
        rows=prose.labels_at(node, "rows", question.rows),
    )


def _checks(node: Node, question: Question, prose: Prose) -> tuple[str, ...]:
    is_judgement = question.kind is QuestionKind.JUDGEMENT
    if not node.has("checks"):
        if is_judgement:
            node.fault("missing-text", worded("the text 'checks' is missing"), key="checks")
        return ()
    inner = node.child("checks")
    checks = tuple(prose.take(item) for item in inner.items())
    if is_judgement and isinstance(inner.value, list) and len(checks) < MIN_CHECKS:
        message = worded(
            "%(count)s checks; a judgement has at least %(least)s",
            count=len(checks),
            least=MIN_CHECKS,
        )
        node.fault("too-few-checks", message, key="checks")
    return checks


def _example(node: Node, key: str, question: Question, prose: Prose) -> Example | None:
    if not node.has(key):
        if question.kind is QuestionKind.JUDGEMENT:
            node.fault(
                "missing-text", worded("the text %(key)s is missing", key=repr(key)), key=key
            )
        return None
    inner = node.child(key)
    if not isinstance(inner.value, dict):
        inner.fault("bad-example", worded("an example names a service, an act and a consequence"))
        return None
    refuse_unknown(inner, ("service", "act", "consequence"))
    read = prose.read
    return Example(read(inner, "service"), read(inner, "act"), read(inner, "consequence"))
