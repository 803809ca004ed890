"""The press: prints, seals and verifies in one persistent child process with limits.

A layout that runs wild or a hostile file ends the child, never the web worker. The child starts on
first use, is replaced after a number of jobs and after any failure, and ends with its parent.
"""

import datetime as dt
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from math import ceil
from typing import IO, cast

from compass.dossier.jobs import IssuedPdf, IssueJob
from compass.dossier.keys import KeyStore
from compass.dossier.messages import (
    Message,
    issue_message,
    pack,
    read_issued,
    read_verification,
    verify_message,
)
from compass.dossier.verify import MAX_BYTES, Reason, Verification, refused

__all__ = ["DossierPress", "IssueJob", "IssuedPdf", "PressError"]

MAX_ANSWER = 96 * 1024 * 1024
START = 60.0  # seconds for a child to come up; a loaded machine takes a while to import it all
_COSTLY = frozenset({"timeout", "died", "MemoryError", "RecursionError"})
_PASSED_ON = ("PATH", "LANG", "HOME", "FONTCONFIG_FILE", "XDG_CACHE_HOME", "LD_LIBRARY_PATH")


class PressError(Exception):
    """No result: ``code`` is "busy", "start", "timeout", "died" or the child's own error."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DossierPress:
    def __init__(
        self,
        keys: KeyStore,
        *,
        timeout: float = 60.0,
        verify_timeout: float = 15.0,
        wait: float = 20.0,
        memory: int = 1024,
        jobs: int = 50,
        crowd: int = 3,
    ) -> None:
        """Timeouts for a job and ``wait`` for a free press in seconds, ``memory`` in MiB; after
        ``jobs`` jobs the child is replaced. ``crowd`` may stand at the press at once: one of a web
        worker's four threads less, so that pages go on."""
        self.keys = keys
        self._timeout, self._verify_timeout = timeout, verify_timeout
        self._wait, self._jobs = wait, jobs
        self._limits = (str(ceil(timeout)), str(memory))
        self._lock, self._crowd = threading.Lock(), threading.BoundedSemaphore(crowd)
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._done = 0

    def issue(self, job: IssueJob) -> IssuedPdf:
        """The sealed dossier, or the draft where the job says so; raises PressError, and KeysError
        where the keys cannot seal it."""
        if not job.is_draft:
            now = dt.datetime.now(dt.UTC)  # the seal carries the real time, whatever the job says
            self.keys.ensure(now)
            self.keys.check_seal(now)
        return read_issued(self._ask(issue_message(job, self.keys), self._timeout))

    def verify(self, pdf: bytes, *, trust: Sequence[bytes], today: dt.date) -> Verification:
        """What the file itself proves. One that is too large is not opened, and one that eats up
        time or memory is no dossier; raises PressError only for what is not the file's fault."""
        if len(pdf) > MAX_BYTES:
            return refused(Reason.TOO_LARGE)
        message = verify_message(pdf, tuple(trust), today)
        try:
            return read_verification(self._ask(message, self._verify_timeout))
        except PressError as error:
            if error.code not in _COSTLY:
                raise
            return refused(Reason.TOO_COSTLY)

    def close(self) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()

    def _ask(self, message: Message, timeout: float) -> Message:
        if not self._crowd.acquire(blocking=False):
            raise PressError("busy")
        try:
            return self._in_turn(message, timeout)
        finally:
            self._crowd.release()

    def _in_turn(self, message: Message, timeout: float) -> Message:
        if not self._lock.acquire(timeout=self._wait):
            raise PressError("busy")
        try:
            child = self._ready_child()
            self._done += 1
            try:
                answer = json.loads(_talk(child, _frame(pack(message)), timeout))
            except BaseException:
                self.close()
                raise
            if "error" in answer:
                self.close()
                raise PressError(str(answer["error"]))
            return cast("Message", answer["result"])
        finally:
            self._lock.release()

    def _ready_child(self) -> subprocess.Popen[bytes]:
        child = self._child
        is_ours = self._owner == os.getpid()
        if child is not None and is_ours and child.poll() is None and self._done < self._jobs:
            return child
        self.close()
        environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
        command = [sys.executable, "-I", "-m", "compass.dossier.press_child", *self._limits]
        child = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
            env=environment,
        )
        self._child, self._owner, self._done = child, os.getpid(), 0
        try:
            _talk(child, memoryview(b""), START)
        except PressError:
            self.close()
            raise PressError("start") from None
        return child


def _frame(data: bytes) -> memoryview:
    return memoryview(struct.pack(">I", len(data)) + data)


def _talk(child: subprocess.Popen[bytes], rest: memoryview, timeout: float) -> bytes:
    """Send what is to be sent and read one answer, both at once: a full pipe never blocks."""
    end = time.monotonic() + timeout
    stdin, stdout = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    got = bytearray()
    os.set_blocking(stdin.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        if rest:
            selector.register(stdin, selectors.EVENT_WRITE)
        while (left := end - time.monotonic()) > 0:
            for key, _mask in selector.select(left):
                if key.fileobj is stdin:
                    rest = _send(stdin, rest)
                    if not rest:
                        selector.unregister(stdin)
                elif _receive(stdout, got):
                    return bytes(got[4:])
    raise PressError("timeout")


def _send(pipe: IO[bytes], rest: memoryview) -> memoryview:
    try:
        return rest[os.write(pipe.fileno(), rest[:65536]) :]
    except BrokenPipeError:
        raise PressError("died") from None


def _receive(pipe: IO[bytes], got: bytearray) -> bool:
    """Read what is there; True once the whole answer has arrived."""
    chunk = os.read(pipe.fileno(), 1 << 16)
    if not chunk:
        raise PressError("died")
    got += chunk
    if len(got) < 4:
        return False
    size = 4 + int.from_bytes(got[:4], "big")
    if size > MAX_ANSWER:
        raise PressError("too-large")
    return len(got) >= size
