"""What is tried is enough: what all answers together can show, the few that are tried show too."""

from decimal import Decimal
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from compass.core.conditions import (
    All,
    Answered,
    Any_,
    AnyItem,
    AtLeast,
    EveryItem,
    HasLabel,
    HasOutcome,
    HasStatus,
    Includes,
    Is,
    ItemsAtLeast,
    Not,
    NumberAtLeast,
    NumberAtMost,
    ScoreAtLeast,
)
from compass.core.evaluation import evaluate
from compass.core.question_sets import Group
from compass.core.reachability.claims import ClaimKind
from compass.core.reachability.settling import settle
from compass.core.rules import Case, LabelRule, OutcomeRule, ScoreRule
from tests.unit.core.making import NOT_APPLICABLE, NOT_KNOWN, a_question, a_set, answered

OPTIONS = ("x", "y", "z")
LEVELS = ("low", "middle", "high")
_SUBSETS = [subset for size in (1, 2, 3) for subset in combinations(OPTIONS, size)]
EVERYTHING = {
    "a": [answered("yes"), answered("no")],
    "b": [answered(subset) for subset in _SUBSETS],
    "c": [answered(str(number)) for number in range(6)],
    "d": [answered(level) for level in LEVELS],
}

LEAVES = st.one_of(
    st.sampled_from([Is("a", "yes"), Is("a", "no"), Answered("a"), Answered("b"), Answered("d")]),
    st.sampled_from(
        [
            HasStatus(name, answer.status)
            for name in "abcd"
            for answer in (NOT_KNOWN, NOT_APPLICABLE)
        ]
    ),
    st.sampled_from([Includes("b", option) for option in OPTIONS]),
    st.integers(0, 6).map(lambda number: NumberAtLeast("c", Decimal(number))),
    st.integers(-1, 5).map(lambda number: NumberAtMost("c", Decimal(number))),
    st.integers(0, 2).map(lambda place: AtLeast("d", LEVELS[place], LEVELS[place:])),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any_(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)


def _set(shown, label, case):
    return a_set(
        a_question("a", points={"raw": {"yes": "2", "no": "0"}}),
        a_question("b", "multiple-choice", options=OPTIONS, shown_when=Is("a", "yes"),
                   points={"raw": {"x": "1", "y": "0", "z": "-1"}}),
        a_question("c", "range", minimum=Decimal(0), maximum=Decimal(5), step=Decimal(1)),
        a_question("d", "judgement", levels=LEVELS, scale="care", shown_when=Answered("a")),
        a_question("e", shown_when=shown),
        labels=(LabelRule("label", label),),
        scores=(ScoreRule("raw"),),
        outcomes=(
            OutcomeRule(
                "result",
                cases=(
                    Case("one", All((case, HasLabel("label")))),
                    Case("two", ScoreAtLeast("raw", Decimal(3))),
                ),
                otherwise="rest",
            ),
        ),
    )  # fmt: skip


@settings(max_examples=15)
@given(CONDITIONS, CONDITIONS, CONDITIONS)
def test_what_can_happen_is_seen_and_what_is_certain_never_happens(shown, label, case):
    question_set = _set(shown, label, case)
    happened = set()
    choices = [[None, NOT_KNOWN, NOT_APPLICABLE, *values] for values in EVERYTHING.values()]
    for chosen in product(*choices):
        answers = {
            name: answer
            for name, answer in zip(EVERYTHING, chosen, strict=True)
            if answer is not None
        }
        evaluation = evaluate(question_set, answers)
        happened |= {
            (ClaimKind.QUESTION, one.id, one.id in evaluation.visible)
            for one in question_set.questions
        }
        happened.add((ClaimKind.LABEL, "label", "label" in evaluation.labels))
        happened.add((ClaimKind.RESULT, evaluation.outcomes["result"], True))

    for settled in settle(question_set):
        claim = settled.claim
        assert settled.is_certain
        name = claim.sub or claim.id
        for seen in claim.wanted:
            can_happen = (claim.kind, name, seen) in happened
            assert (seen in settled.seen) is can_happen, (claim, seen)


ITEM_LEAVES = st.sampled_from([Is("in", "yes"), Is("in", "no"), Answered("in"), Answered("deep")])
OF_ITEMS = st.recursive(
    st.one_of(
        ITEM_LEAVES.map(lambda leaf: AnyItem("items", leaf)),
        ITEM_LEAVES.map(lambda leaf: EveryItem("items", leaf)),
        st.integers(1, 3).map(lambda count: ItemsAtLeast("items", count)),
        st.just(HasOutcome("result", "one")),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(All), st.tuples(inner, inner).map(Any_), inner.map(Not)
    ),
    max_leaves=3,
)


@settings(max_examples=40)
@given(OF_ITEMS)
def test_a_few_items_show_all_that_many_can(condition):
    question_set = a_set(
        a_question("items", "items"),
        a_question("in", group="each", over="items"),
        a_question("deep", group="each", over="items", shown_when=Is("in", "yes")),
        a_question("e", shown_when=condition),
        groups=(Group("each", "theme", over="items"),),
        outcomes=(
            OutcomeRule(
                "result",
                cases=(Case("one", AnyItem("items", Is("in", "yes"))),),
                otherwise="rest",
            ),
        ),
    )
    one_item = [None, NOT_KNOWN, answered("yes"), answered("no")]
    happened = False
    for count, *given_answers in product(range(4), *[one_item] * 3, [None, answered("no")]):
        answers = {f"i{number}/in": answer for number, answer in enumerate(given_answers[:3])}
        answers["i0/deep"] = given_answers[3]
        if count:
            answers["items"] = answered(tuple(f"i{number}: x" for number in range(count)))
        given_here = {where: answer for where, answer in answers.items() if answer is not None}
        happened = happened or "e" in evaluate(question_set, given_here).visible

    [settled] = [one for one in settle(question_set) if one.claim.kind is ClaimKind.QUESTION
                 and one.claim.id == "e"]  # fmt: skip

    if happened:
        assert True in settled.seen
    if settled.is_certain and True not in settled.seen:
        assert not happened
