"""What a score says of the answers that gave it, in a language."""

from decimal import Decimal

import pytest

from compass.core.answer_labels import Said
from compass.core.answers import AnswerStatus
from compass.core.score_accounts import AccountLine
from compass.dossier.number_words import number_text
from compass.dossier.score_words import answer_text


def line(*said: Said, status=AnswerStatus.ANSWERED, is_score=False):
    one = Decimal(1)
    return AccountLine("a", "A", one, one, one, status=status, answer=said, is_score=is_score)


@pytest.mark.parametrize(
    ("said", "english", "dutch"),
    [
        (Said("yes", is_yes_no=True), "Yes", "Ja"),
        (Said("12.5", is_number=True, unit="km"), "12.5 km", "12,5 km"),
        (Said("-0.35", is_number=True), "-0.35", "-0,35"),
        (Said("Often"), "Often", "Often"),
        (Said("Often", part="likelihood"), "how likely: Often", "hoe waarschijnlijk: Often"),
        (Said("Much", part="Last year"), "Last year: Much", "Last year: Much"),
    ],
)
def test_an_answer_is_said_in_the_language_of_the_reader(said, english, dutch):
    assert answer_text(line(said), "en") == english
    assert answer_text(line(said), "nl") == dutch


def test_french_has_its_space_before_the_colon():
    said = line(Said("Souvent", part="Ces derniers mois"))

    assert answer_text(said, "fr") == "Ces derniers mois\N{NO-BREAK SPACE}: Souvent"


def test_several_answers_stand_in_one_line():
    assert answer_text(line(Said("One"), Said("Two")), "en") == "One; Two"


def test_what_has_no_answer_says_so_and_a_score_has_none():
    assert answer_text(line(status=None), "en") == "Not answered yet"
    assert answer_text(line(status=AnswerStatus.NOT_KNOWN), "en") == "Not known yet"
    assert answer_text(line(status=None, is_score=True), "en") == ""


def test_no_digit_of_a_number_is_lost():
    assert number_text(Decimal("1234.56789"), "en") == "1,234.56789"
    assert number_text(Decimal("0.85"), "fr") == "0,85"
