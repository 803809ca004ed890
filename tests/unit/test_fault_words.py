"""Words for faults in files: of faults that there are, and of all that officers can meet."""

import re
from pathlib import Path

import pytest

import compass.core
from compass.resources import resource
from compass.web.library.fault_words import FAULTS

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
