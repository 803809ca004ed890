"""What holds for every set and every answer: hidden answers and the order of answering change
nothing, and a score is the sum of what it says."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compass.core.evaluation import evaluate
from compass.core.evaluation_data import evaluation_as_data
from compass.core.rules import Measure, ScoreMethod
from tests.unit.core.proof.answering import answers_to

SETS = ("impact-assessment", "decision-aid", "data-management", "risk-map", "explained")
FEW = settings(max_examples=15)


@pytest.fixture(scope="session", params=SETS)
def question_set(proof, request):
    return proof(request.param)


@FEW
@given(data=st.data())
def test_hidden_answers_never_change_anything(question_set, data):
    answers = data.draw(answers_to(question_set))
    evaluation = evaluate(question_set, answers)

    only_visible = {name: answers[name] for name in evaluation.visible if name in answers}

    assert evaluate(question_set, only_visible) == evaluation


@FEW
@given(data=st.data())
def test_other_hidden_answers_change_no_label_score_or_outcome(question_set, data):
    answers, others = data.draw(answers_to(question_set)), data.draw(answers_to(question_set))
    evaluation = evaluate(question_set, answers)
    visible = set(evaluation.visible)

    mixed = {name: answer for name, answer in answers.items() if name in visible}
    mixed |= {name: answer for name, answer in others.items() if name not in visible}

    assert evaluate(question_set, mixed) == evaluation


@FEW
@given(data=st.data())
def test_the_order_of_answering_never_matters(question_set, data):
    answers = data.draw(answers_to(question_set))
    reordered = data.draw(st.permutations(list(answers)))

    again = evaluate(question_set, {name: answers[name] for name in reordered})

    assert again == evaluate(question_set, answers)


@FEW
@given(data=st.data())
def test_a_score_is_what_its_explanation_adds_up_to(question_set, data):
    scores = evaluate(question_set, data.draw(answers_to(question_set))).scores

    for rule in question_set.scores:
        score = scores[rule.id]
        if rule.measure is Measure.POINTS and rule.method is ScoreMethod.SUM:
            given = sum((part.points for part in score.contributions), Decimal(0))
            first = score.adjustments[0].before if score.adjustments else None
            assert given == (first if first is not None else score.value) or rule.rounding
            assert score.maximum == sum((part.maximum for part in score.contributions), Decimal(0))
        assert all(part.points <= part.maximum for part in score.contributions)
        assert score.share is None or Decimal(0) <= score.share


@FEW
@given(data=st.data())
def test_every_evaluation_can_be_said_in_json_without_a_float(question_set, data):
    document = evaluation_as_data(evaluate(question_set, data.draw(answers_to(question_set))))

    def refuse(number):
        raise AssertionError(number)

    assert json.loads(json.dumps(document), parse_float=refuse) == document
