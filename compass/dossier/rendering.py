"""HTML to PDF/A-3a and PDF/UA-1 in one file, deterministic, from our own static files alone."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pydyf
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from compass.dossier.fields import add_signature_fields
from compass.dossier.fonts import font_path
from compass.dossier.tag_tree import resolve
from compass.dossier.tagging import improve_tags, name_links
from compass.resources import resource

VARIANT = "pdf/a-3a"
SCHEME = "compass:"  # no address of anybody: resolved here or refused

_UA_CLAIM = """<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that this file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


class RefusedAddressError(ValueError):
    """The document asked for something that is not one of our own files."""


@dataclass(frozen=True)
class AttachedFile:
    name: str
    content: bytes
    description: str
    relationship: str


@dataclass(frozen=True)
class Page:
    """One document to print: markup, what is attached, and the labels of its signature fields.

    ``quoted_in`` is the language of its quotations where it is another than the document's."""

    html: str
    stamp: dt.datetime
    attachments: tuple[AttachedFile, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    quoted_in: str = ""


@dataclass(frozen=True)
class Printed:
    pdf: bytes
    pages: int


class OwnFilesFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the dossier's stylesheet and fonts; every other address is refused."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=[], fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        path = font_path(name)
        if not url.startswith(SCHEME) or "/" in name or not path.is_file():
            raise RefusedAddressError("only the dossier's own fonts can be loaded")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})


@cache
def _style() -> tuple[CSS, FontConfiguration]:
    """Parsed once in a process: reading the fonts costs more than a short dossier."""
    fonts = FontConfiguration()
    text = (resource("static") / "dossier.css").read_text(encoding="utf-8")
    return CSS(string=text, font_config=fonts, url_fetcher=OwnFilesFetcher()), fonts


def print_pdf(page: Page) -> Printed:
    """The PDF; raises FatalURLFetchingError when the markup points outside."""
    style, fonts = _style()
    html = HTML(string=page.html, url_fetcher=OwnFilesFetcher())
    document = html.render(stylesheets=[style], font_config=fonts, pdf_variant=VARIANT)
    document.metadata.attachments = [_attachment(file, page.stamp) for file in page.attachments]
    pages = len(document.pages)

    def finish(laid_out: Any, pdf: pydyf.PDF) -> None:
        _claim_accessibility(pdf)
        _name_attachments_once(pdf)
        name_links(laid_out)
        improve_tags(pdf, page.quoted_in)
        if page.fields:
            add_signature_fields(laid_out, pdf, page.fields)
        _use_classic_structure(pdf)

    pdf = document.write_pdf(finisher=finish, pdf_variant=VARIANT)
    return Printed(pdf, pages)


def _attachment(file: AttachedFile, stamp: dt.datetime) -> Attachment:
    return Attachment(
        string=file.content,
        name=file.name,
        description=file.description,
        created=stamp,
        modified=stamp,
        relationship=file.relationship,
    )


def _claim_accessibility(pdf: pydyf.PDF) -> None:
    """Add PDF/UA-1 to the metadata, with the schema that PDF/A wants declared for it."""
    stream = resolve(pdf, pdf.catalog["Metadata"])
    text = b"".join(
        part if isinstance(part, bytes) else str(part).encode() for part in stream.stream
    )
    if text.count(b"</rdf:RDF>") != 1:
        raise RuntimeError("the metadata has another shape than expected")
    stream.stream = [text.replace(b"</rdf:RDF>", _UA_CLAIM.encode())]


def _name_attachments_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint lists those of its metadata twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _use_classic_structure(pdf: pydyf.PDF) -> None:
    """No object stream: with thousands of objects in one, verification takes ten times as long."""
    write = pdf.write

    def write_classic(output: Any, version: Any, identifier: Any, compress: bool) -> None:
        write(output, version, identifier, False)

    pdf.write = write_classic


__all__ = ["AttachedFile", "FatalURLFetchingError", "Page", "Printed", "print_pdf"]
