"""From record and question set to a sealed dossier, or to a draft that is never sealed."""

import datetime as dt
from dataclasses import dataclass

from compass.core.loading import load_content
from compass.core.record import digest
from compass.core.record_reading import parse_record
from compass.dossier.fields import LEAD, OFFICER, SEAL
from compass.dossier.keys import KeyStore
from compass.dossier.markup import Imprint, dossier_html
from compass.dossier.rendering import AttachedFile, Page, print_pdf
from compass.dossier.report import make_report
from compass.dossier.seal import LEVEL, SealWords, load_signer, seal
from compass.dossier.words import moment_text, translations

RECORD_NAME, SET_NAME = "record.json", "question-set.json"


@dataclass(frozen=True)
class IssueJob:
    """``record`` and ``question_set`` are canonical JSON; the same job prints the same bytes."""

    record: bytes
    question_set: bytes
    language: str
    issued_at: dt.datetime
    verify_url: str
    is_demo: bool = False
    is_draft: bool = False


@dataclass(frozen=True)
class IssuedPdf:
    pdf: bytes
    pages: int
    seal_level: str
    digest: str


def issue(job: IssueJob, keys: KeyStore) -> IssuedPdf:
    """The sealed dossier, or the draft where the job says so."""
    report = make_report(
        parse_record(job.record), digest(job.record), load_content(job.question_set), job.language
    )
    imprint = Imprint(
        issued_at=job.issued_at,
        verify_url=job.verify_url,
        ca_fingerprint="" if job.is_draft or not keys.is_self_issued else keys.ca_fingerprint,
        is_self_issued=keys.is_self_issued,
        is_draft=job.is_draft,
        is_demo=job.is_demo,
    )
    html = dossier_html(report, imprint)
    if job.is_draft:
        printed = print_pdf(Page(html, job.issued_at))
        return IssuedPdf(printed.pdf, printed.pages, "", report.digest)
    _ = translations(job.language).gettext
    labels = {
        SEAL: _("Seal of the organisation"),
        LEAD: _("Project lead"),
        OFFICER: _("Ethics officer"),
    }
    printed = print_pdf(Page(html, job.issued_at, _attachments(job), labels))
    words = SealWords(_("Sealed by the compass"), moment_text(job.issued_at, job.language))
    sealed = seal(printed.pdf, load_signer(keys), words)
    return IssuedPdf(sealed, printed.pages, LEVEL, report.digest)


def _attachments(job: IssueJob) -> tuple[AttachedFile, ...]:
    return (
        AttachedFile(RECORD_NAME, job.record, "The record of the review", "Source"),
        AttachedFile(SET_NAME, job.question_set, "The question set as asked", "Data"),
    )
