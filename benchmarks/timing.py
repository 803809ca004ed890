"""Processor time of two things that are done in turns, and the table of what came out."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Call = Callable[[], object]


@dataclass(frozen=True)
class Result:
    """Milliseconds of processor time; ``aim`` is a ratio, or without a floor milliseconds."""

    what: str
    ours: float
    floor: float | None
    ratio: float | None
    aim: float

    @property
    def is_met(self) -> bool:
        return (self.ours if self.ratio is None else self.ratio) <= self.aim


def compare(
    what: str, ours: Call, floor: Call, *, aim: float, rounds: int, calls: int = 1
) -> Result:
    """Medians over rounds; the ratio is the median of the ratios within a round."""
    for call in (ours, floor, ours, floor):
        _time(call, max(2, calls // 4))
    pairs = [(_time(ours, calls), _time(floor, calls)) for _ in range(rounds)]
    return Result(
        what,
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
        statistics.median(pair[0] / pair[1] for pair in pairs),
        aim,
    )


def measure(what: str, ours: Call, *, aim: float, rounds: int) -> Result:
    _time(ours, 1)
    return Result(what, statistics.median(_time(ours, 1) for _ in range(rounds)), None, None, aim)


def _time(call: Call, calls: int) -> float:
    gc.collect()
    started = time.process_time()
    for _ in range(calls):
        call()
    return (time.process_time() - started) * 1000 / calls


def print_table(results: list[Result]) -> None:
    print(f"{'what':52} {'ours ms':>9} {'floor ms':>9} {'ratio':>7} {'aim':>10}")
    for result in results:
        has_floor = result.ratio is not None
        floor = f"{result.floor:9.2f}" if has_floor else f"{'-':>9}"
        ratio = f"{result.ratio:7.2f}" if has_floor else f"{'-':>7}"
        aim = f"{result.aim:10.2f}" if has_floor else f"{result.aim:7.0f} ms"
        verdict = "ok" if result.is_met else "OVER"
        print(f"{result.what:52} {result.ours:9.2f} {floor} {ratio} {aim}  {verdict}")
