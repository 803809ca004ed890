"""What names something else in a set: whether it is there, is of the right sort, and is used."""

from collections.abc import Iterable, Mapping

from compass.core.documents import Node, enumerated
from compass.core.kinds import KINDS, OTHER
from compass.core.messages import worded
from compass.core.question_sets import Group, Question
from compass.core.rules import OutcomeRule
from compass.core.structure import Structure
from compass.core.values import is_on_grid


def lint_references(root: Node, structure: Structure) -> None:
    questions = {question.id: question for question in structure.questions}
    known = {
        "principles": frozenset(structure.principles),
        "terms": frozenset(structure.glossary),
        "roles": frozenset(structure.roles),
        "facts": frozenset(fact.id for fact in structure.facts),
    }
    scores = {score.id for score in structure.scores}
    for question in structure.questions:
        node = structure.places.questions[question.id]
        _lint_names(question, structure, known, node)
        _lint_numbers(question, node)
        _lint_points(question, scores, node)
        _lint_after(question, questions, structure, node)
        if question.takes_other and OTHER in question.options:
            message = worded(
                "%(other)s is what people choose to add an answer of their own", other=repr(OTHER)
            )
            node.fault("other-is-option", message, key="other")
    for group in structure.groups.values():
        _lint_over(group, questions, structure, structure.places.groups[group.id])
    _lint_facts(root, structure)


def lint_use(root: Node, structure: Structure) -> None:
    """What is declared and never used."""
    declared: dict[str, Iterable[str]] = {
        "scales": structure.scales,
        "option_lists": structure.option_lists,
        "maps": structure.maps,
        "principles": structure.principles,
        "roles": structure.roles,
        "glossary": structure.glossary,
        "facts": [fact.id for fact in structure.facts],
    }
    for section, used in _used(structure).items():
        unused = [name for name in declared[section] if name not in used]
        if unused:
            node = root.child(section)
            places = dict(node.entries()) if isinstance(node.value, dict) else node.by_id()
            for name in unused:
                places[name].fault(
                    _UNUSED[section], worded("%(name)s is used by no question", name=repr(name))
                )


_UNUSED = {
    "scales": "unused-scale",
    "option_lists": "unused-option-list",
    "maps": "unused-map",
    "principles": "unused-principle",
    "roles": "unused-role",
    "glossary": "unused-term",
    "facts": "unused-fact",
}


def _used(structure: Structure) -> dict[str, set[str | None]]:
    """Section -> the names in it that something uses."""
    questions, maps = structure.questions, structure.maps.values()
    return {
        "scales": {
            *(question.scale for question in questions),
            *(risk_map.severity_scale for risk_map in maps),
            *(risk_map.likelihood_scale for risk_map in maps),
        },
        "option_lists": {question.option_list for question in questions},
        "maps": {question.map.id for question in questions if question.map},
        "principles": {name for question in questions for name in question.principles},
        "roles": {name for question in questions for name in question.roles},
        "glossary": {name for question in questions for name in question.terms},
        "facts": {
            *(name for question in questions for name in question.facts),
            *(name for outcome in structure.outcomes for name in _facts_of(outcome)),
        },
    }


def _facts_of(outcome: OutcomeRule) -> tuple[str, ...]:
    of_bands = tuple(name for band in outcome.bands for name in band.facts)
    of_cases = tuple(name for case in outcome.cases for name in case.facts)
    return (*of_bands, *of_cases, *outcome.otherwise_facts)


def _lint_names(
    question: Question, structure: Structure, known: Mapping[str, frozenset[str]], node: Node
) -> None:
    for key, used in (
        ("principles", question.principles),
        ("terms", question.terms),
        ("roles", question.roles),
        ("facts", question.facts),
    ):
        _refuse_unknown(node, key, used, known[key])
    if question.scale and question.scale not in structure.scales:
        node.fault(
            "unknown-id",
            worded("there is no scale %(scale)s", scale=repr(question.scale)),
            key="scale",
        )
    if question.option_list and question.option_list not in structure.option_lists:
        message = worded("there is no option list %(name)s", name=repr(question.option_list))
        node.fault("unknown-id", message, key="option_list")


_NAMES = {
    "principles": worded("principles"),
    "terms": worded("glossary terms"),
    "roles": worded("roles"),
    "facts": worded("facts"),
}


def _refuse_unknown(node: Node, key: str, used: Iterable[str], known: frozenset[str]) -> None:
    for position, identifier in enumerate(used):
        if identifier not in known:
            item = node.child(key).child(position)
            item.fault(
                "unknown-id",
                worded(
                    "there is no %(name)s among the set's %(section)s",
                    name=repr(identifier),
                    section=_NAMES[key],
                ),
            )


def _lint_numbers(question: Question, node: Node) -> None:
    if question.step is not None and question.step <= 0:
        node.fault("bad-range", worded("a step is more than nothing"), key="step")
        return
    if question.minimum is None or question.maximum is None:
        return
    if question.minimum > question.maximum:
        node.fault("bad-range", worded("the minimum is higher than the maximum"), key="minimum")
    elif question.step is not None and not is_on_grid(
        question.maximum, question.minimum, question.step
    ):
        node.fault("bad-range", worded("no number of steps leads to the maximum"), key="maximum")


def _lint_points(question: Question, scores: set[str], node: Node) -> None:
    allowed = dict.fromkeys(KINDS[question.kind].scored(question))
    for score, points in question.points.items():
        place = node.child("points").child(score)
        if score not in scores:
            place.fault("unknown-id", worded("there is no score %(score)s", score=repr(score)))
        for value in points:
            if value not in allowed:
                known = enumerated(allowed) or "nothing"
                place.fault(
                    "unknown-value", worded("points go to: %(known)s", known=known), key=value
                )


def _lint_after(
    question: Question, questions: Mapping[str, Question], structure: Structure, node: Node
) -> None:
    """The same risk before and after measures: one map, asked for the same thing."""
    if question.after is None:
        return
    before = questions.get(question.after)
    if before is None or before.map is None:
        if question.after not in structure.unread:
            node.fault(
                "unknown-id",
                worded("there is no risk question %(after)s", after=repr(question.after)),
                key="after",
            )
    elif before.map != question.map or before.over != question.over:
        message = worded(
            "%(before)s has another map or is asked for other items", before=repr(before.id)
        )
        node.fault("bad-after", message, key="after")
    elif before.after is not None or before is question:
        node.fault(
            "bad-after",
            worded("%(before)s is no risk before measures", before=repr(before.id)),
            key="after",
        )


def _lint_over(
    group: Group, questions: Mapping[str, Question], structure: Structure, node: Node
) -> None:
    if group.over is None or group.over in structure.unread:
        return
    listed = questions.get(group.over)
    if listed is None or not KINDS[listed.kind].has_items:
        node.fault(
            "unknown-id",
            worded("there is no question of items %(over)s", over=repr(group.over)),
            key="over",
        )
    elif listed.over is not None:
        message = worded("%(listed)s is asked for each item itself", listed=repr(listed.id))
        node.fault("nested-group", message, key="over")


def _lint_facts(root: Node, structure: Structure) -> None:
    sources = {source.id for source in structure.sources}
    places = root.child("facts").by_id() if structure.facts else {}
    for fact in structure.facts:
        if fact.source and fact.source not in sources:
            message = worded("there is no source %(source)s", source=repr(fact.source))
            places[fact.id].fault("unknown-id", message, key="source")
