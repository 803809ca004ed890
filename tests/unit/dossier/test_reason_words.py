"""The facts behind a question, as lines in the language of the reader."""

import pytest

from compass.core.reasons import Reason, ReasonKind, ValueKind
from compass.dossier.reason_words import reason_line

SPOKEN = {
    Reason(ReasonKind.IS, "Sign", "yes", value_kind=ValueKind.YES_NO): (
        "“Sign” was answered with: Yes",
        "Ja",
    ),
    Reason(ReasonKind.IS, "Sign", "no", value_kind=ValueKind.YES_NO, is_negated=True): (
        "“Sign” was not answered with: No",
        "Nee",
    ),
    Reason(ReasonKind.AT_LEAST, "Harm", "Large", part="band"): (
        "“Harm – risk” is at least: Large",
        "Large",
    ),
    Reason(ReasonKind.IS, "Trust", "Much", part="Last year"): (
        "“Trust – Last year” was answered with: Much",
        "Last year",
    ),
    Reason(ReasonKind.ANSWERED, "Heard", item="Parents"): (
        "Parents: “Heard” has an answer",
        "Parents",
    ),
    Reason(ReasonKind.ANSWERED, "Heard", is_every=True): (
        "for each of them: “Heard” has an answer",
        "Heard",
    ),
    Reason(ReasonKind.AT_LEAST, "Reach", "1234.5", value_kind=ValueKind.NUMBER): (
        "“Reach” is at least: 1,234.5",
        "1.234,5",
    ),
    Reason(ReasonKind.IS, "Channel", "other", value_kind=ValueKind.OTHER): (
        "“Channel” was answered with: Other, namely",
        "Andere, namelijk",
    ),
    Reason(ReasonKind.SHARE_AT_LEAST, "Measures", "80"): (
        "the score “Measures” reaches 80% of its maximum",
        "80",
    ),
}


@pytest.mark.parametrize(("reason", "spoken"), SPOKEN.items(), ids=lambda one: str(one)[:40])
def test_a_reason_is_a_line_in_english_and_another_one_in_dutch(reason, spoken):
    english, in_dutch = spoken

    assert reason_line(reason, "en") == english
    assert in_dutch in reason_line(reason, "nl")
    assert reason_line(reason, "nl") != english


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
@pytest.mark.parametrize("kind", ReasonKind)
def test_each_kind_of_reason_and_its_opposite_are_said_in_each_language(kind, language):
    fact = reason_line(Reason(kind, "Subject", "5"), language)
    opposite = reason_line(Reason(kind, "Subject", "5", is_negated=True), language)

    assert "Subject" in fact
    assert "%" not in fact.replace("5%", "").replace("5 %", "").replace("5\N{NO-BREAK SPACE}%", "")
    assert fact != opposite
    assert language == "en" or fact != reason_line(Reason(kind, "Subject", "5"), "en")
