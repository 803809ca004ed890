"""The child of the press: limited in memory and time, reads jobs and answers them."""

import json
import logging
import os
import resource
import struct
import sys
from dataclasses import asdict

from weasyprint.urls import FatalURLFetchingError

from compass.dossier.issue import issue
from compass.dossier.messages import Message, pack, read_issue_message, read_verify_message
from compass.dossier.verify import verify

MEBIBYTE = 1 << 20
LARGEST_FILE = 64 * MEBIBYTE


def main() -> None:
    seconds, mebibytes = int(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nobody else may write to the answers
    logging.disable(logging.CRITICAL)  # texts of people must not reach a log
    _limit(seconds, mebibytes)
    while len(head := sys.stdin.buffer.read(4)) == 4:
        message = json.loads(sys.stdin.buffer.read(struct.unpack(">I", head)[0]))
        body = _answer(message)
        answers.write(struct.pack(">I", len(body)) + body)
        answers.flush()


def _limit(seconds: int, mebibytes: int) -> None:
    memory = mebibytes * MEBIBYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


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
