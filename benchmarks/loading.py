"""Loading a set of 110 questions in four languages, from its files and from its content."""

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Result, measure
from compass.core.loading import load_content, load_files
from compass.resources import resource

AIM, ROUNDS, TIMES = 150, 9, 5
COMPASS = resource("question_sets") / "digital-ethics-compass" / "1.0.0"


def measure_loading() -> Iterator[Result]:
    files = larger(COMPASS)
    question_set = load_files(files)
    assert len(question_set.questions) == TIMES * 22
    assert len(question_set.languages) == 4
    what = f"loading {len(question_set.questions)} questions x 4 languages"
    yield measure(f"{what}, from files", lambda: load_files(files), aim=AIM, rounds=ROUNDS)
    content = question_set.content
    yield measure(f"{what}, stored", lambda: load_content(content), aim=AIM, rounds=ROUNDS)


def larger(folder: Path) -> dict[str, bytes]:
    """The compass five times over: every theme and question again under another id and code."""
    return {
        path.name: _repeated(path.read_text("utf-8")).encode()
        for path in sorted(folder.glob("*.yaml"))
    }


def _repeated(text: str) -> str:
    """Top-level sections about themes and questions stand ``TIMES`` times, with other ids."""
    found = []
    for part in re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE):
        head, _, body = part.partition("\n")
        if head.rstrip() in ("themes:", "questions:", "identical:"):
            copies = "".join(_renamed(body, number) for number in range(TIMES))
            found.append(f"{head}\n{copies}")
        else:
            found.append(part)
    return "".join(found)


def _renamed(body: str, number: int) -> str:
    for pattern, other in _NAMES:
        body = re.sub(pattern, other.replace("#", str(number)), body, flags=re.MULTILINE)
    return body


_NAMES = (
    (r"(?<=- id: )(\S+)$", r"\1-#"),  # in set.yaml
    (r"(?<=code: )([A-Z])", r"\g<1>#"),
    (r"^  ([a-z-]+):", r"  \1-#:"),  # in the files of languages
    (r"((?:questions|themes)\.[a-z-]+)", r"\1-#"),  # in their lists of identical texts
)
