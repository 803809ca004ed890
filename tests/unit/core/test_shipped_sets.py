"""Every question set in this repository is sound and, where published, untouched."""

import re

import pytest

from compass.core.checking import check_folder
from compass.core.kinds import QuestionKind
from compass.core.loading import find_folders, load_folder
from compass.core.published import check_published, read_published
from compass.resources import resource

ROOT = resource("question_sets")
FOLDERS = find_folders(ROOT)
MAY_BREAK_BEFORE_A_SIGN = re.compile(r" [;:?!»%]|« ")


@pytest.mark.parametrize(
    "folder", FOLDERS, ids=lambda folder: f"{folder.parent.name} {folder.name}"
)
def test_a_shipped_set_has_no_fault(folder):
    assert [str(fault) for fault in check_folder(folder)] == []


@pytest.mark.parametrize(
    "folder", FOLDERS, ids=lambda folder: f"{folder.parent.name} {folder.name}"
)
def test_no_line_of_french_begins_with_a_sign_that_belongs_to_the_line_before(folder):
    lines = (folder / "fr.yaml").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if MAY_BREAK_BEFORE_A_SIGN.search(line)] == []


def test_links_between_shipped_sets_lead_to_questions_that_are_there():
    sets = [load_folder(folder) for folder in FOLDERS]
    asked = {(one.id, question.id) for one in sets for question in one.questions}

    for one in sets:
        for question in one.questions:
            assert {(link.set_id, link.question) for link in question.links} <= asked


def test_what_the_results_of_shipped_sets_start_is_shipped():
    sets = [load_folder(folder) for folder in FOLDERS]

    started = {name for one in sets for name in one.leads_to}

    assert started == {"digital-ethics-compass"}
    assert started <= {one.id for one in sets}


def test_published_versions_are_as_they_were():
    assert check_published(ROOT) == []


def test_the_compass_1_0_0_is_published():
    published = {(entry.id, entry.version) for entry in read_published(ROOT / "published.toml")}

    assert ("digital-ethics-compass", "1.0.0") in published


def test_the_compass_asks_22_questions_in_three_themes():
    compass = load_folder(ROOT / "digital-ethics-compass" / "1.0.0")

    assert [(theme.id, len(theme.questions)) for theme in compass.themes] == [
        ("data", 6),
        ("automation", 10),
        ("behaviour", 6),
    ]
    assert {question.kind for question in compass.questions} == {QuestionKind.JUDGEMENT}
    assert len(compass.principles) == 5
    assert len(compass.glossary) >= 25
