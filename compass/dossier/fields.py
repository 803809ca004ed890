"""Signature fields made, tagged and placed before sealing: later signatures change nothing else.

The structure follows what pyHanko's own difference analysis accepts: each Form element holds its
widget as a single value under /K, not as an array of one.
"""

from typing import Any

import pydyf

from compass.dossier.tag_tree import Element, elements, resolve
from compass.dossier.tagging import PIXEL

SEAL, LEAD, OFFICER = "Seal", "TeamLead", "EthicsOfficer"
SLOT = "/Art"  # how an ``article`` is tagged: the only ones are the places of the fields


def add_signature_fields(document: Any, pdf: pydyf.PDF, labels: dict[str, str]) -> None:
    """One field for each label, at the ``article`` whose id is ``field-<name>``, in their order.

    ``document`` is WeasyPrint's laid-out document (untyped); ``labels`` are the fields' tooltips.
    """
    references = []
    slots = [element for element in elements(pdf) if element["S"] == SLOT]
    for (name, label), slot in zip(labels.items(), slots, strict=True):
        page_number, box = _place(document, f"field-{name}")
        page = _page(pdf, page_number)
        rectangle = _rectangle(document, page_number, box)
        widget = _widget(name, label, page, rectangle)
        widget["AP"] = pydyf.Dictionary({"N": _empty_look(pdf, rectangle)})
        pdf.add_object(widget)
        _tag(pdf, widget, slot, label)
        page.setdefault("Annots", pydyf.Array()).append(widget.reference)
        references.append(widget.reference)
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array(references)})


def _place(document: Any, anchor: str) -> tuple[int, tuple[float, float, float, float]]:
    for number, page in enumerate(document.pages):
        if anchor in page.anchors:
            return number, page.anchors[anchor]
    raise LookupError(anchor)


def _page(pdf: pydyf.PDF, number: int) -> Any:
    return pdf.objects[int(pdf.pages["Kids"][3 * number])]


def _rectangle(document: Any, number: int, box: tuple[float, float, float, float]) -> pydyf.Array:
    height = document.pages[number].height
    x1, y1, x2, y2 = box
    points = (x1, height - y2, x2, height - y1)
    return pydyf.Array([round(value * PIXEL, 2) for value in points])


def _widget(name: str, label: str, page: Any, rectangle: pydyf.Array) -> pydyf.Dictionary:
    return pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(name),
            "TU": pydyf.String(label),
            "F": 132,  # print, locked
            "P": page.reference,
            "Rect": rectangle,
        }
    )


def _empty_look(pdf: pydyf.PDF, rectangle: pydyf.Array) -> bytes:
    """How a field looks that nobody has signed yet: PDF/A wants even that to be said."""
    x1, y1, x2, y2 = rectangle
    box = pydyf.Array([0, 0, round(x2 - x1, 2), round(y2 - y1, 2)])
    extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": pydyf.Dictionary()}
    look = pydyf.Stream(extra=extra)
    pdf.add_object(look)
    reference: bytes = look.reference
    return reference


def _tag(pdf: pydyf.PDF, widget: pydyf.Dictionary, slot: Element, label: str) -> None:
    """The field is read where it stands, before the words under it."""
    slot["S"] = "/Form"
    slot["Alt"] = pydyf.String(label)
    slot["K"] = pydyf.Dictionary({"Type": "/OBJR", "Obj": widget.reference, "Pg": slot["Pg"]})
    root = resolve(pdf, pdf.catalog["StructTreeRoot"])
    tree = resolve(pdf, root["ParentTree"])
    key = max(tree["Nums"][0::2], default=-1) + 1
    tree["Nums"].extend([key, slot.reference])
    widget["StructParent"] = key
