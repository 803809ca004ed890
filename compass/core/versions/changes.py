"""What an author declares about the questions that differ from the version before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from compass.core.faults import Fault

# With a question, a code and a message: the fault where the file speaks of the question.
MakeFault = Callable[[str, str, str], Fault]


class ChangeClass(StrEnum):
    WORDING = "wording"
    CLARIFIED = "clarified"
    MEANING = "meaning"
    NEW = "new"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"


# The classes of a question that stays, mildest first.
DEGREES = (ChangeClass.WORDING, ChangeClass.CLARIFIED, ChangeClass.MEANING)


@dataclass(frozen=True)
class Declared:
    """``origins`` are the questions of the version before out of which this one was split or
    merged; ``into`` says for a removed question in which ones it lives on."""

    change: ChangeClass
    origins: tuple[str, ...] = ()
    into: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changes:
    """``lines`` says where each path stands, for faults found later."""

    against: str
    questions: Mapping[str, Declared]
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
