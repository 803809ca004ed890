"""What differs in a question: its structure in words, its texts side by side."""

from collections.abc import Iterable, Mapping

from compass.core.documents import Tree
from compass.core.question_sets import Question
from compass.core.versions.differences import Difference
from compass.core.versions.grounds import conditions_of, rules_behind
from compass.web.versions.marks import (
    NAMES,
    ONLY_DIFFERING,
    Pair,
    differing_pair,
    lines_pair,
    names_pair,
    text_pair,
)
from compass.web.versions.telling.entries import entry_title, entry_words
from compass.web.versions.telling.questions import QUESTION_WORDS
from compass.web.versions.telling.side import ToldSide

_MAKERS = dict.fromkeys(ONLY_DIFFERING, differing_pair) | dict.fromkeys(NAMES, names_pair)


def pairs_of_question(
    differences: Iterable[Difference], question: str, before: ToldSide, after: ToldSide
) -> tuple[Pair, ...]:
    """What differs in structure and in the language of the sides."""
    found = [each for each in differences if each.language in ("", after.texts.language)]
    structural = {each.place for each in found if not each.language}
    return tuple(
        _of_question(difference, question, before, after)
        for difference in found
        if difference.place and not _is_told(difference, structural)
    )


def _is_told(difference: Difference, structural: set[str]) -> bool:
    """The label of an option that came or went stands with the options already."""
    field, _, inner = difference.place.partition(".")
    is_whole = difference.before is None or difference.after is None
    return bool(inner) and is_whole and field in structural and not inner.endswith(".text")


def _of_question(difference: Difference, name: str, before: ToldSide, after: ToldSide) -> Pair:
    if difference.language:
        return text_pair(difference)
    place = difference.place
    if place not in QUESTION_WORDS:
        return lines_pair(place, [str(difference.before)], [str(difference.after)])
    tell = QUESTION_WORDS[place]
    old, new = before.question_set.question(name), after.question_set.question(name)
    was, is_now = tell(before, old), tell(after, new)
    if place == "shown_when":
        was, is_now = _with_rules(was, is_now, old, new, before, after)
    return _MAKERS.get(place, lines_pair)(place, was, is_now)


def _with_rules(
    was: list[str], is_now: list[str], old: Question, new: Question, before: ToldSide,
    after: ToldSide,
) -> tuple[list[str], list[str]]:  # fmt: skip
    """With those of the rules behind the conditions that are others on the other side."""
    rules, rules_now = _rules(before, old), _rules(after, new)
    return (
        [*was, *_told_rules(before, rules, rules_now)],
        [*is_now, *_told_rules(after, rules_now, rules)],
    )


def _rules(side: ToldSide, question: Question) -> Mapping[str, Tree]:
    return rules_behind(side.question_set, conditions_of(side.question_set, question))


def _told_rules(
    side: ToldSide, rules: Mapping[str, Tree], others: Mapping[str, Tree]
) -> Iterable[str]:
    for name, rule in rules.items():
        if others.get(name) != rule:
            kind, _, key = name.partition(".")
            section = f"{kind}s"
            yield side.heading(entry_title(side, section, key))
            for lines in entry_words(side, section, key).values():
                yield from (f"– {line}" for line in lines)
