"""A question set cut down to what a claim depends on, so that trying it out is quick."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property

from compass.core.conditions import Condition
from compass.core.dependencies import Part, PartKind, dependencies, parts_behind
from compass.core.question_sets import Group, Question, QuestionSet, Theme
from compass.core.reachability.claims import Claim, ClaimKind


class Excerpts:
    def __init__(self, question_set: QuestionSet) -> None:
        self.whole = question_set

    @cached_property
    def _graph(self) -> dict[Part, set[Part]]:
        return dependencies(self.whole)

    def behind(self, claim: Claim) -> frozenset[Part]:
        return parts_behind(self._graph, claim.roots) | set(claim.roots)

    def excerpt(self, claim: Claim) -> QuestionSet:
        return _only(self.whole, self.behind(claim))


def conditions_in(question_set: QuestionSet) -> Iterator[Condition]:
    for theme in question_set.themes:
        conditional: tuple[Theme | Group | Question, ...] = (theme, *theme.groups, *theme.questions)
        yield from (one.shown_when for one in conditional if one.shown_when is not None)
    yield from (label.when for label in question_set.labels)
    for score in question_set.scores:
        yield from (rule.when for rule in score.adjustments)
    for outcome in question_set.outcomes:
        yield from (case.when for case in outcome.cases)


def stripped(question_set: QuestionSet, claim: Claim) -> QuestionSet:
    """The same set where everything is always shown, but for what the claim is about."""

    def bare(theme: Theme) -> Theme:
        return replace(
            theme,
            shown_when=_kept(ClaimKind.THEME, theme, claim),
            groups=tuple(
                replace(group, shown_when=_kept(ClaimKind.GROUP, group, claim))
                for group in theme.groups
            ),
            questions=tuple(
                replace(one, shown_when=_kept(ClaimKind.QUESTION, one, claim))
                for one in theme.questions
            ),
        )

    return replace(question_set, themes=tuple(bare(theme) for theme in question_set.themes))


def _kept(kind: ClaimKind, part: Theme | Group | Question, claim: Claim) -> Condition | None:
    return part.shown_when if (kind, part.id) == (claim.kind, claim.id) else None


def _only(question_set: QuestionSet, parts: Collection[Part]) -> QuestionSet:
    def has(kind: PartKind, name: str) -> bool:
        return Part(kind, name) in parts

    return replace(
        question_set,
        themes=tuple(
            replace(
                theme,
                groups=tuple(one for one in theme.groups if has(PartKind.GROUP, one.id)),
                questions=tuple(one for one in theme.questions if has(PartKind.QUESTION, one.id)),
            )
            for theme in question_set.themes
            if has(PartKind.THEME, theme.id)
        ),
        labels=tuple(one for one in question_set.labels if has(PartKind.LABEL, one.id)),
        scores=tuple(one for one in question_set.scores if has(PartKind.SCORE, one.id)),
        outcomes=tuple(one for one in question_set.outcomes if has(PartKind.OUTCOME, one.id)),
    )
