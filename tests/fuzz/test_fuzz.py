"""A short run of the fuzz target; `make fuzz` looks further."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.mutations import mutate
from tests.fuzz.run import FULL, SMALL, case, run_batch
from tests.fuzz.target import read, read_files

ROOT = Path(__file__).resolve().parents[2]


def test_the_seeds_are_valid_sets():
    assert all(read(read_files(folder)) is not None for folder in (*SMALL, FULL))


def test_spoilt_sets_are_told_what_is_wrong_in_time_and_within_memory():
    """In a process of its own: the memory of this one is that of all the tests before."""
    command = [sys.executable, "-m", "tests.fuzz.run"]
    ran = subprocess.run(
        [*command, "--count", "1000", "--full", "10", "--jobs", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1010 files, 0 findings" in ran.stdout


def test_some_spoilt_sets_are_still_valid_and_most_are_not():
    sources = [read_files(folder) for folder in SMALL]

    valid = sum(read(case(number, 0, sources)) is not None for number in range(300))

    assert 3 <= valid <= 150


def test_the_same_seed_spoils_the_same_way():
    sources = [read_files(folder) for folder in SMALL]

    assert case(7, 1, sources) == case(7, 1, sources) != case(8, 1, sources)


def test_a_crash_is_a_finding_and_not_the_end(monkeypatch):
    monkeypatch.setattr("tests.fuzz.run.read", lambda _: 1 / 0)

    found = run_batch(range(2), seed=0, folders=SMALL).findings

    assert [one.number for one in found if "ZeroDivisionError" in one.what] == [0, 1]


def test_what_takes_too_long_is_a_finding_for_each_step(monkeypatch):
    monkeypatch.setattr("tests.fuzz.run.LIMITS", {"reading": 0, "checking": 0, "using": 0})

    batch = run_batch(range(1), seed=0, folders=SMALL)

    assert {finding.what.split()[0] for finding in batch.findings} >= {"reading", "checking"}


def test_too_much_memory_is_a_finding(monkeypatch):
    monkeypatch.setattr("tests.fuzz.run.MAX_MEMORY", 1)

    assert "MiB" in run_batch(range(1), seed=0, folders=SMALL).findings[-1].what


@pytest.mark.parametrize("seed", range(3))
def test_an_empty_file_can_be_spoilt_too(seed):
    mutate({"set.yaml": b""}, random.Random(seed))  # noqa: S311  # for chance, not for secrets
