"""How a fault is told in one line."""

import pytest

from compass.core.faults import Fault


@pytest.mark.parametrize("hostile", ["a\n::error::b", "a\rb", "a\x1b[31mb", "a\u202eb", "a\u2028b"])
def test_names_of_strangers_neither_begin_a_line_nor_command_a_terminal(hostile):
    told = str(Fault(hostile, 3, hostile, "unknown-key", hostile))

    assert told.isprintable()
    assert told.endswith("[unknown-key]")


def test_letters_of_every_language_are_told_as_they_are():
    assert (
        str(Fault("été.yaml", 0, "", "x", "Größe 你好 مرحبا")) == "été.yaml: Größe 你好 مرحبا [x]"
    )
