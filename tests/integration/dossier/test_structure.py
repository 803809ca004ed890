"""The structure that a screen reader follows: everything once, in order, said in words."""

import datetime as dt
import io
import itertools
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from compass.dossier.press import DossierPress
from compass.dossier.rendering import Page, Printed, print_pdf

# WeasyPrint leaves its colour profile open
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

ATTACHED = {
    "en": ["The record of the review", "The question set as it was asked"],
    "nl": ["De vastlegging van de beoordeling", "De vragenset zoals het team ze kreeg"],
    "fr": ["Le relevé de l’examen", "Le questionnaire utilisé"],
    "de": ["Die Aufzeichnung der Prüfung", "Der Fragensatz, wie ihn das Team bekommen hat"],
}


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every element of the tree, in the order of reading."""
    return list(_under(pdf.Root.StructTreeRoot.K[0]))


def _under(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _under(kid)


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def notes_of(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The annotations that an element holds."""
    held = (kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary))
    return [kid.Obj for kid in held if "/Obj" in kid]


def test_each_header_cell_says_what_it_heads_and_each_picture_what_it_shows(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        tree = elements(pdf)

        scopes = {str(cell.A.Scope) for cell in tree if cell.S == "/TH"}
        pictures = [str(element.Alt) for element in tree if element.S == "/Figure"]

    assert scopes == {"/Column", "/Row"}
    assert len(pictures) == 2
    assert all(pictures)


def test_each_row_of_a_table_has_a_cell_for_each_column_and_nothing_else(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        tables = [element for element in elements(pdf) if element.S == "/Table"]
        rows = [
            [[str(cell.S) for cell in kids(row)] for row in _under(table) if row.S == "/TR"]
            for table in tables
        ]

    assert rows
    assert {name for table in rows for row in table for name in row} == {"/TH", "/TD"}
    assert all(len({len(row) for row in table}) == 1 for table in rows)


def printed(body: str) -> Printed:
    html = f"<!doctype html><html lang=en><title>T</title><body>{body}"
    return print_pdf(Page(html, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))


def test_a_table_that_goes_on_over_pages_is_one_whose_heads_are_read_once() -> None:
    rows = "".join(f"<tr><th scope=row>{number}</th><td>cell</td></tr>" for number in range(120))
    head = "<thead><tr><th scope=col>Number</th><th scope=col>What</th></tr></thead>"
    table = f"<table>{head}<tbody>{rows}</tbody></table>"

    long = printed(f"<section><h2>Title</h2>{table}<p>after</p></section>")

    assert long.pages >= 3
    with pikepdf.open(io.BytesIO(long.pdf)) as pdf:
        tree = elements(pdf)
        names = [str(element.S) for element in tree]
        cells = [element for element in tree if element.S == "/TD"]
        columns = {str(cell.A.Headers[1]) for cell in cells}
        known = {str(element.ID) for element in tree if "/ID" in element}
    assert (names.count("/Table"), names.count("/THead")) == (1, 1)
    assert (names.count("/TR"), len(cells)) == (121, 120)
    assert names[-2] == "/P"
    assert len(columns) == 1
    assert columns <= known


def test_a_table_that_begins_a_page_is_one_of_its_own() -> None:
    table = "<table{}><caption>Name</caption><tr><th scope=row>a</th><td>b</td></tr></table>"
    second = table.format(" style='break-before:page'")

    two = printed(f"<section><h2>Title</h2>{table.format('')}{second}</section>")

    assert two.pages == 2
    with pikepdf.open(io.BytesIO(two.pdf)) as pdf:
        names = [str(element.S) for element in elements(pdf)]
    assert (names.count("/Table"), names.count("/Caption")) == (2, 2)


def test_what_people_wrote_in_a_cell_is_no_block_of_its_own_there(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        cells = [element for element in elements(pdf) if element.S == "/TD"]
        inside = {str(below.S) for cell in cells for below in _under(cell)}

    assert "/BlockQuote" not in inside
    assert "/Div" in inside


def test_running_heads_and_feet_are_no_content(sealed, tmp_path) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        operations = pikepdf.parse_content_stream(pdf.pages[3])

    marked = [str(operands) for operands, operator in operations if str(operator) == "BDC"]
    assert sum("Pagination" in operands for operands in marked) >= 3


def test_no_heading_level_is_skipped(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        names = [str(element.S) for element in elements(pdf)]
    levels = [int(name[2:]) for name in names if name in {"/H1", "/H2", "/H3", "/H4"}]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def languages(element: pikepdf.Object, inherited: str = "") -> Iterator[str]:
    """Of each element, in the order of reading."""
    own = str(element.get("/Lang", inherited))
    yield own
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from languages(kid, own)


def in_language(language: str, content: bytes, folder: Path) -> str:
    """The words under elements of this language."""
    (folder / "dossier.pdf").write_bytes(content)
    command = ["pdfinfo", "-struct-text", folder / "dossier.pdf"]
    lines = subprocess.run(command, capture_output=True, check=True).stdout.decode().splitlines()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        waiting = languages(pdf.Root.StructTreeRoot.K[0])
        here, found = "", []
        for line in (line.strip() for line in lines):
            if line.startswith('"'):
                found += [line] if here == language else []
            elif not line.startswith(("Object", "/")):
                here = next(waiting)
        assert not list(waiting)
    return " ".join(found)


def test_people_s_words_are_marked_as_theirs_in_a_dossier_of_another_language(
    press: DossierPress, job, tmp_path
) -> None:
    dutch = press.issue(replace(job, language="nl"))

    with pikepdf.open(io.BytesIO(dutch.pdf)) as pdf:
        quotes = [element for element in elements(pdf) if element.S == "/BlockQuote"]
        marked = {str(element.Lang) for element in elements(pdf) if "/Lang" in element}

        assert all("/Lang" in quote for quote in quotes)
    assert marked == {"en"}
    english = in_language("en", dutch.pdf, tmp_path)
    for theirs in ("Housing benefit", "Spring", "Marie", "Autumn <2025>", "Letter"):
        assert theirs in english
    assert "Beslissing" not in english


def test_each_link_in_the_tree_is_one_that_works_and_says_where_it_leads(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        links = [notes_of(element) for element in elements(pdf) if element.S == "/Link"]
        inside = {str(note.Contents) for [note] in links if "/Dest" in note}
        targets = {str(note.Dest) for [note] in links if "/Dest" in note}
        known = [str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)]

    assert {"Open points", "All answers in a table", "How to verify this dossier"} <= inside
    assert len(targets) == len(inside)
    assert targets <= set(known)


def test_each_annotation_is_held_by_the_element_that_its_number_leads_to(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        notes = [note for page in pdf.pages for note in page.get("/Annots", ())]
        held = [notes_of(parents[int(note.StructParent)]) for note in notes]

        assert [[note.objgen] for note in notes] == [[one.objgen for one in each] for each in held]


def test_each_name_of_an_element_is_in_the_index_that_finds_it(sealed) -> None:
    """Cells name their headers; a reader looks these up there."""
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        named = {str(element.ID): element.objgen for element in elements(pdf) if "/ID" in element}
        index = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
        cells = [element for element in elements(pdf) if element.S == "/TD"]
        headers = {str(name) for cell in cells for name in cell.A.Headers}

        assert {str(name): element.objgen for name, element in index.items()} == named
    assert headers <= set(named)
    assert headers


def test_each_picture_says_where_on_the_page_it_stands(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        wheel, code = [element for element in elements(pdf) if element.S == "/Figure"]

        boxes = [[float(value) for value in figure.A.BBox] for figure in (wheel, code)]
        pages = [[float(value) for value in figure.Pg.MediaBox] for figure in (wheel, code)]
    for (x1, y1, x2, y2), (left, bottom, right, top) in zip(boxes, pages, strict=True):
        assert left < x1 < x2 < right
        assert bottom < y1 < y2 < top
    assert boxes[0][2] - boxes[0][0] == pytest.approx(140 / 25.4 * 72, abs=1)
    assert boxes[1][1] > pages[1][3] / 2, "the code stands in the upper half"


def test_the_fields_for_signatures_stand_ready_and_only_the_seal_is_filled(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        filled = {str(field.T): "/V" in field for field in pdf.Root.AcroForm.Fields}
        forms = [element for element in elements(pdf) if element.S == "/Form"]

        assert all("/Obj" in form.K for form in forms), "an array here breaks later signatures"
        assert pdf.Root.Perms.DocMDP.Reference[0].TransformParams.P == 2
    assert filled == {"Seal": True, "TeamLead": False, "EthicsOfficer": False}


def test_each_field_is_read_with_its_own_words_before_what_comes_after_them(sealed) -> None:
    with pikepdf.open(io.BytesIO(sealed.pdf)) as pdf:
        [last] = kids(pdf.Root.StructTreeRoot.K[0])[-1:]
        forms = [element for element in _under(last) if element.S == "/Form"]
        order = [str(element.S) for element in _under(last) if element.S in ("/Form", "/H3", "/P")]

    assert last.S == "/Sect"
    assert len(forms) == 3
    start = order.index("/Form")
    assert order[start : start + 7] == ["/Form", "/P"] * 3 + ["/H3"]


@pytest.mark.parametrize(("language", "words"), ATTACHED.items())
def test_attachments_are_described_in_the_language_of_the_dossier(
    press: DossierPress, job, language: str, words: list[str]
) -> None:
    issued = press.issue(replace(job, language=language))

    with pikepdf.open(io.BytesIO(issued.pdf)) as pdf:
        assert [str(file.Desc) for file in pdf.Root.AF] == words
