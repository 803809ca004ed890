"""What a sealed dossier is: archival, accessible, complete, the same every time."""

import hashlib
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from compass.dossier.jobs import IssueJob
from compass.dossier.press import DossierPress

LANGUAGES = ("en", "nl", "fr", "de")


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "dossier.pdf"
    path.write_bytes(pdf)
    result = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return result.stdout.decode()


def test_it_claims_and_carries_what_pdf_a_and_pdf_ua_ask_for(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        metadata = pdf.open_metadata()

        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en"
        assert pdf.Root.StructTreeRoot.K
        assert pdf.Root.OutputIntents
        assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
        assert metadata["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_every_font_is_embedded(sealed, tmp_path) -> None:
    path = tmp_path / "dossier.pdf"
    path.write_bytes(sealed.pdf)

    listing = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode()

    rows = listing.splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows)


def test_record_and_question_set_are_attached_and_the_digest_is_that_of_the_record(
    sealed, question_set
) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        files = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
        relations = {str(file.AFRelationship) for file in pdf.Root.AF}

    assert files["record.json"] == sealed.record
    assert files["question-set.json"] == question_set.content
    assert hashlib.sha256(files["record.json"]).hexdigest() == sealed.issued.digest
    assert relations == {"/Source", "/Data"}


def test_the_digest_stands_on_the_cover_and_people_s_text_is_printed_as_typed(
    sealed, tmp_path
) -> None:
    text = text_of(sealed.pdf, tmp_path)

    assert sealed.issued.digest in text
    assert "[U+1F600]" in text
    assert "<script>alert(1)</script>" in text


def test_the_structure_of_the_file_is_sound(sealed, tmp_path) -> None:
    path = tmp_path / "dossier.pdf"
    path.write_bytes(sealed.pdf)

    result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


def test_the_same_job_prints_the_same_bytes_before_sealing(press: DossierPress, job) -> None:
    draft = replace(job, is_draft=True)

    assert press.issue(draft).pdf == press.issue(draft).pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_issued_in_each_language_with_the_same_digest(
    press: DossierPress, job: IssueJob, sealed, language: str
) -> None:
    issued = press.issue(replace(job, language=language))

    with pikepdf.open(io.BytesIO(issued.pdf)) as pdf:
        assert pdf.Root.Lang == language
    assert issued.digest == sealed.issued.digest


def test_a_draft_is_watermarked_and_not_sealed(press: DossierPress, job, tmp_path) -> None:
    draft = press.issue(replace(job, is_draft=True))

    with pikepdf.open(io.BytesIO(draft.pdf)) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert "Draft of 23 November 2026, 14:02 UTC, not sealed" in text_of(draft.pdf, tmp_path)
    assert draft.seal_level == ""
