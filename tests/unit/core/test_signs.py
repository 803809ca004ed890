"""What stands for an answer in a wheel, a list or a table."""

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.kinds import QuestionKind
from compass.core.signs import Sign, sign_of, sign_of_many

ANSWERED, NOT_KNOWN, NOT_APPLICABLE = (
    AnswerStatus.ANSWERED,
    AnswerStatus.NOT_KNOWN,
    AnswerStatus.NOT_APPLICABLE,
)


@pytest.fixture
def judgement(every_kind):
    return next(q for q in every_kind.questions if q.kind is QuestionKind.JUDGEMENT)


@pytest.fixture
def text(every_kind):
    return next(q for q in every_kind.questions if q.kind is QuestionKind.SHORT_TEXT)


def test_a_level_is_its_number_on_the_scale(judgement):
    assert sign_of(judgement, Answer(ANSWERED, judgement.levels[1])) == "2"


def test_an_answer_without_a_level_is_done(text):
    assert sign_of(text, Answer(ANSWERED, "Marie")) == Sign.DONE


@pytest.mark.parametrize(
    ("answer", "sign"),
    [
        (Answer(), Sign.TODO),
        (Answer(ANSWERED), Sign.TODO),
        (Answer(NOT_KNOWN), Sign.UNKNOWN),
        (Answer(NOT_APPLICABLE, reason="No data about people."), Sign.NOT_APPLICABLE),
        (Answer(NOT_APPLICABLE), Sign.TODO),  # the reason is missing
    ],
)
def test_what_has_no_level_has_a_sign(judgement, answer, sign):
    assert sign_of(judgement, answer) == sign


@pytest.mark.parametrize(
    ("signs", "together"),
    [
        (["3", "2", "4"], "2"),
        (["3", Sign.NOT_APPLICABLE], "3"),
        (["1", Sign.TODO, Sign.UNKNOWN], Sign.TODO),
        (["1", Sign.UNKNOWN], Sign.UNKNOWN),
        ([Sign.NOT_APPLICABLE, Sign.DONE], Sign.DONE),
        ([Sign.NOT_APPLICABLE, Sign.NOT_APPLICABLE], Sign.NOT_APPLICABLE),
        (["10", "9"], "9"),
    ],
)
def test_one_sign_for_all_items_is_the_one_that_needs_a_look_first(signs, together):
    assert sign_of_many(signs) == together
