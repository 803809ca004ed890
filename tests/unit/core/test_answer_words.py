"""What is wrong with an answer in a file is said so that it can be mended."""

import re
from pathlib import Path

import pytest

import compass.core
from compass.core.answer_words import fault_words
from tests.unit.core.making import a_question

CHECKS = ("values.py", "kind_checks.py", "items.py", "answers.py")
FOLDER = Path(compass.core.__file__).parent
GIVEN = sorted({
    code
    for name in CHECKS
    for line in (FOLDER / name).read_text("utf-8").splitlines()
    if "return" in line
    for code in re.findall(r'"(empty|[a-z]+(?:-[a-z]+)+)"', line)
})  # fmt: skip


@pytest.mark.parametrize("code", GIVEN)
def test_each_fault_has_words(code):
    assert fault_words(a_question("a"), code)


@pytest.mark.parametrize(
    ("question", "code", "words"),
    [
        (a_question("a", "single-choice", options=("phone", "desk"), takes_other=True),
         "unknown-option", "one of: phone, desk, other"),
        (a_question("a", "judgement", levels=("low", "high")), "unknown-level",
         "one of: low, high"),
        (a_question("a", "table", rows=("now", "then"), options=("much", "little")),
         "unknown-row", "one of: now: much, little; then: much, little"),
    ],
)  # fmt: skip
def test_what_can_be_chosen_is_named(question, code, words):
    assert fault_words(question, code) == words
