"""The child of the press: limited in memory and time, reads jobs and answers them."""

import json
import logging
import os
import resource
import struct
import sys
from dataclasses import asdict
from math import ceil
from typing import IO

from weasyprint.urls import FatalURLFetchingError

from compass.dossier.inspection import verify
from compass.dossier.issue import issue
from compass.dossier.messages import Message, pack, read_issue_message, read_verify_message

MEBIBYTE = 1 << 20
LARGEST_FILE = 64 * MEBIBYTE


def main() -> None:
    try:
        _work()
    except (BrokenPipeError, KeyboardInterrupt):  # nobody waits for an answer any more
        os._exit(1)  # at once: closing the pipe would fail again


def _work() -> None:
    seconds, mebibytes = int(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nobody else may write to the answers
    logging.disable(logging.CRITICAL)  # texts of people must not reach a log
    _limit(mebibytes)
    _send(answers, pack({"ready": True}))  # everything is imported: what dies now died of a job
    while len(head := sys.stdin.buffer.read(4)) == 4:
        message = json.loads(sys.stdin.buffer.read(struct.unpack(">I", head)[0]))
        _limit_processor(seconds)
        _send(answers, _answer(message))


def _send(answers: IO[bytes], body: bytes) -> None:
    answers.write(struct.pack(">I", len(body)) + body)
    answers.flush()


def _limit(mebibytes: int) -> None:
    memory = mebibytes * MEBIBYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def _limit_processor(seconds: int) -> None:
    """So many seconds for this job: the limit counts from the start of the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = ceil(usage.ru_utime + usage.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))


def _answer(message: Message) -> bytes:
    """The result, or the name of the error: its text could quote what people wrote."""
    try:
        return pack({"result": _do(message)})
    except (Exception, FatalURLFetchingError) as error:  # the parent decides
        return pack({"error": type(error).__name__})


def _do(message: Message) -> Message:
    if message["do"] == "issue":
        return asdict(issue(*read_issue_message(message)))
    pdf, trust, today = read_verify_message(message)
    return asdict(verify(pdf, trust=trust, today=today))


if __name__ == "__main__":
    main()
