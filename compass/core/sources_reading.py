"""Reads what a set rests on: its sources, and the facts of the law with their dates."""

from compass.core.documents import Node
from compass.core.messages import worded
from compass.core.question_sets import Source
from compass.core.reading import read_day, read_id, read_partial_date, read_url
from compass.core.rules import Fact


def read_sources(root: Node) -> tuple[Source, ...]:
    sources: dict[str, Source] = {}
    for item in root.listed("sources"):
        if not item.expect_keys(("id", "url"), ("date", "accessed")) or not item.has("id"):
            continue
        source = Source(
            read_id(item, "id"),
            read_url(item, "url"),
            read_partial_date(item, "date"),
            read_partial_date(item, "accessed"),
        )
        if source.id in sources:
            item.fault(
                "duplicate-id", worded("the source %(name)s stands twice", name=repr(source.id))
            )
        elif source.id:
            sources[source.id] = source
    return tuple(sources.values())


def read_facts(root: Node) -> tuple[Fact, ...]:
    facts: dict[str, Fact] = {}
    for item in root.listed("facts"):
        if not item.expect_keys(("id", "source", "as_of"), ("from", "until")) or not item.has("id"):
            continue
        fact = _fact(item)
        if fact.id in facts:
            item.fault("duplicate-id", worded("the fact %(name)s stands twice", name=repr(fact.id)))
        elif fact.id:
            facts[fact.id] = fact
    return tuple(facts.values())


def _fact(node: Node) -> Fact:
    fact = Fact(
        read_id(node, "id"),
        read_id(node, "source"),
        read_day(node, "as_of"),
        read_day(node, "from"),
        read_day(node, "until"),
    )
    if fact.applies_from and fact.applies_until and fact.applies_until < fact.applies_from:
        node.fault("bad-range", worded("it ends before it begins"), key="until")
    return fact
