"""Many people save at once, and processes die while they do: no acknowledged save is lost."""

import random
import selectors

QUESTIONS = ("channel", "groups", "oversight", "oversight-how", "reading-ease", "nickname")


def acknowledged(output: bytes):
    """Whole lines only: the last one may have been cut by a kill."""
    lines = output.decode().split("\n")[:-1]
    return [(q, int(v), text) for q, v, text in (line.split("\t") for line in lines)]


def run(arena, **task):
    saves = []
    for worker in arena.start(4, threads=10, **task):
        output, complaints = worker.communicate(timeout=300)
        assert worker.returncode == 0, complaints.decode()
        saves += acknowledged(output)
    return saves


def test_forty_writers_of_the_same_answer_lose_nothing(arena):
    saves = run(arena, saves=8, questions=("channel",))

    assert len(saves) == 4 * 10 * 8
    assert max(version for _, version, _ in saves) == 4 * 10 * 8
    arena.check_nothing_is_lost(saves)


def test_forty_writers_of_different_answers_lose_nothing(arena):
    saves = run(arena, saves=12, questions=QUESTIONS)

    assert len(saves) == 4 * 10 * 12
    assert {question for question, _, _ in saves} == set(QUESTIONS)
    arena.check_nothing_is_lost(saves)


def test_twenty_kills_while_writing_lose_nothing(arena):
    chance = random.Random(20261124)  # noqa: S311  # when to kill, no secret
    saves = []
    for _ in range(4):
        workers = arena.start(5, threads=3, saves=100_000, questions=QUESTIONS)
        for worker in workers:
            saves += kill_after(worker, chance.randint(1, 40))

    assert len(saves) > 20
    arena.check_file()
    arena.check_nothing_is_lost(saves)
    assert len(run_once(arena)) == 6


def run_once(arena):
    """After all that, a plain save still works."""
    [worker] = arena.start(1, threads=1, saves=6, questions=QUESTIONS)
    output, complaints = worker.communicate(timeout=60)
    assert worker.returncode == 0, complaints.decode()
    return acknowledged(output)


def kill_after(worker, lines):
    """SIGKILL once so many saves were acknowledged; gives all that it had acknowledged."""
    output = b""
    with selectors.DefaultSelector() as selector:
        selector.register(worker.stdout, selectors.EVENT_READ)
        while output.count(b"\n") < lines:
            assert selector.select(timeout=60), "the worker does not get on"
            output += worker.stdout.read1()
    worker.kill()
    output += worker.stdout.read()
    worker.wait()
    worker.stdout.close()
    worker.stderr.close()
    return acknowledged(output)
