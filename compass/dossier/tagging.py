"""What WeasyPrint's tags still lack for a reader who listens: made good before the file is written.

Running heads become artefacts, header cells say what they head, quotations say their language and
elements without content go.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

import pydyf

Element: TypeAlias = Any  # a pydyf.Dictionary of type StructElem; pydyf ships no types

_EMPTY_IS_NOISE = frozenset({"/Span", "/NonStruct", "/Div"})


def improve_tags(pdf: pydyf.PDF, quoted_in: str) -> None:
    """``quoted_in`` is the language of the quotations where it is another than the document's."""
    root = resolve(pdf, pdf.catalog["StructTreeRoot"])
    document = resolve(pdf, root["K"][0])
    _drop_empty(pdf, document)
    linked = list(_descendants(pdf, document))
    for element in linked:
        if element["S"] == "/TH":
            _give_scope(pdf, element)
        elif element["S"] == "/BlockQuote" and quoted_in:
            element["Lang"] = pydyf.String(quoted_in)
    _set_aside(pdf, resolve(pdf, root["ParentTree"]), {element.number for element in linked})


def resolve(pdf: pydyf.PDF, reference: bytes) -> Any:
    """The object that a reference like b"7 0 R" points to."""
    return pdf.objects[int(reference.split()[0])]


def _children(pdf: pydyf.PDF, element: Element) -> Iterator[Element]:
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            child = resolve(pdf, kid)
            if child["Type"] == "/StructElem":
                yield child


def _descendants(pdf: pydyf.PDF, element: Element) -> Iterator[Element]:
    yield element
    for child in _children(pdf, element):
        yield from _descendants(pdf, child)


def _drop_empty(pdf: pydyf.PDF, element: Element) -> None:
    for child in list(_children(pdf, element)):
        _drop_empty(pdf, child)
        if child["S"] in _EMPTY_IS_NOISE and not child["K"]:
            element["K"].remove(child.reference)


def _give_scope(pdf: pydyf.PDF, cell: Element) -> None:
    row = resolve(pdf, cell["P"])
    is_head = resolve(pdf, row["P"])["S"] == "/THead"
    cell["A"]["Scope"] = "/Column" if is_head else "/Row"


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
