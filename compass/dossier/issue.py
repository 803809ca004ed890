"""From record and question set to a sealed dossier, or to a draft that is never sealed."""

from functools import lru_cache

from compass.core.loading import load_content
from compass.core.record import digest
from compass.core.record_reading import parse_record
from compass.dossier.fields import LEAD, OFFICER, SEAL
from compass.dossier.fonts import printable
from compass.dossier.jobs import RECORD_NAME, SET_NAME, IssuedPdf, IssueJob
from compass.dossier.keys import KeyStore
from compass.dossier.markup import Imprint, dossier_html
from compass.dossier.rendering import AttachedFile, Page, Printed, print_pdf
from compass.dossier.report import make_report
from compass.dossier.seal import LEVEL, SealWords, load_signer, seal
from compass.dossier.words import moment_text, translations

_question_set = lru_cache(maxsize=4)(load_content)  # a press sees the same few again and again


def issue(job: IssueJob, keys: KeyStore) -> IssuedPdf:
    """The sealed dossier, or the draft where the job says so."""
    printed = print_dossier(job, keys)
    if job.is_draft:
        return IssuedPdf(printed.pdf, printed.pages, "", digest(job.record))
    signer = load_signer(keys)
    _ = translations(job.language).gettext
    words = SealWords(
        printable(_("Sealed by %(name)s") % {"name": signer.subject_name}),
        moment_text(job.issued_at, job.language),
    )
    return IssuedPdf(seal(printed.pdf, signer, words), printed.pages, LEVEL, digest(job.record))


def print_dossier(job: IssueJob, keys: KeyStore) -> Printed:
    """The pages before they are sealed: the same bytes for the same job."""
    record = parse_record(job.record)
    question_set = _question_set(job.question_set)
    report = make_report(record, digest(job.record), question_set, job.language)
    html = dossier_html(report, _imprint(job, keys))
    written_in = record.review.language
    quoted_in = written_in if written_in != job.language else ""
    if job.is_draft:
        return print_pdf(Page(html, job.issued_at, quoted_in=quoted_in))
    _ = translations(job.language).gettext
    labels = {
        SEAL: _("Seal of the organisation"),
        LEAD: _("Signature of the project lead"),
        OFFICER: _("Signature of the ethics officer"),
    }
    return print_pdf(Page(html, job.issued_at, _attachments(job), labels, quoted_in))


def _imprint(job: IssueJob, keys: KeyStore) -> Imprint:
    return Imprint(
        issued_at=job.issued_at,
        verify_url=job.verify_url,
        fingerprint="" if job.is_draft else keys.fingerprint,
        issuer="" if job.is_draft or keys.is_self_issued else keys.issuer,
        is_draft=job.is_draft,
        is_demo=job.is_demo,
        preview_of=job.preview_of,
    )


def _attachments(job: IssueJob) -> tuple[AttachedFile, ...]:
    _ = translations(job.language).gettext
    return (
        AttachedFile(RECORD_NAME, job.record, _("The record of the review"), "Source"),
        AttachedFile(SET_NAME, job.question_set, _("The question set as it was asked"), "Data"),
    )
