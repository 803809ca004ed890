"""A table that goes on over a page is one table, and its heads are read once."""

import pydyf

from compass.dossier.tag_tree import Element, children, descendants


def join_tables(pdf: pydyf.PDF, document: Element) -> None:
    """WeasyPrint tags each page by itself: a section that begins with a table is the rest of one,
    unless the table has a caption; sections begin with a heading."""
    last: Element = None
    for section in list(children(pdf, document)):
        parts = list(children(pdf, section))
        if _is_table(last) and parts and _is_rest(pdf, parts[0]):
            _continue(pdf, last, parts.pop(0))
            section["K"].pop(0)
        if parts:
            last = parts[-1]
        elif not section["K"]:
            document["K"].remove(section.reference)


def _is_table(element: Element | None) -> bool:
    return element is not None and element["S"] == "/Table"


def _is_rest(pdf: pydyf.PDF, element: Element) -> bool:
    names = [child["S"] for child in children(pdf, element)]
    return _is_table(element) and "/Caption" not in names


def _continue(pdf: pydyf.PDF, table: Element, rest: Element) -> None:
    """What is printed again stays out of the tree and so becomes an artefact."""
    heads, again = _column_heads(pdf, table), _column_heads(pdf, rest)
    first_of = {name.string: head for name, head in zip(again, heads, strict=False)}
    for part in children(pdf, rest):
        if part["S"] == "/THead" and heads:
            continue
        part["P"] = table.reference
        table["K"].append(part.reference)
        for cell in descendants(pdf, part):
            if cell["S"] == "/TD":
                names = cell["A"]["Headers"]
                cell["A"]["Headers"] = pydyf.Array(
                    first_of.get(each.string, each) for each in names
                )


def _column_heads(pdf: pydyf.PDF, table: Element) -> list[pydyf.String]:
    heads = (part for part in children(pdf, table) if part["S"] == "/THead")
    cells = (each for head in heads for each in descendants(pdf, head))
    return [cell["ID"] for cell in cells if cell["S"] == "/TH"]
