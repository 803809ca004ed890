"""From a folder to a question set and back from its canonical JSON."""

import hashlib
import json
import os
from decimal import Decimal

import pytest
import rfc8785
import yaml

from compass.core.conditions import All, Answered, Any_, AtLeast, Includes, Is, Not
from compass.core.faults import FaultsError
from compass.core.kinds import QuestionKind
from compass.core.loading import (
    UnknownSetError,
    check_folder,
    find_folders,
    load_content,
    load_folder,
    load_version,
)


def test_every_kind_of_question_is_in_the_fixture_set(every_kind):
    kinds = {question.kind for question in every_kind.questions}

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
