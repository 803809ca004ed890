"""What a dossier prints of an answer, in the words of the set, item by item."""

import pytest

from compass.core.answers import Action, Answer, AnswerStatus, ProjectFacts
from compass.core.record import ReviewFacts, build_record, digest, record_bytes
from compass.core.record_reading import parse_record
from compass.dossier.report import Report, make_report
from compass.dossier.values import value_text

VALUES = {
    "stakeholders": ("a1: Ouders", "b2: Scholen"),
    "channel": "other: een bus",
    "devices": ("phone", "other: een tablet"),
    "data": ("personal",),
    "reach": "97.5",
    "harm": {"severity": "grave", "likelihood": "rare"},
    "priorities": ("warmth", "speed", "clarity"),
    "places": {"archive": "personal", "backup": "public"},
    "signed": "yes",
    "a1/trust": {"before": "low", "after": "high"},
    "a1/heard": "yes",
    "b2/heard": "no",
    "a1/wishes": ("Een bank", "Licht"),
}


@pytest.fixture(scope="module")
def report(new_kinds) -> Report:
    return report_of(new_kinds, VALUES)


def report_of(new_kinds, values) -> Report:
    content = record_bytes(
        build_record(
            new_kinds,
            origin="file",
            project=ProjectFacts(),
            review=ReviewFacts("", "", "nl"),
            people=(),
            answers={
                where: Answer(AnswerStatus.ANSWERED, value) for where, value in values.items()
            },
            actions=(Action("bench", ("a1/wishes", "harm"), "Een bank"),),
        )
    )
    return make_report(parse_record(content), digest(content), new_kinds, "nl")


@pytest.mark.parametrize(
    ("where", "printed"),
    [
        ("stakeholders", "Ouders\nScholen"),
        ("channel", "Andere, namelijk: een bus"),
        ("devices", "Een telefoon\nAndere, namelijk: een tablet"),
        ("reach", "97,5 % van de mensen"),
        ("harm", "Ernst: Zwaar\nWaarschijnlijkheid: Zeldzaam\nRisico: Middelmatig"),
        ("priorities", "1. Een warm onthaal\n2. Snelheid\n3. Heldere woorden"),
        ("places", "In het archief: Over personen\nIn de reservekopie: Openbaar"),
        ("signed", "Wij bevestigen dit"),
        ("a1/trust", "Voor de verandering: Weinig vertrouwen\nNa de verandering: Veel vertrouwen"),
        ("b2/heard", "Nee"),
        ("a1/wishes", "Een bank\nLicht"),
        ("b2/trust", ""),
    ],
)
def test_each_kind_is_printed_in_words(report, where, printed):
    [entry] = [entry for entry in report.entries if entry.address == where]

    assert value_text(entry, "nl") == printed


@pytest.mark.parametrize(
    ("where", "value", "printed"),
    [
        ("places", {"backup": "public"}, "In de reservekopie: Openbaar"),
        ("harm", {"likelihood": "rare"}, "Waarschijnlijkheid: Zeldzaam"),
        ("priorities", ("warmth",), "1. Een warm onthaal"),
    ],
)
def test_what_was_begun_is_printed_and_does_not_count(new_kinds, report, where, value, printed):
    begun = report_of(new_kinds, {**VALUES, where: value})
    [entry] = [entry for entry in begun.entries if entry.address == where]

    assert entry.is_begun
    assert value_text(entry, "nl") == printed
    assert entry in begun.open_points
    assert begun.progress.answered == report.progress.answered - 1


def test_questions_of_a_group_stand_item_by_item(report):
    people = report.parts[1]

    assert [(entry.item.name, entry.question.id) for entry in people.entries if entry.item] == [
        ("Ouders", "trust"),
        ("Ouders", "heard"),
        ("Ouders", "wishes"),
        ("Scholen", "trust"),
        ("Scholen", "heard"),
    ]


def test_an_action_stands_with_the_item_that_it_is_for(report):
    [wishes] = [entry for entry in report.entries if entry.address == "a1/wishes"]

    assert [action.id for action in wishes.actions] == ["bench"]
    assert report.actions[0].codes == ("P3", "S6")


def test_levels_of_tables_are_no_part_of_the_wheel(report):
    assert report.scales == ()
