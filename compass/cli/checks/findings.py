"""One thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """``message`` says what to do, in one line; ``items`` lists what it is about."""

    check: str
    level: Level
    message: str
    items: tuple[str, ...] = ()
