"""The pre-scan says of services as they occur what is due: compass, DPIA and FRIA."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compass.core.answers import AnswerStatus
from compass.core.evaluation import evaluate
from compass.core.kinds import QuestionKind
from compass.core.loading import load_folder
from compass.resources import resource
from tests.unit.core.making import NOT_APPLICABLE, NOT_KNOWN, answered

NO_SIGNS = {"high-risk-uses": ("none-of-these",), "risk-signs": ("none-of-these",)}
NO_AI = {"ai-system": "no"}
PARKING_PERMIT = {
    "effect": "small",
    "computer-does": ("rules", "decides-alone"),
    "personal-data": "yes",
    **NO_SIGNS,
    "risk-signs": ("many-people",),
    **NO_AI,
}
CHATBOT = {
    "effect": "small",
    "computer-does": ("converses",),
    "personal-data": "yes",
    **NO_SIGNS,
    "risk-signs": ("new-technology",),
    "ai-system": "yes",
    "ai-area": ("none-of-these",),
    "organisation": "public-body",
}
WELFARE_FRAUD = {
    "effect": "serious",
    "computer-does": ("assesses",),
    "personal-data": "yes",
    "high-risk-uses": ("exchange", "predict-from-others"),
    "risk-signs": ("vulnerable", "combined", "many-people"),
    "ai-system": "yes",
    "ai-area": ("benefits",),
    "organisation": "public-body",
}
SCHOOL_PLACE = {
    "effect": "serious",
    "computer-does": ("rules", "decides-alone"),
    "personal-data": "yes",
    **NO_SIGNS,
    "risk-signs": ("vulnerable", "many-people"),
    **NO_AI,
}
STATISTICS = {
    "effect": "none",
    "computer-does": ("shows",),
    "personal-data": "no",
    **NO_AI,
}
CAMERA = {
    "effect": "serious",
    "computer-does": ("assesses",),
    "personal-data": "yes",
    "high-risk-uses": ("public-space", "biometric-public"),
    "risk-signs": ("new-technology",),
    "ai-system": "yes",
    "ai-area": ("biometrics", "police"),
    "organisation": "public-body",
}
CARE_LEAVE = {
    "effect": "serious",
    "computer-does": ("rules",),
    "personal-data": "yes",
    "high-risk-uses": ("sensitive-many",),
    "risk-signs": ("none-of-these",),
    **NO_AI,
}
WATER_NETWORK = {
    "effect": "none",
    "computer-does": ("shows",),
    "personal-data": "no",
    "ai-system": "yes",
    "ai-area": ("infrastructure",),
    "organisation": "public-body",
}
EXAM_IN_PRIVATE_SCHOOL = {
    "effect": "serious",
    "computer-does": ("assesses",),
    "personal-data": "yes",
    **NO_SIGNS,
    "ai-system": "yes",
    "ai-area": ("education",),
    "organisation": "public-service",
}
CASES = {
    "the renewal of a parking permit": (PARKING_PERMIT, "not-due", "not-due", "no-ai"),
    "a chatbot about opening hours": (CHATBOT, "recommended", "not-due", "not-due"),
    "a chatbot about benefits": (CHATBOT | {"effect": "serious"}, "due", "not-due", "not-due"),
    "risk scores for welfare fraud": (WELFARE_FRAUD, "due", "due", "due"),
    "school places by fixed rules": (SCHOOL_PLACE, "due", "likely", "no-ai"),
    "school places with AI": (
        SCHOOL_PLACE
        | {"ai-system": "yes", "ai-area": ("education",), "organisation": "public-body"},
        "due",
        "likely",
        "due",
    ),
    "statistics for the own planning": (STATISTICS, "not-due", "no-personal-data", "no-ai"),
    "cameras that recognise people": (CAMERA, "due", "due", "due"),
    "care leave with health data": (CARE_LEAVE, "due", "due", "no-ai"),
    "leaks in the water network": (WATER_NETWORK, "recommended", "no-personal-data", "not-due"),
    "exams in a private school": (EXAM_IN_PRIVATE_SCHOOL, "due", "due", "due"),
    "a shop that recruits with AI": (
        EXAM_IN_PRIVATE_SCHOOL | {"ai-area": ("work",), "organisation": "neither"},
        "due",
        "due",
        "not-due",
    ),
    "a private lender": (
        EXAM_IN_PRIVATE_SCHOOL | {"ai-area": ("benefits",), "organisation": "neither"},
        "due",
        "due",
        "ask",
    ),
}


PRESCAN = load_folder(resource("question_sets") / "compass-prescan" / "1.0.0")


@pytest.fixture
def prescan():
    return PRESCAN


@pytest.fixture
def worked_out(prescan):
    def evaluated(answers):
        given = {
            question: value if value in (NOT_KNOWN, NOT_APPLICABLE) else answered(value)
            for question, value in answers.items()
        }
        return evaluate(prescan, given)

    return evaluated


def outcomes(compass, dpia, fria):
    return {"compass": compass, "dpia": dpia, "fria": fria}


@pytest.mark.parametrize(("answers", "compass", "dpia", "fria"), CASES.values(), ids=CASES)
def test_it_says_what_is_due(worked_out, answers, compass, dpia, fria):
    evaluation = worked_out(answers)

    assert evaluation.outcomes == outcomes(compass, dpia, fria)
    assert evaluation.unanswered == ()


def test_it_has_five_to_eight_questions_on_one_page(prescan):
    assert len(prescan.themes) == 1
    assert 5 <= len(prescan.answerable) <= 8


@pytest.mark.parametrize("unsure", [NOT_KNOWN, NOT_APPLICABLE])
@pytest.mark.parametrize("question", ["personal-data", "high-risk-uses", "risk-signs"])
def test_who_is_not_sure_about_data_asks_the_data_protection_officer(worked_out, question, unsure):
    evaluation = worked_out(PARKING_PERMIT | {question: unsure})

    assert evaluation.outcomes == outcomes("ask", "ask", "no-ai")
    assert "data-not-sure" in evaluation.labels


@pytest.mark.parametrize("question", ["effect", "computer-does"])
def test_who_is_not_sure_about_the_service_gets_no_all_clear(worked_out, question):
    evaluation = worked_out(PARKING_PERMIT | {question: NOT_KNOWN})

    assert evaluation.outcomes == outcomes("ask", "ask", "no-ai")
    assert "service-not-sure" in evaluation.labels


@pytest.mark.parametrize("question", ["ai-system", "ai-area", "organisation"])
def test_who_is_not_sure_about_ai_asks_the_legal_service(worked_out, question):
    evaluation = worked_out(WELFARE_FRAUD | {question: NOT_KNOWN})

    assert evaluation.outcomes["fria"] == "ask"
    assert "ai-not-sure" in evaluation.labels


def test_doubt_whether_it_is_ai_is_no_matter_where_no_listed_use_is(worked_out):
    evaluation = worked_out(CHATBOT | {"ai-system": NOT_KNOWN})

    assert evaluation.outcomes["fria"] == "not-due"


def test_what_is_certain_is_said_although_something_else_is_not_sure(worked_out):
    evaluation = worked_out(CAMERA | {"risk-signs": NOT_KNOWN, "effect": NOT_KNOWN})

    assert evaluation.outcomes == outcomes("due", "due", "due")


@pytest.mark.parametrize("open_question", PARKING_PERMIT)
def test_nobody_is_told_that_nothing_is_due_while_a_question_is_open(worked_out, open_question):
    answers = {name: value for name, value in PARKING_PERMIT.items() if name != open_question}

    evaluation = worked_out(answers)

    assert evaluation.outcomes["compass"] == "unfinished"
    assert len(evaluation.unanswered) >= 1


def given_to(question):
    options = st.sampled_from(question.options or ("yes", "no"))
    if question.kind is QuestionKind.MULTIPLE_CHOICE:
        options = st.lists(options, min_size=1, unique=True).map(tuple)
    return st.one_of(st.none(), st.just(NOT_KNOWN), st.just(NOT_APPLICABLE), options.map(answered))


@given(st.fixed_dictionaries({each.id: given_to(each) for each in PRESCAN.questions}))
def test_the_all_clear_needs_a_sure_answer_to_every_question(given_answers):
    answers = {question: answer for question, answer in given_answers.items() if answer}

    evaluation = evaluate(PRESCAN, answers)

    if evaluation.outcomes["compass"] == "not-due":
        assert evaluation.unanswered == ()
        assert {answers[name].status for name in evaluation.visible} == {AnswerStatus.ANSWERED}


def test_without_an_answer_nothing_is_said(worked_out):
    assert worked_out({}).outcomes == outcomes(None, None, None)


def test_a_serious_decision_without_a_person_counts_as_a_sign(worked_out):
    signs = worked_out(SCHOOL_PLACE | {"risk-signs": ("many-people",)}).scores["signs"]

    assert [adjustment.id for adjustment in signs.adjustments] == ["automated-decision"]
    assert signs.value == 2


def test_labels_are_gathered_along_the_way(worked_out):
    assert worked_out(CHATBOT).labels == ("personal-data", "ai-system", "tell-people",
                                          "public-deployer")  # fmt: skip
    assert "check-forbidden" in worked_out(CAMERA).labels


def test_legal_conditions_are_dated_and_have_a_source(prescan):
    dates = {fact.id: fact.applies_from for fact in prescan.facts}

    assert dates["annex-iii-date"] == dates["ai-27"] == "2027-12-02"
    assert dates["gdpr-35-3"] == "2018-05-25"
    assert all(fact.as_of and fact.source for fact in prescan.facts)
