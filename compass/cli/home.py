"""Where the state lies, and the question sets that commands without a database read."""

import os
from pathlib import Path

from compass.resources import resource


def home() -> Path:
    return Path(os.environ.get("COMPASS_HOME") or "instance")


def question_set_roots() -> tuple[Path, ...]:
    """The shipped sets first: no folder of a home can take the place of a published version."""
    return resource("question_sets"), home() / "question_sets"
