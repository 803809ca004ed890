"""What a file proves about itself: its seal, its signatures, its attachments."""

import datetime as dt
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from compass.core.faults import FaultsError
from compass.core.record import Record, digest
from compass.core.record_reading import parse_record
from compass.dossier.envelope import is_as_written
from compass.dossier.fields import LEAD, OFFICER, SEAL
from compass.dossier.jobs import RECORD_NAME, SET_NAME
from compass.dossier.verify import MAX_BYTES, Reason, Verdict, Verification, refused


@dataclass(frozen=True)
class _Trust:
    """Who is trusted, and on which day."""

    roots: Sequence[x509.Certificate]
    today: dt.date

    def status(self, signature: Any, moment: dt.datetime | None = None) -> Any:
        end_of_day = dt.datetime.combine(self.today, dt.time.max, dt.UTC)
        context = ValidationContext(
            trust_roots=list(self.roots), allow_fetching=False, moment=moment or end_of_day
        )
        return validate_pdf_signature(signature, context)


@dataclass
class _Findings:
    """What the inspection has found so far."""

    file_sha256: str
    reasons: list[Reason] = field(default_factory=list)
    record: bytes | None = None
    sealed_at: dt.datetime | None = None
    countersigned_by: tuple[str, ...] = ()
    verdict: Verdict = Verdict.NOT_A_DOSSIER

    def judge(self, verdict: Verdict, *reasons: Reason) -> None:
        self.verdict = verdict
        self.reasons.extend(reasons)

    def verification(self) -> Verification:
        return Verification(
            verdict=self.verdict,
            reasons=tuple(self.reasons),
            file_sha256=self.file_sha256,
            digest=None if self.record is None else digest(self.record),
            record=self.record,
            sealed_at=self.sealed_at,
            countersigned_by=self.countersigned_by,
        )


def verify(pdf: bytes, *, trust: Sequence[bytes], today: dt.date) -> Verification:
    """What the file itself proves, with ``trust`` (PEM certificates) as the roots.

    Raises ValueError when ``trust`` is no certificate: that is not the file's fault."""
    if len(pdf) > MAX_BYTES:
        return refused(Reason.TOO_LARGE)
    roots = [certificate for content in trust for certificate in certificates(content)]
    findings = _Findings(hashlib.sha256(pdf).hexdigest())
    if not pdf.startswith(b"%PDF-"):
        findings.judge(Verdict.NOT_A_DOSSIER, Reason.NOT_A_PDF)
        return findings.verification()
    try:
        _inspect(pdf, _Trust(roots, today), findings)
    except MemoryError:
        raise  # the press says "too costly"
    except Exception:  # a stranger's file can break the reader in any way it likes
        found = Verdict.NOT_A_DOSSIER if findings.record is None else Verdict.ALTERED
        findings.judge(found, Reason.UNREADABLE)
    return _with_validity(findings.verification(), today)


def certificates(content: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM file; raises ValueError when it has none."""
    found = [
        x509.Certificate.load(der, strict=True)
        for kind, _headers, der in pem.unarmor(content, multiple=True)
        if kind == "CERTIFICATE"
    ]
    if not found:
        raise ValueError("no certificate in this file")
    return found


def _inspect(pdf: bytes, trust: _Trust, findings: _Findings) -> None:
    reader = PdfFileReader(io.BytesIO(pdf))
    signatures = reader.embedded_signatures
    files = _attachments(reader)
    record, question_set = files.get(RECORD_NAME), files.get(SET_NAME)
    if record is None or question_set is None:
        is_ours = record is not None or _has_our_fields(reader)
        findings.judge(Verdict.ALTERED if is_ours else Verdict.NOT_A_DOSSIER, Reason.NO_RECORD)
        return
    findings.record = record
    if not signatures:
        findings.judge(Verdict.ALTERED, Reason.NO_SEAL)
        return
    _judge(pdf, signatures, trust, findings)
    is_accepted = findings.verdict in (Verdict.GENUINE, Verdict.COUNTERSIGNED)
    if is_accepted and not _is_consistent(record, question_set):
        findings.judge(Verdict.ALTERED, Reason.RECORD_UNREADABLE)


def _judge(pdf: bytes, signatures: Sequence[Any], trust: _Trust, findings: _Findings) -> None:
    statuses = [trust.status(signature) for signature in signatures]
    seal, others = statuses[0], statuses[1:]
    names = [signature.field_name for signature in signatures]
    if names[0] != SEAL or signatures[0].docmdp_level is None:
        findings.judge(Verdict.ALTERED, Reason.NO_SEAL)
    elif not all(_is_unharmed(status) for status in statuses):
        findings.judge(Verdict.ALTERED, Reason.CHANGED_AFTER_SEALING)
    elif statuses[-1].coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        findings.judge(Verdict.ALTERED, Reason.MORE_AFTER_THE_SEAL)
    elif not set(names[1:]) <= {LEAD, OFFICER}:
        findings.judge(Verdict.ALTERED, Reason.UNEXPECTED_SIGNATURE)
    elif not seal.trusted:
        was_trusted = trust.status(signatures[0], seal.signer_reported_dt).trusted
        reason = Reason.KEY_EXPIRED if was_trusted else Reason.KEY_NOT_TRUSTED
        findings.judge(Verdict.UNKNOWN_KEY, reason)
    elif not others and not is_as_written(pdf, signatures[0]):  # else the others cover it
        findings.judge(Verdict.ALTERED, Reason.CHANGED_AFTER_SEALING)
    else:
        _accept(seal, others, findings)


def _accept(seal: Any, others: Sequence[Any], findings: _Findings) -> None:
    """Genuine. A countersignature is shown with the name in its certificate, and with a warning
    where nobody we trust vouches for that name."""
    findings.sealed_at = seal.signer_reported_dt
    findings.countersigned_by = tuple(
        str(status.signing_cert.subject.human_friendly) for status in others
    )
    findings.judge(Verdict.COUNTERSIGNED if others else Verdict.GENUINE, Reason.SEAL_INTACT)
    if not all(status.trusted for status in others):
        findings.reasons.append(Reason.SIGNER_NOT_TRUSTED)


def _is_unharmed(status: Any) -> bool:
    return bool(
        status.intact
        and status.valid
        and status.docmdp_ok
        and status.modification_level is not None
        and status.modification_level <= ModificationLevel.FORM_FILLING
    )


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


def _has_our_fields(reader: PdfFileReader) -> bool:
    listed = reader.root.get("/AcroForm", {}).get("/Fields", ())
    names = {str(listed[number].get("/T")) for number in range(len(listed))}  # by number: resolved
    return {SEAL, LEAD, OFFICER} <= names


def _is_consistent(record: bytes, question_set: bytes) -> bool:
    """The record reads as one, and the attached question set is the one that it names."""
    read = _read(record)
    return read is not None and read.question_set.digest == hashlib.sha256(question_set).hexdigest()


def _read(record: bytes) -> Record | None:
    try:
        return parse_record(record)
    except FaultsError:
        return None


def _with_validity(verification: Verification, today: dt.date) -> Verification:
    """A dossier says until when its decision is valid: that holds without a register too."""
    is_accepted = verification.verdict in (Verdict.GENUINE, Verdict.COUNTERSIGNED)
    if verification.record is None or not is_accepted:
        return verification
    reasons = verification.reasons
    record = _read(verification.record)
    if record is None or record.decision is None:
        return replace(verification, reasons=(*reasons, Reason.NO_DECISION))
    if record.decision.valid_until is not None and record.decision.valid_until < today:
        return replace(verification, verdict=Verdict.EXPIRED, reasons=(*reasons, Reason.EXPIRED))
    return verification
