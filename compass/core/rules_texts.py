"""The texts of labels, scores and outcomes."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from compass.core.documents import Node
from compass.core.messages import worded
from compass.core.prose import Prose, Section, by_own_id, read_records, refuse_unknown
from compass.core.question_sets import LabelText, OutcomeText, ResultText, ScoreText
from compass.core.rules import LabelRule, OutcomeRule, ScoreRule

if TYPE_CHECKING:
    from compass.core.structure import Structure


def _label(node: Node, _: LabelRule, prose: Prose) -> LabelText:
    refuse_unknown(node, ("label", "text"))
    return LabelText(prose.read(node, "label"), prose.read(node, "text"))


def _score(node: Node, rule: ScoreRule, prose: Prose) -> ScoreText:
    refuse_unknown(node, ("title", "text", "adjustments"))
    adjustments = [adjustment.id for adjustment in rule.adjustments]
    return ScoreText(
        prose.read(node, "title"),
        prose.read(node, "text"),
        prose.labels_at(node, "adjustments", adjustments),
    )


def _outcome(node: Node, rule: OutcomeRule, prose: Prose) -> OutcomeText:
    refuse_unknown(node, ("title", "text", "results"))
    title, text = prose.read(node, "title"), prose.read(node, "text")
    if not node.has("results"):
        node.fault("missing-text", worded("the text 'results' is missing"), key="results")
        return OutcomeText(title, text, {})
    results = read_records(node.child("results"), by_own_id(rule.results), _result, prose)
    return OutcomeText(title, text, results)


def _result(node: Node, _: str, prose: Prose) -> ResultText:
    """Obligations are optional: some results ask for nothing."""
    refuse_unknown(node, ("label", "text", "obligations"))
    has_any = node.has("obligations")
    items = node.child("obligations").items() if has_any else ()
    obligations = tuple(prose.take(item) for item in items)
    if has_any and not obligations:
        node.fault(
            "empty-list", worded("give an obligation or leave the key out"), key="obligations"
        )
    return ResultText(prose.read(node, "label"), prose.read(node, "text"), obligations)


def _unread(structure: "Structure") -> Collection[str]:
    return structure.unread_rules


RULE_SECTIONS: Mapping[str, Section[Any, Any]] = MappingProxyType(
    {
        "labels": Section(
            lambda structure: {rule.id: rule for rule in structure.labels}, _label, _unread
        ),
        "scores": Section(
            lambda structure: {rule.id: rule for rule in structure.scores}, _score, _unread
        ),
        "outcomes": Section(
            lambda structure: {rule.id: rule for rule in structure.outcomes}, _outcome, _unread
        ),
    }
)
