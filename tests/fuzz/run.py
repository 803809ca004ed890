"""`python -m tests.fuzz.run --count 100000`: spoilt question sets, each within time and memory.

Every case is made from the seed and its number alone, so that a finding can be made again."""

import argparse
import random
import resource
import sys
import time
import traceback
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import FIXTURE_SETS
from tests.fuzz.mutations import Files, mutate
from tests.fuzz.target import read, read_files, try_out

MAX_SECONDS = 0.250  # of processor time
MAX_MEMORY = 256 * 1024  # KiB, of the whole process
SMALL = tuple(sorted((Path(__file__).parent / "seeds").glob("*/*")))
FULL = FIXTURE_SETS.parents[2] / "question_sets" / "digital-ethics-compass" / "1.0.0"
BATCH = 500


@dataclass(frozen=True)
class Finding:
    number: int
    what: str


def case(number: int, seed: int, sources: list[Files]) -> Files:
    rng = random.Random(f"{seed}/{number}")  # noqa: S311  # for chance, not for secrets
    return mutate(rng.choice(sources), rng)


def findings_in(numbers: range, seed: int, folders: tuple[Path, ...]) -> list[Finding]:
    sources = [read_files(folder) for folder in folders]
    found = [
        Finding(number, what)
        for number in numbers
        if (what := _trouble(case(number, seed, sources))) is not None
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if peak > MAX_MEMORY:
        found.append(Finding(numbers.start, f"{peak // 1024} MiB of memory by now"))
    return found


def _trouble(files: Mapping[str, bytes]) -> str | None:
    try:
        question_set = read(files)
        try_out(question_set, files)
        seconds = _quickest(files)
    except Exception:
        return traceback.format_exc()
    return None if seconds <= MAX_SECONDS else f"{seconds * 1000:.0f} ms"


def _quickest(files: Mapping[str, bytes]) -> float:
    """Processor time; twice more where it was slow, so that a busy machine is no finding."""
    quickest = _timed(files)
    for _ in range(2):
        if quickest > MAX_SECONDS:
            quickest = min(quickest, _timed(files))
    return quickest


def _timed(files: Mapping[str, bytes]) -> float:
    started = time.process_time()
    read(files)
    return time.process_time() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="files from small seeds")
    parser.add_argument("--full", type=int, default=500, help="files from the compass itself")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    work = [
        *((numbers, SMALL) for numbers in _batches(wanted.count)),
        *((numbers, (FULL,)) for numbers in _batches(wanted.full)),
    ]
    started, found = time.monotonic(), []
    with ProcessPoolExecutor(wanted.jobs) as pool:
        for findings in pool.map(
            findings_in,
            [numbers for numbers, _ in work],
            [wanted.seed] * len(work),
            [folders for _, folders in work],
        ):
            found += findings
    for finding in found:
        print(f"case {finding.number} of seed {wanted.seed}: {finding.what}")
    seconds = time.monotonic() - started
    print(f"{wanted.count + wanted.full} files, {len(found)} findings, {seconds:.0f} s")
    return 1 if found else 0


def _batches(count: int) -> list[range]:
    return [range(start, min(count, start + BATCH)) for start in range(0, count, BATCH)]


if __name__ == "__main__":
    sys.exit(main())
