"""`make fuzz`: spoilt files, guided by which lines of the program they reach (libFuzzer).

Arguments are libFuzzer's; a finding is written to a file that, given as argument, runs it again."""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["compass.core"]):
    from tests.fuzz.run import SEEDS
    from tests.fuzz.target import check, read, read_files, use

SETS = [read_files(folder) for folder in SEEDS]
FILES = [(number, name) for number, files in enumerate(SETS) for name in sorted(files)]
LIMITS = ("-timeout=60", "-rss_limit_mb=1024", "-max_len=20000")


def one(data: bytes) -> None:
    """The first byte says which file of which seed the rest takes the place of."""
    if not data:
        return
    number, name = FILES[data[0] % len(FILES)]
    files = {**SETS[number], name: data[1:]}
    question_set = read(files)
    check(files)
    if question_set is not None:
        use(question_set)


def main() -> None:
    with tempfile.TemporaryDirectory() as corpus:
        for place, (number, name) in enumerate(FILES):
            (Path(corpus) / f"{number}-{name}").write_bytes(bytes([place]) + SETS[number][name])
        atheris.Setup([*sys.argv, *LIMITS, corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
