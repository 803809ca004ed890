"""The words for faults in files speak of faults that there are."""

from pathlib import Path

import pytest

import compass.core
from compass.web.library.fault_words import FAULTS

SOURCE = "\n".join(
    path.read_text("utf-8") for path in Path(compass.core.__file__).parent.rglob("*.py")
)


@pytest.mark.parametrize("code", FAULTS)
def test_each_code_that_has_words_is_given_by_the_core(code: str) -> None:
    assert f'"{code}"' in SOURCE
