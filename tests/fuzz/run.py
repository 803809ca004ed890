"""`python -m tests.fuzz.run`: spoilt question sets, each within time and memory.

Every case is made from the seed and its number alone: `--seed 1 --first 23 --count 1 --full 0` runs
case 23 of the small sets again."""

import argparse
import random
import resource
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import FIXTURE_SETS
from tests.fuzz.mutations import Files, mutate
from tests.fuzz.target import check, read, read_files, use

# Seconds of processor time. What a check tries out is bounded by a number of steps, each about a
# microsecond: docs/decisions/reachability.md.
LIMITS = {"reading": 0.250, "checking": 10.0, "using": 0.250}
MAX_MEMORY = 256  # MiB, of the whole process
SEEDS = tuple(sorted((Path(__file__).parent / "seeds").glob("*/*")))
_LARGE = FIXTURE_SETS / "impact-assessment" / "1.0.0"  # a hundred questions
SMALL = (*sorted(set(FIXTURE_SETS.glob("*/*")) - {_LARGE}), *SEEDS)
FULL = FIXTURE_SETS.parents[2] / "question_sets" / "digital-ethics-compass" / "2.0.0"
BATCH = 100

Seconds = tuple[float, ...]  # step by step


@dataclass(frozen=True)
class Finding:
    number: int
    what: str


@dataclass(frozen=True)
class Batch:
    """``slowest`` are the most seconds of each step, with the case that took them; ``peak`` is the
    memory of the process so far, in MiB."""

    findings: tuple[Finding, ...]
    slowest: tuple[tuple[float, int], ...]
    peak: int


def case(number: int, seed: int, sources: list[Files]) -> Files:
    rng = random.Random(f"{seed}/{number}")  # noqa: S311  # for chance, not for secrets
    return mutate(rng.choice(sources), rng)


def run_batch(numbers: range, seed: int, folders: tuple[Path, ...]) -> Batch:
    sources = [read_files(folder) for folder in folders]
    found: list[Finding] = []
    slowest = ((0.0, numbers.start),) * len(LIMITS)
    for number in numbers:
        try:
            seconds = _quickest(case(number, seed, sources))
        except Exception:
            found.append(Finding(number, traceback.format_exc()))
            continue
        found += (Finding(number, what) for what in _too_slow(seconds))
        slowest = _slower(slowest, [(took, number) for took in seconds])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if peak > MAX_MEMORY:
        found.append(Finding(numbers.start, f"{peak} MiB of memory by now"))
    return Batch(tuple(found), slowest, peak)


def _too_slow(seconds: Seconds) -> Iterator[str]:
    for (step, limit), took in zip(LIMITS.items(), seconds, strict=True):
        if took > limit:
            yield f"{step} took {took * 1000:.0f} ms"


def _slower(
    some: Iterable[tuple[float, int]], others: Iterable[tuple[float, int]]
) -> tuple[tuple[float, int], ...]:
    return tuple(map(max, some, others))


def _quickest(files: Mapping[str, bytes]) -> Seconds:
    """Twice more where it was slow, so that a busy machine is no finding."""
    quickest = _timed(files)
    for _ in range(2):
        if any(_too_slow(quickest)):
            quickest = tuple(map(min, quickest, _timed(files)))
    return quickest


def _timed(files: Mapping[str, bytes]) -> Seconds:
    began = time.process_time()
    question_set = read(files)
    was_read = time.process_time()
    check(files)
    was_checked = time.process_time()
    if question_set is not None:
        use(question_set)
    return was_read - began, was_checked - was_read, time.process_time() - was_checked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="files from small sets")
    parser.add_argument("--full", type=int, default=500, help="files from the compass itself")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    with ProcessPoolExecutor(wanted.jobs) as pool:
        found = sum(
            _run(pool, name, range(wanted.first, wanted.first + count), wanted.seed, folders)
            for name, count, folders in (
                ("small", wanted.count, SMALL),
                ("full", wanted.full, (FULL,)),
            )
        )
    print(f"{wanted.count + wanted.full} files, {found} findings")
    return 1 if found else 0


def _run(
    pool: ProcessPoolExecutor, name: str, numbers: range, seed: int, folders: tuple[Path, ...]
) -> int:
    """The number of findings; each is printed when it is made."""
    batches = [numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH)]
    count, done, peak, slowest = 0, 0, 0, ((0.0, numbers.start),) * len(LIMITS)
    started = time.monotonic()
    results = pool.map(run_batch, batches, [seed] * len(batches), [folders] * len(batches))
    for batch, result in zip(batches, results, strict=True):
        for finding in result.findings:
            print(f"{name} case {finding.number} of seed {seed}: {finding.what}", flush=True)
        count += len(result.findings)
        done += len(batch)
        peak, slowest = max(peak, result.peak), _slower(slowest, result.slowest)
        if done == len(numbers) or done % (100 * BATCH) == 0:
            print(
                f"{name}: {done} files, {time.monotonic() - started:.0f} s, "
                f"{_at_most(slowest)}, {peak} MiB",
                flush=True,
            )
    return count


def _at_most(slowest: Iterable[tuple[float, int]]) -> str:
    return ", ".join(
        f"{step} at most {took * 1000:.0f} ms (case {number})"
        for step, (took, number) in zip(LIMITS, slowest, strict=True)
    )


if __name__ == "__main__":
    sys.exit(main())
