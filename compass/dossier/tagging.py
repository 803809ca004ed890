"""What WeasyPrint's tags still lack for a reader who listens: made good before the file is written.

Running heads become artefacts, tables go on over pages, header cells say what they head and are
found by name, quotations say their language, pictures where they stand, links where they lead;
what is empty goes.
"""

from typing import Any

import pydyf

from compass.dossier.tag_tree import Element, children, elements, resolve
from compass.dossier.tagged_tables import join_tables

PIXEL = 0.75  # in points
_EMPTY_IS_NOISE = frozenset({"/Span", "/NonStruct", "/Div"})


def improve_tags(pdf: pydyf.PDF, quoted_in: str) -> None:
    """``quoted_in`` is the language of the quotations where it is another than the document's."""
    root = resolve(pdf, pdf.catalog["StructTreeRoot"])
    document = resolve(pdf, root["K"][0])
    _drop_empty(pdf, document)
    join_tables(pdf, document)
    linked = list(elements(pdf))
    for element in linked:
        if element["S"] == "/TH":
            _give_scope(pdf, element)
        elif element["S"] == "/BlockQuote":
            _quote(pdf, element, quoted_in)
        elif element["S"] == "/Figure":
            _place(pdf, element)
    _index_names(pdf, root, linked)
    _set_aside(pdf, resolve(pdf, root["ParentTree"]), {element.number for element in linked})


def name_links(document: Any) -> None:
    """WeasyPrint describes a link by its address, also one to a place in the document.

    ``document`` is as laid out; WeasyPrint ships no types."""
    for page in document.pages:
        for _kind, _target, _rectangle, box in page.links:
            words = "".join(box.element.itertext())
            box.link_annotation["Contents"] = pydyf.String(" ".join(words.split()))


def _drop_empty(pdf: pydyf.PDF, element: Element) -> None:
    for child in list(children(pdf, element)):
        _drop_empty(pdf, child)
        if child["S"] in _EMPTY_IS_NOISE and not child["K"]:
            element["K"].remove(child.reference)


def _give_scope(pdf: pydyf.PDF, cell: Element) -> None:
    row = resolve(pdf, cell["P"])
    is_head = resolve(pdf, row["P"])["S"] == "/THead"
    cell["A"]["Scope"] = "/Column" if is_head else "/Row"


def _quote(pdf: pydyf.PDF, element: Element, language: str) -> None:
    """In a line with our own words it is a part of that line; a cell takes no BlockQuote."""
    if all(child["S"] == "/Span" for child in children(pdf, element)):
        element["S"] = "/Span"
    elif resolve(pdf, element["P"])["S"] == "/TD":
        element["S"] = "/Div"
    if language:
        element["Lang"] = pydyf.String(language)


def _place(pdf: pydyf.PDF, figure: Element) -> None:
    """WeasyPrint counts in pixels from the top of the page, PDF in points from its foot."""
    height = resolve(pdf, figure["Pg"])["MediaBox"][3]
    x1, y1, x2, y2 = (value * PIXEL for value in figure["A"]["BBox"])
    figure["A"]["BBox"] = pydyf.Array([x1, height - y2, x2, height - y1])


def _index_names(pdf: pydyf.PDF, root: pydyf.Dictionary, linked: list[Element]) -> None:
    """Cells name their headers; readers look the names up here."""
    named = sorted((each["ID"].string, each) for each in linked if "ID" in each)
    pairs = [part for name, each in named for part in (pydyf.String(name), each.reference)]
    index = pydyf.Dictionary({"Names": pydyf.Array(pairs)})
    pdf.add_object(index)
    root["IDTree"] = index.reference


def _set_aside(pdf: pydyf.PDF, parents: Any, linked: set[int]) -> None:
    """Content whose element stands in no tree is a running head or foot: mark it as such."""
    pairs = zip(parents["Nums"][0::2], parents["Nums"][1::2], strict=True)
    for _key, references in pairs:
        if isinstance(references, bytes):
            continue
        for place, reference in enumerate(references):
            element = resolve(pdf, reference)
            if element.number not in linked:
                page = resolve(pdf, element["Pg"])
                _make_artefact(resolve(pdf, page["Contents"]), place)
                references[place] = b"null"


def _make_artefact(content: Any, mcid: int) -> None:
    for index, item in enumerate(content.stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") == mcid:
            content.stream[index - 1] = "/Artifact"
            content.stream[index] = pydyf.Dictionary({"Type": "/Pagination"})
            return
    raise LookupError(mcid)
