"""Whether what scores and outcomes name is there, and whether every score has points to count."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from compass.core.documents import Node
from compass.core.kind_values import EACH
from compass.core.kinds import KINDS
from compass.core.messages import worded
from compass.core.question_sets import Question
from compass.core.rules import OutcomeRule, ScoreRule
from compass.core.score_sizes import MAX_DIGITS, digits_of_scores
from compass.core.structure import Structure


def lint_rules(structure: Structure) -> None:
    places = structure.places_of_rules("scores")
    for score in structure.scores:
        _lint_score(score, structure, places[score.id])
    _lint_sizes(structure, places)
    places = structure.places_of_rules("outcomes")
    for outcome in structure.outcomes:
        _lint_outcome(outcome, structure, places[outcome.id])
    for question in structure.questions:
        _lint_points(question, structure)


def _lint_score(score: ScoreRule, structure: Structure, node: Node) -> None:
    known = {rule.id for rule in structure.scores}
    for position, name in enumerate(score.of):
        if name not in known:
            message = worded("there is no score %(score)s", score=repr(name))
            node.child("of").child(position).fault("unknown-id", message)
    sources = score.of or [one.id for one in structure.questions if score.id in one.points]
    if not sources and not structure.unread:
        node.fault(
            "score-without-points",
            worded("no question has points for %(score)s", score=repr(score.id)),
        )
    for name in score.weights:
        if name not in sources and name not in structure.unread:
            message = worded(
                "%(name)s gives nothing to this score, so it has no weight", name=repr(name)
            )
            node.child("weights").fault("weight-of-nothing", message, key=name)


def _lint_sizes(structure: Structure, places: Mapping[str, Node]) -> None:
    for name, digits in digits_of_scores(structure.scores, structure.questions).items():
        if max(digits) > MAX_DIGITS:
            message = worded(
                "its numbers can grow beyond %(most)s digits: multiply less often",
                most=MAX_DIGITS,
            )
            places[name].fault("too-many-digits", message)


def _lint_outcome(outcome: OutcomeRule, structure: Structure, node: Node) -> None:
    if outcome.score is not None and outcome.score not in {one.id for one in structure.scores}:
        node.fault(
            "unknown-id",
            worded("there is no score %(score)s", score=repr(outcome.score)),
            key="score",
        )
    for key, results in (("bands", outcome.bands), ("cases", outcome.cases)):
        places = node.child(key).by_id() if results else {}
        for result in results:
            _lint_facts(result.facts, structure, places[result.id])
            _lint_starts(result.starts, structure, places[result.id])
    if outcome.otherwise_facts:
        _lint_facts(outcome.otherwise_facts, structure, node.child("otherwise"))
    if outcome.otherwise_starts:
        _lint_starts(outcome.otherwise_starts, structure, node.child("otherwise"))


def _lint_facts(facts: Iterable[str], structure: Structure, node: Node) -> None:
    known = {fact.id for fact in structure.facts}
    for position, name in enumerate(facts):
        if name not in known:
            message = worded("there is no %(name)s among the set's facts", name=repr(name))
            node.child("facts").child(position).fault("unknown-id", message)


def _lint_starts(set_id: str, structure: Structure, node: Node) -> None:
    if set_id and set_id == structure.id:
        node.fault("starts-itself", worded("a result starts another question set"), key="starts")


def _lint_points(question: Question, structure: Structure) -> None:
    node = structure.places.questions[question.id]
    made_of_scores = {rule.id for rule in structure.scores if rule.of}
    weights = {rule.id: rule.weights.get(question.id, Decimal(1)) for rule in structure.scores}
    for score, points in question.points.items():
        place = node.child("points").child(score)
        if score in made_of_scores:
            message = worded(
                "%(score)s is made of other scores: these points count for nothing",
                score=repr(score),
            )
            place.fault("points-of-nothing", message)
        if EACH in points and KINDS[question.kind].has_range:
            _lint_each(points[EACH] * weights.get(score, Decimal(1)), question, place)


def _lint_each(each: Decimal, question: Question, place: Node) -> None:
    """Most is reached at the top, or at the bottom where each one costs points."""
    code, bound = "each-without-maximum", question.maximum
    if each < 0:
        code, bound = "each-without-minimum", question.minimum
    if bound is None:
        message = worded("without this bound nobody knows how many points can be reached")
        place.fault(code, message, key=EACH)
