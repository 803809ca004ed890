"""What follows from the answers, printed in each language; nothing of it for sets without rules."""

import datetime as dt
import re

import pytest

from compass.core.answers import Answer, AnswerStatus, ProjectFacts
from compass.core.loading import load_folder
from compass.core.record import ReviewFacts, build_record, digest, record_bytes
from compass.core.record_reading import parse_record
from compass.dossier.markup import Imprint, dossier_html
from compass.dossier.report import make_report
from compass.resources import resource

IMPRINT = Imprint(dt.datetime(2026, 11, 25, tzinfo=dt.UTC), "", "", "")
SERIOUS = {"effect": "serious", "computer-does": ("assesses",), "personal-data": "yes"}
WORDS = {
    "en": ("What follows from the answers", "Full ethical compass – Due", "3 questions that count"),
    "nl": ("Wat volgt uit de antwoorden", "Volledig ethisch kompas – Nodig", "3 vragen die"),
    "fr": ("Ce qui découle des réponses", "Boussole éthique complète – Nécessaire", "3 questions"),
    "de": ("Was aus den Antworten folgt", "Ganzer ethischer Kompass – Nötig", "3 Fragen, die"),
}


def printed(set_id: str, answers, language: str) -> str:
    question_set = load_folder(resource("question_sets") / set_id / "1.0.0")
    content = record_bytes(
        build_record(
            question_set,
            origin="file",
            project=ProjectFacts("Fraud signals"),
            review=ReviewFacts("", "", "en"),
            people=(),
            answers={key: Answer(AnswerStatus.ANSWERED, value) for key, value in answers.items()},
        )
    )
    report = make_report(parse_record(content), digest(content), question_set, language)
    html = dossier_html(report, IMPRINT)
    return re.sub(r"\s+", " ", re.sub(r"</?(span|b)\b[^>]*>", "", html))


@pytest.mark.parametrize("language", WORDS)
def test_outcomes_are_printed_with_what_is_still_open(language):
    html = printed("compass-prescan", SERIOUS, language)

    assert [words for words in WORDS[language] if words not in html] == []
    assert '<a href="#follows">' in html


def test_the_law_is_printed_with_its_days_its_source_and_its_address():
    answers = {
        **SERIOUS,
        "high-risk-uses": ("sensitive-many",),
        "risk-signs": ("none-of-these",),
        "ai-system": "no",
    }

    html = printed("compass-prescan", answers, "en")

    assert "Applies from 25 May 2018. Checked on 25 November 2026. Source: General Data" in html
    assert 'href="http://data.europa.eu/eli/reg/2016/679/oj"' in html


def test_a_score_is_printed_with_the_answers_that_gave_it():
    html = printed("compass-prescan", {**SERIOUS, "risk-signs": ("vulnerable",)}, "en")

    assert "Signs of a high risk – 2 of 7" in html
    assert "Which answers gave what" in html
    assert "<td>1 of 6</td>" in html


def test_a_set_without_rules_prints_nothing_of_it():
    html = printed("digital-ethics-compass", {}, "en")

    assert "follows" not in html
