"""The tree of tags as WeasyPrint leaves it: how to walk it."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import pydyf

Element: TypeAlias = Any  # a pydyf.Dictionary of type StructElem; pydyf ships no types


def resolve(pdf: pydyf.PDF, reference: bytes) -> Any:
    """The object that a reference like b"7 0 R" points to."""
    return pdf.objects[int(reference.split()[0])]


def elements(pdf: pydyf.PDF) -> Iterator[Element]:
    """All of the tree, in the order of reading."""
    root = resolve(pdf, pdf.catalog["StructTreeRoot"])
    yield from descendants(pdf, resolve(pdf, root["K"][0]))


def children(pdf: pydyf.PDF, element: Element) -> Iterator[Element]:
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            child = resolve(pdf, kid)
            if child["Type"] == "/StructElem":
                yield child


def descendants(pdf: pydyf.PDF, element: Element) -> Iterator[Element]:
    yield element
    for child in children(pdf, element):
        yield from descendants(pdf, child)
