"""What is wrong with a file, as data. Every reader collects all faults before it refuses."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error refuses the input. A warning is worth a look; a note says what was not decided."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Fault:
    """One finding. ``line`` is 0 where the file has no lines (content kept in the database)."""

    file: str
    line: int
    path: str
    code: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = f"{self.path}: " if self.path else ""
        weight = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        return _on_one_line(f"{place}: {weight}{where}{self.message} [{self.code}]")


def _on_one_line(text: str) -> str:
    """Names come from strangers: none may begin a line of its own, or command a terminal."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def errors_in(faults: Iterable[Fault]) -> list[Fault]:
    """Those that refuse the input."""
    return [fault for fault in faults if fault.severity is Severity.ERROR]


class FaultsError(Exception):
    """The input was refused; ``faults`` is the whole list, never only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))
