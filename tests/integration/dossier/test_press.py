"""The press: whatever a job does to its child, the web worker lives and the next job works."""

import datetime as dt
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import pytest

from compass.dossier import press_child
from compass.dossier.press import DossierPress, IssueJob, PressError
from compass.dossier.verify import Reason, Verdict

TODAY = dt.date(2026, 12, 1)
MakePress = Callable[..., DossierPress]


@pytest.fixture
def make_press(press: DossierPress) -> Iterator[MakePress]:
    """Presses with limits of their own, closed afterwards."""
    made: list[DossierPress] = []

    def make(**limits: float) -> DossierPress:
        made.append(DossierPress(press.keys, **limits))
        return made[-1]

    yield make
    for each in made:
        each.close()


def child_of(press: DossierPress) -> int:
    assert press._child is not None
    return press._child.pid


def test_a_job_that_takes_too_long_ends_its_child_and_the_next_one_works(
    make_press: MakePress, job: IssueJob, sealed
) -> None:
    press = make_press(timeout=0.01)

    with pytest.raises(PressError, match="timeout"):
        press.issue(job)

    assert press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY).verdict is Verdict.GENUINE


def test_a_job_that_takes_too_much_memory_fails_alone(make_press: MakePress, job: IssueJob) -> None:
    press = make_press(memory=350)

    with pytest.raises(PressError):
        press.issue(replace(job, record=job.record + b" " * 150_000_000))

    assert press._child is None


def test_a_job_has_all_its_seconds_of_the_processor_whatever_the_child_has_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits: list[tuple[int, int]] = []
    usage = SimpleNamespace(ru_utime=2.6, ru_stime=0.3)
    monkeypatch.setattr(resource, "getrusage", lambda _who: usage)
    monkeypatch.setattr(resource, "setrlimit", lambda _what, limit: limits.append(limit))

    press_child._limit_processor(1)

    assert limits == [(4, resource.RLIM_INFINITY)]


def test_a_file_that_takes_too_long_to_read_is_no_dossier(make_press: MakePress, sealed) -> None:
    press = make_press(verify_timeout=0.0001)

    found = press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY)

    assert found.verdict is Verdict.NOT_A_DOSSIER
    assert found.reasons == (Reason.TOO_COSTLY,)


def test_a_killed_child_is_replaced(make_press: MakePress, sealed) -> None:
    press = make_press()
    press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY)
    first = child_of(press)
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)

    found = press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY)

    assert found.verdict is Verdict.GENUINE
    assert child_of(press) != first


def test_the_child_is_replaced_after_a_number_of_jobs(make_press: MakePress, sealed) -> None:
    press = make_press(jobs=1)
    press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY)
    first = child_of(press)

    press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY)

    assert child_of(press) != first


def test_who_waits_too_long_for_the_press_is_told_so(make_press: MakePress, sealed) -> None:
    press = make_press(wait=0.01)

    with press._lock, pytest.raises(PressError, match="busy"):
        press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY)


def test_who_comes_to_a_crowded_press_is_told_so_at_once(make_press: MakePress, sealed) -> None:
    press = make_press(crowd=1, wait=3600)

    with press._crowd, pytest.raises(PressError, match="busy"):
        press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY)

    assert press.verify(sealed.pdf, trust=[sealed.ca], today=TODAY).verdict is Verdict.GENUINE


def test_threads_share_one_press_without_mixing_up_their_answers(
    make_press: MakePress, sealed
) -> None:
    press = make_press(crowd=4)
    files = [sealed.pdf, b"%PDF-1.7 noise", sealed.pdf, b"hello"]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda f: press.verify(f, trust=[sealed.ca], today=TODAY), files))

    assert [each.verdict.value for each in found] == [
        "genuine", "not-a-dossier", "genuine", "not-a-dossier",
    ]  # fmt: skip


def test_a_child_ends_with_its_parent(sealed, press: DossierPress) -> None:
    program = (
        "import sys, datetime as dt, pathlib\n"
        "from compass.dossier.press import DossierPress\n"
        "from compass.dossier.keys import KeyStore\n"
        "press = DossierPress(KeyStore(pathlib.Path(sys.argv[1])))\n"
        "press.verify(b'%PDF-', trust=[], today=dt.date(2026, 1, 1))\n"
        "print(press._child.pid, flush=True)\n"
        "import os; os._exit(0)\n"
    )
    command = [sys.executable, "-c", program, str(press.keys.folder)]

    pid = int(subprocess.run(command, capture_output=True, check=True).stdout)

    descriptor = _open_process(pid)
    assert descriptor is None or _has_ended(descriptor)


def _open_process(pid: int) -> int | None:
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return None


def _has_ended(descriptor: int) -> bool:
    import select

    ready, _, _ = select.select([descriptor], [], [], 30)
    os.close(descriptor)
    return bool(ready)


def test_a_worker_that_asks_the_press_loads_neither_weasyprint_nor_pyhanko() -> None:
    program = (
        "import sys, compass.dossier.press, compass.dossier.verify\n"
        "print([name for name in ('weasyprint', 'pyhanko') if name in sys.modules])"
    )

    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert result.stdout.strip() == b"[]"


def test_the_child_ends_without_a_word_when_nobody_waits_for_it() -> None:
    command = [sys.executable, "-I", "-m", "compass.dossier.press_child", "10", "1024"]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    child.stdout.close()

    _output, errors = child.communicate(timeout=60)

    assert errors == b""
