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
from typing import IO, cast

from compass.dossier.issue import IssuedPdf, IssueJob
from compass.dossier.keys import KeyStore
from compass.dossier.messages import (
    Message,
    issue_message,
    pack,
    read_issued,
    read_verification,
    verify_message,
)
from compass.dossier.verify import MAX_BYTES, Verification, verify

__all__ = ["DossierPress", "IssueJob", "IssuedPdf", "PressError"]

MAX_ANSWER = 96 * 1024 * 1024
_PASSED_ON = ("PATH", "LANG", "HOME", "FONTCONFIG_FILE", "XDG_CACHE_HOME", "LD_LIBRARY_PATH")


class PressError(Exception):
    """No result: ``code`` is "busy", "timeout", "died" or the name of the child's error."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DossierPress:
    def __init__(
        self,
        keys: KeyStore,
        *,
        timeout: float = 60.0,
        wait: float = 20.0,
        cpu_seconds: int = 300,
        memory: int = 1024,
        jobs: int = 50,
    ) -> None:
        """``timeout`` for a job and ``wait`` for a free press in seconds, ``memory`` in MiB;
        ``cpu_seconds`` is for the child's whole life of at most ``jobs`` jobs."""
        self.keys = keys
        self._timeout, self._wait, self._jobs = timeout, wait, jobs
        self._limits = (str(cpu_seconds), str(memory))
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._done = 0

    def issue(self, job: IssueJob) -> IssuedPdf:
        """The sealed dossier, or the draft where the job says so; raises PressError."""
        return read_issued(self._ask(issue_message(job, self.keys)))

    def verify(self, pdf: bytes, *, trust: Sequence[bytes], today: dt.date) -> Verification:
        """What the file itself proves; a file that is too large is not passed on."""
        if len(pdf) > MAX_BYTES:
            return verify(pdf, trust=trust, today=today)
        return read_verification(self._ask(verify_message(pdf, tuple(trust), today)))

    def close(self) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()

    def _ask(self, message: Message) -> Message:
        if not self._lock.acquire(timeout=self._wait):
            raise PressError("busy")
        try:
            child = self._ready_child()
            self._done += 1
            try:
                answer = json.loads(_talk(child, pack(message), self._timeout))
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
        return child


def _talk(child: subprocess.Popen[bytes], data: bytes, timeout: float) -> bytes:
    """Send one message and read one answer, both at once: a full pipe never blocks."""
    end = time.monotonic() + timeout
    stdin, stdout = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    rest, got = memoryview(struct.pack(">I", len(data)) + data), bytearray()
    os.set_blocking(stdin.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
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
