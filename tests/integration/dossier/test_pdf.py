"""What a sealed dossier is: archival, accessible, complete, the same every time."""

import hashlib
import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from compass.core.record import record_bytes
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


def test_sealing_leaves_the_metadata_as_they_were_printed(sealed) -> None:
    """The sealing library has its own way of writing them, which fewer validators read."""
    printed = sealed.pdf[: sealed.pdf.index(b"%%EOF") + len(b"%%EOF\n")]

    with pikepdf.open(io.BytesIO(printed)) as before, pikepdf.open(io.BytesIO(sealed.pdf)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()


def test_every_annotation_says_how_it_looks(sealed) -> None:
    """PDF/A asks for it, of empty fields too; links have no look of their own."""
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        found = [note for page in pdf.pages for note in page.get("/Annots", ())]
        widgets = [note for note in found if note.Subtype == "/Widget"]

        assert len(widgets) == 3
        assert all("/AP" in widget and "/N" in widget.AP for widget in widgets)
        assert {str(note.Subtype) for note in found} == {"/Widget", "/Link"}


def test_the_document_names_each_attachment_once(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        assert [str(file.UF) for file in pdf.Root.AF] == ["record.json", "question-set.json"]


def test_every_font_is_embedded(sealed, tmp_path) -> None:
    path = tmp_path / "dossier.pdf"
    path.write_bytes(sealed.pdf)

    listing = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode()

    rows = listing.splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows)
    assert all("Source" in row for row in rows), "a font of the machine has crept in"


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


def first_revision(pdf: bytes) -> bytes:
    """The pages as they were before the seal was added."""
    return pdf[: pdf.index(b"%%EOF") + len(b"%%EOF")]


def test_the_same_job_prints_the_same_bytes_before_sealing(press: DossierPress, job) -> None:
    again = DossierPress(press.keys)  # another process, with another order of its hashes

    first, second = press.issue(job).pdf, again.issue(job).pdf
    again.close()

    assert first != second
    assert first_revision(first) == first_revision(second)


def test_the_attached_record_alone_prints_the_same_pages_again(
    press: DossierPress, job, sealed
) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        record = pdf.attachments["record.json"].get_file().read_bytes()
        question_set = pdf.attachments["question-set.json"].get_file().read_bytes()

    again = press.issue(replace(job, record=record, question_set=question_set))

    assert first_revision(again.pdf) == first_revision(sealed.pdf)


def test_every_kind_of_answer_is_printed_in_words(press: DossierPress, job, tmp_path) -> None:
    text = text_of(press.issue(replace(job, language="de")).pdf, tmp_path)

    for words in ("Ja", "Am Schalter", "Kinder", "12,5", "4. Mai 2026", "Marie"):
        assert words in text


def test_actions_and_conditions_are_listed_with_who_and_when(sealed, tmp_path) -> None:
    text = " ".join(text_of(sealed.pdf, tmp_path).split())

    assert "Name the reasons Tom Claes 15 April 2027" in text
    assert "Publish the criteria Tom Claes 1 May 2027" in text
    assert "A new review is due when a new group" in text


def test_the_qr_code_leads_to_the_state_of_this_dossier(sealed, tmp_path) -> None:
    text = "".join(text_of(sealed.pdf, tmp_path).split())

    assert f"https://compass.example/verify/{sealed.issued.digest}" in text
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        targets = [
            str(note.A.URI) for note in pdf.pages[-1].Annots if "/A" in note and "/URI" in note.A
        ]
    assert f"https://compass.example/verify/{sealed.issued.digest}" in targets


def test_a_demonstration_says_so_on_every_page(press: DossierPress, job, tmp_path) -> None:
    issued = press.issue(replace(job, is_demo=True))

    pages = text_of(issued.pdf, tmp_path).split("\f")[:-1]

    assert "This is a demonstration." in pages[0]
    assert all("Demonstration: everything in it is invented" in page for page in pages[1:])


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


@pytest.mark.parametrize(("state", "is_said"), [("draft", True), ("published", False)])
def test_a_draft_from_a_preview_says_so_and_whether_its_version_is_published(
    press, job, tmp_path, state, is_said
) -> None:
    draft = press.issue(replace(job, is_draft=True, preview_of=state))

    said = " ".join(text_of(draft.pdf, tmp_path).split())
    assert "Preview made on 23 November 2026, 14:02 UTC, not sealed" in said
    assert ("It tries out a draft" in said) is is_said
    assert draft.seal_level == ""


FOLLOWS = {
    "en": "Follows the round of 2 October 2025",
    "nl": "Volgt op de ronde van 2 oktober 2025",
    "fr": "Fait suite au tour du 2 octobre 2025",
    "de": "Folgt auf die Runde vom 2. Oktober 2025",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cover_names_the_round_before_and_the_digest_of_its_record(
    press: DossierPress, job, tmp_path, language: str
) -> None:
    cover = text_of(press.issue(replace(job, language=language)).pdf, tmp_path).split("\f")[0]

    assert FOLLOWS[language] in cover
    assert "Autumn <2025>" in cover
    assert "0.9.0" in cover
    assert "ef" * 32 in cover


def test_the_cover_of_a_first_round_follows_nothing(press: DossierPress, job, tmp_path) -> None:
    first = json.loads(job.record)
    del first["previous"]

    issued = press.issue(replace(job, record=record_bytes(first)))

    assert "Follows the round" not in text_of(issued.pdf, tmp_path)
