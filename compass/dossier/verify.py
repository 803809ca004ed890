"""The vocabulary of verification: verdicts, reasons, and what the register adds to them.

Light on purpose: the inspection of a file, with pyHanko, happens in the press's child.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from compass.core.workflow import ReviewState

MAX_BYTES = 32 * 1024 * 1024


class Verdict(StrEnum):
    GENUINE = "genuine"
    COUNTERSIGNED = "countersigned"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ALTERED = "altered"
    UNKNOWN_KEY = "unknown-key"
    NOT_A_DOSSIER = "not-a-dossier"


class Reason(StrEnum):
    """Why; the words are made where they are shown."""

    SEAL_INTACT = "seal-intact"
    NO_DECISION = "no-decision"
    EXPIRED = "expired"
    IN_REGISTER = "in-register"
    OTHER_FILE = "other-file"
    NOT_IN_REGISTER = "not-in-register"
    TOO_LARGE = "too-large"
    TOO_COSTLY = "too-costly"
    NOT_A_PDF = "not-a-pdf"
    UNREADABLE = "unreadable"
    NO_RECORD = "no-record"
    NO_SEAL = "no-seal"
    CHANGED_AFTER_SEALING = "changed-after-sealing"
    MORE_AFTER_THE_SEAL = "more-after-the-seal"
    UNEXPECTED_SIGNATURE = "unexpected-signature"
    SIGNER_NOT_TRUSTED = "signer-not-trusted"
    KEY_NOT_TRUSTED = "key-not-trusted"
    KEY_EXPIRED = "key-expired"
    RECORD_UNREADABLE = "record-unreadable"


@dataclass(frozen=True)
class Verification:
    """``record`` is the attached file as it stands in the PDF: worth reading only when the verdict
    does not say otherwise. ``file_sha256`` is empty for a file that was too large to read."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    file_sha256: str = ""
    digest: str | None = None
    record: bytes | None = None
    sealed_at: dt.datetime | None = None
    countersigned_by: tuple[str, ...] = ()
    is_register_consulted: bool = False


@dataclass(frozen=True)
class RegisterEntry:
    state: ReviewState
    is_known_file: bool


class Register(Protocol):
    def lookup(self, digest: str, file_sha256: str) -> RegisterEntry | None: ...


_TRUSTED = frozenset({Verdict.GENUINE, Verdict.COUNTERSIGNED, Verdict.EXPIRED})
_STATES = {
    ReviewState.SUPERSEDED: Verdict.SUPERSEDED,
    ReviewState.EXPIRED: Verdict.EXPIRED,
    ReviewState.WITHDRAWN: Verdict.WITHDRAWN,
}


def with_register(verification: Verification, register: Register) -> Verification:
    """The same answer, now that the register was asked too."""
    asked = replace(verification, is_register_consulted=True)
    if verification.verdict not in _TRUSTED or verification.digest is None:
        return asked
    entry = register.lookup(verification.digest, verification.file_sha256)
    if entry is None:
        return replace(asked, reasons=(*asked.reasons, Reason.NOT_IN_REGISTER))
    reasons = (*asked.reasons, Reason.IN_REGISTER)
    if not entry.is_known_file and not verification.countersigned_by:
        reasons = (*reasons, Reason.OTHER_FILE)
    return replace(asked, verdict=_STATES.get(entry.state, asked.verdict), reasons=reasons)


def refused(reason: Reason) -> Verification:
    """The answer about a file that was not even opened, or that cost too much to read."""
    return Verification(Verdict.NOT_A_DOSSIER, (reason,))
