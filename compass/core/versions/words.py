"""Two texts side by side, word by word: what stayed, what went, what came."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MAX_WORK = 4_000_000  # pairs of words; longer texts are shown as one that went and one that came

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class RunKind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """What is the same or removed makes the old text; what is the same or added the new one."""

    kind: RunKind
    text: str


def work_of(before: str, after: str) -> int:
    """How many pairs of words there are to look at."""
    return len(_WORD.findall(before)) * len(_WORD.findall(after)) if before != after else 0


def word_runs(before: str, after: str, *, most: int = MAX_WORK) -> tuple[Run, ...]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if before == after:
        return _run(RunKind.SAME, before)
    if len(old) * len(new) > most:
        return (*_run(RunKind.REMOVED, before), *_run(RunKind.ADDED, after))
    runs: list[Run] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            runs += _run(RunKind.SAME, "".join(old[start:end]))
        else:
            runs += _run(RunKind.REMOVED, "".join(old[start:end]))
            runs += _run(RunKind.ADDED, "".join(new[new_start:new_end]))
    return tuple(runs)


def _run(kind: RunKind, text: str) -> tuple[Run, ...]:
    return (Run(kind, text),) if text else ()
