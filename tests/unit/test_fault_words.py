"""Words for faults in files: of faults that there are, and of all that officers can meet."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel

import compass.core
from compass.core.checking import check_folder
from compass.core.messages import Message, worded
from compass.core.yaml_problems import PROBLEMS
from compass.resources import resource
from compass.web.library.fault_words import FAULTS, detail
from compass.web.settings import LANGUAGES

SOURCE = "\n".join(
    path.read_text("utf-8") for path in Path(compass.core.__file__).parent.rglob("*.py")
)


@pytest.mark.parametrize("code", FAULTS)
def test_each_code_that_has_words_is_given_by_the_core(code: str) -> None:
    assert f'"{code}"' in SOURCE


def test_each_fault_of_a_question_set_has_words() -> None:
    given = set(re.findall(r'\.fault\(\s*"([a-z-]+)"', SOURCE))
    listed = (resource("question_sets") / "README.md").read_text("utf-8")
    table = listed.split("### What a check finds")[1].split("\n## ")[0]
    given |= set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", table.split("| code |")[1]))

    assert given - FAULTS.keys() == {"bad-digest"}  # of answers files, which nobody uploads


@pytest.fixture
def said():
    """A detail in a language."""

    def say(message: str, language: str) -> str:
        app = Flask("words")
        Babel(app, locale_selector=lambda: language)
        with app.test_request_context():
            return detail(message)

    return say


def test_a_detail_is_said_in_the_language_of_the_reader_with_its_data(said) -> None:
    message = worded("the key %(key)s is missing", key="'kind'")

    assert message == "the key 'kind' is missing"
    assert said(message, "nl") == "de sleutel 'kind' ontbreekt"
    assert said(message, "de") == "der Schlüssel 'kind' fehlt"


def test_what_a_detail_holds_is_said_in_that_language_too(said) -> None:
    message = worded("expected a list, found %(found)s", found=worded("a text"))

    assert said(message, "nl") == "hier hoort een lijst, gevonden: een tekst"


def test_a_detail_can_be_copied_as_reports_do(said) -> None:
    message = deepcopy(worded("the key %(key)s is missing", key="'kind'"))

    assert said(message, "nl") == "de sleutel 'kind' ontbreekt"


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("words", sorted(set(PROBLEMS.values())))
def test_what_the_parser_complains_about_is_said_in_the_language_of_the_reader(
    said, words: str, language: str
) -> None:
    assert isinstance(words, Message)
    assert said(words, language) != str(words)


@pytest.mark.parametrize("hostile", ["%(key)s", "%s %d", "100 %", "<b>"])
def test_data_is_never_read_as_a_sentence(said, hostile: str) -> None:
    message = worded("the key %(key)s is missing", key=hostile)

    assert said(message, "fr") == f"la clé {hostile} manque"


@pytest.mark.parametrize("name", sorted(set(re.findall(r"%\((\w+)\)s", SOURCE))))
def test_data_may_have_any_name(said, name: str) -> None:
    assert said(worded(f"%({name})s stands twice", **{name: "'a'"}), "fr") == "'a' stands twice"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_from_elsewhere_stays_as_it_is(said, language: str) -> None:
    assert said("mapping values are not allowed here", language).startswith("mapping")


def test_the_findings_in_a_spoilt_set_are_all_sentences_of_ours(tmp_path, every_kind_folder, said):
    folder = tmp_path / "every-kind" / "1.0.0"
    folder.mkdir(parents=True)
    for file in every_kind_folder.iterdir():
        text = file.read_text("utf-8")
        text = text.replace("kind: yes-no", "kind: maybe").replace("title:", "titel:", 3)
        (folder / file.name).write_text(text.replace("is:", "equals:"), "utf-8")

    found = check_folder(folder)

    assert len(found) > 10
    assert all(isinstance(fault.message, Message) for fault in found)
    assert all(said(fault.message, "nl") != str(fault.message) for fault in found)
