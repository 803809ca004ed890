"""From a folder to a question set and back from its canonical JSON."""

import hashlib
import json
import os
from decimal import Decimal

import pytest
import rfc8785
import yaml

from compass.core.checking import check_folder
from compass.core.conditions import All, Answered, Any_, AtLeast, Includes, Is, Not
from compass.core.faults import FaultsError
from compass.core.kinds import QuestionKind
from compass.core.loading import (
    find_folders,
    load_content,
    load_folder,
)
from compass.core.published import UnknownSetError, load_version
from compass.core.question_sets import Link
from compass.core.rules import Fact
from compass.core.workflow import ProjectPhase


def test_every_kind_of_question_is_in_the_fixture_sets(every_kind, new_kinds):
    kinds = {question.kind for question in (*every_kind.questions, *new_kinds.questions)}

    assert kinds == set(QuestionKind)


def test_questions_stand_in_the_order_of_their_themes(every_kind):
    assert [question.id for question in every_kind.questions][:3] == [
        "introduction", "uses-automation", "channel",
    ]  # fmt: skip
    assert [theme.id for theme in every_kind.themes] == ["service", "care", "words"]


def test_statements_are_no_questions_to_answer(every_kind):
    ids = {question.id for question in every_kind.answerable}

    assert "introduction" not in ids
    assert len(ids) == 9


def test_a_question_knows_its_levels_bounds_and_whether_it_may_stay_open(every_kind):
    assert every_kind.question("reading-ease").levels == ("hard", "fair", "easy")
    assert every_kind.question("false-alarms").maximum == Decimal(100)
    assert every_kind.question("nickname").is_required is False


def test_questions_can_be_keys_so_that_a_form_is_made_once_for_each(every_kind):
    forms = {question: question.id for question in every_kind.questions}

    assert len(forms) == len(every_kind.questions)


def test_questions_of_a_group_stand_in_their_theme_and_know_their_group(new_kinds):
    people = new_kinds.themes[1]

    assert [question.id for question in people.questions] == [
        "trust", "heard", "wishes", "priorities",
    ]  # fmt: skip
    assert [question.group for question in people.questions] == [*["per-stakeholder"] * 3, None]
    assert new_kinds.question("wishes").over == "stakeholders"
    assert new_kinds.groups["whole-risk"].over is None


def test_themes_and_groups_have_conditions(new_kinds):
    assert new_kinds.themes[1].shown_when == Answered("stakeholders")
    assert new_kinds.groups["whole-risk"].shown_when == Includes("data", "personal")


def test_an_option_list_gives_its_options_and_labels_to_each_question_that_names_it(new_kinds):
    classes = ("public", "internal", "personal")

    assert new_kinds.question("data").options == classes
    assert new_kinds.question("places").options == classes
    assert new_kinds.texts["nl"].questions["places"].options["personal"] == "Over personen"


def test_a_map_knows_the_band_of_each_severity_and_likelihood(new_kinds):
    risk_map = new_kinds.question("harm").map

    assert risk_map == new_kinds.maps["standard"]
    assert risk_map.cells["serious", "certain"] == "high"
    assert len(risk_map.cells) == 9
    assert new_kinds.question("harm-after").after == "harm"


def test_a_table_has_rows_and_levels(new_kinds):
    assert new_kinds.question("trust").rows == ("before", "after")
    assert new_kinds.question("trust").levels == ("low", "high")
    assert new_kinds.texts["fr"].questions["trust"].rows["after"] == "Après le changement"


def test_a_question_carries_roles_phases_links_references_and_facts(new_kinds):
    channel = new_kinds.question("channel")

    assert channel.references == ("1.10", "1.1", "urn:example:channel",
                                  "RDMO project/service channel")  # fmt: skip
    assert channel.links[0] == Link("every-kind", "channel", "same")
    assert channel.takes_other
    assert new_kinds.question("stakeholders").roles == ("counter-staff",)
    assert new_kinds.question("stakeholders").phases == (ProjectPhase.IDEA, ProjectPhase.DESIGN)
    assert new_kinds.question("data").facts == ("privacy-duty",)


def test_facts_name_their_source_and_dates(new_kinds):
    assert new_kinds.facts == (
        Fact("privacy-duty", "gdpr", as_of="2026-11-25", applies_from="2018-05-25"),
    )
    assert new_kinds.texts["de"].facts["privacy-duty"].title == "Pflicht zum Datenschutz"
    assert new_kinds.texts["en"].roles["legal"] == "Lawyer"
    assert new_kinds.texts["en"].maps["standard"]["high"] == "High"
    assert new_kinds.texts["en"].groups["per-stakeholder"].title == "Per stakeholder"


def test_a_range_has_bounds_and_a_step(new_kinds):
    reach = new_kinds.question("reach")

    assert (reach.minimum, reach.maximum, reach.step) == (0, 100, Decimal("2.5"))


def test_at_least_knows_every_level_that_it_accepts(every_kind):
    condition = every_kind.question("oversight-how").shown_when

    assert condition == All(
        (AtLeast("oversight", "largely", ("largely", "fully")), Not(Answered("stopped-on")))
    )


def test_conditions_are_read_as_written(every_kind):
    assert every_kind.question("stopped-on").shown_when == Any_(
        (Is("channel", "letter"), Includes("groups", "children"))
    )


def test_texts_are_there_in_every_language(every_kind):
    titles = {language: texts.title for language, texts in every_kind.texts.items()}

    assert list(titles) == ["en", "nl", "fr", "de"]
    assert titles["fr"] == "Un examen de chaque sorte"
    assert every_kind.texts["nl"].questions["oversight"].bad.service.startswith("Een huisvesting")


def test_the_digest_is_sha256_over_canonical_json_of_trees_that_hold_only_texts(
    every_kind, every_kind_folder
):
    files = {
        path.name: yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # texts only
        for path in every_kind_folder.iterdir()
    }

    content = rfc8785.dumps({"format": 1, "files": files})

    assert every_kind.content == content
    assert every_kind.digest == hashlib.sha256(content).hexdigest()


def test_comments_and_layout_change_no_digest_but_a_letter_does(folder, edit, every_kind):
    edit("set.yaml", "format: 1", "# a comment\nformat:   '1'")
    same = load_folder(folder).digest

    edit("en.yaml", "A short set", "A Short set")

    assert same == every_kind.digest
    assert load_folder(folder).digest != every_kind.digest


def test_the_canonical_content_gives_the_same_set_back(every_kind):
    again = load_content(every_kind.content)

    assert again.digest == every_kind.digest
    assert again.questions == every_kind.questions
    assert again.texts == every_kind.texts


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: data.update(format=2), "unknown-format"),
        (lambda data: data.update(extra=1), "unknown-key"),
        (lambda data: data.update(files=[]), "not-a-mapping"),
        (lambda data: data["files"]["set.yaml"].update(version=1), "not-a-text"),
        (lambda data: data["files"].pop("nl.yaml"), "missing-file"),
        pytest.param(lambda data: data["files"].pop("set.yaml"), "missing-file", id="no-set"),
        (lambda data: data["files"]["nl.yaml"].pop("title"), "missing-text"),
    ],
)
def test_spoilt_content_is_refused(every_kind, spoil, code):
    data = json.loads(every_kind.content)
    spoil(data)

    with pytest.raises(FaultsError) as caught:
        load_content(rfc8785.dumps(data))

    assert code in {fault.code for fault in caught.value.faults}


def test_content_that_is_not_canonical_is_refused(every_kind):
    with pytest.raises(FaultsError) as caught:
        load_content(b" " + every_kind.content)

    assert [fault.code for fault in caught.value.faults] == ["not-canonical"]


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b'{"format": 1}', b"\xff\xfe", b"{"])
def test_noise_is_refused_as_faults(content):
    with pytest.raises(FaultsError) as caught:
        load_content(content)

    assert caught.value.faults


def test_a_link_is_refused_and_not_followed(folder, tmp_path):
    (tmp_path / "secret").write_text("language: nl\n")
    (folder / "nl.yaml").unlink()
    (folder / "nl.yaml").symlink_to(tmp_path / "secret")

    faults = check_folder(folder)

    assert {(fault.code, os.path.basename(fault.file)) for fault in faults} >= {
        ("symlink", "nl.yaml")
    }


def test_a_folder_in_the_place_of_a_file_is_a_fault_like_any_other(folder):
    (folder / "nl.yaml").unlink()
    (folder / "nl.yaml").mkdir()

    assert [fault.code for fault in check_folder(folder)] == ["unreadable", "missing-file"]


def test_a_pipe_is_refused_and_not_waited_for(folder):
    (folder / "nl.yaml").unlink()
    os.mkfifo(folder / "nl.yaml")

    assert "unreadable" in {fault.code for fault in check_folder(folder)}


def test_a_folder_that_is_not_there_is_one_fault(tmp_path):
    assert [fault.code for fault in check_folder(tmp_path / "no" / "1.0.0")] == ["not-a-folder"]


def test_versions_are_found_by_name_and_never_guessed(folder, tmp_path):
    assert find_folders(tmp_path) == [folder]
    assert load_version([tmp_path], "every-kind", "1.0.0").version == "1.0.0"

    with pytest.raises(UnknownSetError):
        load_version([tmp_path], "every-kind", "1.0.1")
