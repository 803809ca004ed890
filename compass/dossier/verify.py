"""The graded answer to "is this PDF genuine?", from the file alone or with the register."""

import datetime as dt
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from compass.core.faults import FaultsError
from compass.core.record import digest
from compass.core.record_reading import parse_record
from compass.core.workflow import ReviewState
from compass.dossier.fields import LEAD, OFFICER, SEAL
from compass.dossier.issue import RECORD_NAME, SET_NAME

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


@dataclass(frozen=True)
class Verification:
    """``reasons`` are codes; the words are made where they are shown. ``record`` is the attached
    file as it stands in the PDF: worth reading only when the verdict does not say otherwise."""

    verdict: Verdict
    reasons: tuple[str, ...]
    file_sha256: str
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


_STATES = {
    ReviewState.SUPERSEDED: Verdict.SUPERSEDED,
    ReviewState.EXPIRED: Verdict.EXPIRED,
    ReviewState.WITHDRAWN: Verdict.WITHDRAWN,
}


def verify(pdf: bytes, *, trust: Sequence[bytes], today: dt.date) -> Verification:
    """What the file itself proves, with ``trust`` (PEM certificates) as the roots."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    if len(pdf) > MAX_BYTES:
        return Verification(Verdict.NOT_A_DOSSIER, ("too-large",), sha256)
    if not pdf.startswith(b"%PDF-"):
        return Verification(Verdict.NOT_A_DOSSIER, ("not-a-pdf",), sha256)
    try:
        findings = _Findings(sha256)
        _inspect(pdf, trust, findings)
    except Exception:  # a stranger's file can break the reader in any way it likes
        findings.reasons.append("unreadable")
        return findings.judged(Verdict.ALTERED if findings.digest else Verdict.NOT_A_DOSSIER)
    return _with_validity(findings.verification(), today)


def with_register(verification: Verification, register: Register) -> Verification:
    """The same answer, now that the register was asked too."""
    asked = replace(verification, is_register_consulted=True)
    trusted = verification.verdict in (Verdict.GENUINE, Verdict.COUNTERSIGNED, Verdict.EXPIRED)
    if not trusted or verification.digest is None:
        return asked
    entry = register.lookup(verification.digest, verification.file_sha256)
    if entry is None:
        return replace(asked, reasons=(*asked.reasons, "not-in-register"))
    found = ("in-register",) if entry.is_known_file else ("in-register", "other-file")
    verdict = _STATES.get(entry.state, asked.verdict)
    return replace(asked, verdict=verdict, reasons=(*asked.reasons, *found))


@dataclass
class _Findings:
    """What the inspection has found so far."""

    file_sha256: str
    reasons: list[str] = field(default_factory=list)
    digest: str | None = None
    record: bytes | None = None
    sealed_at: dt.datetime | None = None
    countersigned_by: tuple[str, ...] = ()
    verdict: Verdict = Verdict.NOT_A_DOSSIER

    def judged(self, verdict: Verdict, *reasons: str) -> Verification:
        self.verdict = verdict
        self.reasons.extend(reasons)
        return self.verification()

    def verification(self) -> Verification:
        return Verification(
            verdict=self.verdict,
            reasons=tuple(self.reasons),
            file_sha256=self.file_sha256,
            digest=self.digest,
            record=self.record,
            sealed_at=self.sealed_at,
            countersigned_by=self.countersigned_by,
        )


def _inspect(pdf: bytes, trust: Sequence[bytes], findings: _Findings) -> None:
    reader = PdfFileReader(io.BytesIO(pdf))
    signatures = reader.embedded_signatures
    files = _attachments(reader)
    record = files.get(RECORD_NAME)
    if record is None or SET_NAME not in files:
        findings.judged(Verdict.ALTERED if signatures and record else Verdict.NOT_A_DOSSIER,
                        "no-record")  # fmt: skip
        return
    findings.record, findings.digest = record, digest(record)
    if not signatures:
        findings.judged(Verdict.ALTERED, "no-seal")
        return
    _judge(signatures, trust, findings)
    if findings.verdict is not Verdict.ALTERED and not _is_consistent(record, files[SET_NAME]):
        findings.judged(Verdict.ALTERED, "record-unreadable")


def _judge(signatures: Sequence[Any], trust: Sequence[bytes], findings: _Findings) -> None:
    roots = [certificate for content in trust for certificate in _certificates(content)]
    statuses = [_status(signature, roots) for signature in signatures]
    names = [signature.field_name for signature in signatures]
    if names[0] != SEAL or not _certifies(signatures[0]):
        findings.judged(Verdict.ALTERED, "no-seal")
    elif not all(_is_unharmed(status) for status in statuses):
        findings.judged(Verdict.ALTERED, "changed-after-sealing")
    elif statuses[-1].coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        findings.judged(Verdict.ALTERED, "more-after-the-seal")
    elif not set(names[1:]) <= {LEAD, OFFICER}:
        findings.judged(Verdict.ALTERED, "unexpected-signature")
    elif not statuses[0].trusted:
        findings.judged(Verdict.UNKNOWN_KEY, "key-not-trusted")
    else:
        findings.sealed_at = statuses[0].signer_reported_dt
        findings.countersigned_by = tuple(
            str(status.signing_cert.subject.human_friendly) for status in statuses[1:]
        )
        signed = Verdict.COUNTERSIGNED if findings.countersigned_by else Verdict.GENUINE
        findings.judged(signed, "seal-intact")


def _status(signature: Any, roots: Sequence[x509.Certificate]) -> Any:
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False)
    return validate_pdf_signature(signature, context)


def _is_unharmed(status: Any) -> bool:
    return bool(
        status.intact
        and status.valid
        and status.docmdp_ok
        and status.modification_level is not None
        and status.modification_level <= ModificationLevel.FORM_FILLING
    )


def _certifies(signature: Any) -> bool:
    return signature.docmdp_level is not None


def _certificates(content: bytes) -> list[x509.Certificate]:
    return [
        x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(content, multiple=True)
    ]


def _attachments(reader: PdfFileReader) -> Mapping[str, bytes]:
    """The embedded files by name, as the last revision of the PDF has them."""
    place: Any = reader.root
    for key in ("/Names", "/EmbeddedFiles", "/Names"):
        if key not in place:
            return {}
        place = place[key]
    found: dict[str, bytes] = {}
    for number in range(1, len(place), 2):
        specification = place[number]
        name = specification["/UF"] if "/UF" in specification else specification["/F"]
        found[str(name)] = specification["/EF"]["/F"].data
    return found


def _is_consistent(record: bytes, question_set: bytes) -> bool:
    """The record reads as one, and the attached question set is the one that it names."""
    try:
        named = parse_record(record).question_set.digest
    except FaultsError:
        return False
    return named == hashlib.sha256(question_set).hexdigest()


def _with_validity(verification: Verification, today: dt.date) -> Verification:
    """A dossier says until when its decision is valid: that holds without a register too."""
    if verification.record is None or verification.verdict not in (
        Verdict.GENUINE,
        Verdict.COUNTERSIGNED,
    ):
        return verification
    record = parse_record(verification.record)
    reasons = verification.reasons
    if record.decision is None:
        return replace(verification, reasons=(*reasons, "no-decision"))
    if record.decision.valid_until is not None and record.decision.valid_until < today:
        return replace(verification, verdict=Verdict.EXPIRED, reasons=(*reasons, "expired"))
    return verification
