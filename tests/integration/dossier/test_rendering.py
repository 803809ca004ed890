"""Nothing from outside reaches a dossier, and what people write is text, whatever they write."""

import datetime as dt
import io
import json
from dataclasses import replace

import pikepdf
import pytest

from compass.core.faults import FaultsError
from compass.dossier.issue import print_dossier
from compass.dossier.jobs import IssueJob
from compass.dossier.rendering import FatalURLFetchingError, Page, print_pdf

# WeasyPrint leaves its colour profile open; the press ends that in its child.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

STAMP = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
REFUSALS = (FatalURLFetchingError, ValueError)
ADDRESSES = (
    "http://127.0.0.1:9/x", "https://example.org/x", "file:///etc/hostname", "//example.org/x",
    "ftp://example.org/x", "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    "compass:../../pyproject.toml", "compass:/etc/hostname", "compass:nothing.ttf",
)  # fmt: skip
VECTORS = (
    '<img src="{0}" alt="x">',
    '<link rel="stylesheet" href="{0}">',
    '<style>@import url("{0}");</style>',
    '<div style="background:url({0})">x</div>',
    '<style>@font-face{{font-family:"Source Sans 3";src:url({0})}}</style><p>x</p>',
    '<object data="{0}"></object>',
    '<embed src="{0}">',
    '<ul style="list-style-image:url({0})"><li>x</li></ul>',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9"><title>x</title><image href="{0}"/></svg>',
)


def page(body: str) -> Page:
    return Page(f'<html lang="en"><head><title>x</title></head><body>{body}</body></html>', STAMP)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("vector", VECTORS)
def test_an_address_outside_is_never_loaded(vector: str, address: str, sockets_refused) -> None:
    try:
        printed = print_pdf(page(vector.format(address)))
    except REFUSALS:
        printed = None

    assert sockets_refused == []
    assert printed is None or b"/EmbeddedFile" not in printed.pdf


@pytest.mark.parametrize(
    "markup", ['<a rel="attachment" href="{0}">x</a>', '<link rel="attachment" href="{0}">']
)
def test_nothing_can_be_attached_by_markup(markup: str, sockets_refused) -> None:
    try:
        printed = print_pdf(page(markup.format("file:///etc/hostname")))
    except REFUSALS:
        printed = None

    assert sockets_refused == []
    assert printed is None or b"/EmbeddedFile" not in printed.pdf


def test_markup_in_people_s_words_stays_words(job: IssueJob, press) -> None:
    record = json.loads(job.record)
    hostile = '<img src="http://127.0.0.1:9/x"><style>*{display:none}</style>{{ 7 * 7 }}'
    record["project"]["summary"] = record["project"]["name"] = hostile
    forged = replace(job, record=json.dumps(record).encode())

    printed = print_dossier(forged, press.keys)

    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith(hostile)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"]
)
def test_only_a_web_address_can_become_a_link(address: str, job: IssueJob, press) -> None:
    record = json.loads(job.record)
    record["evidence"][0]["url"] = address
    forged = replace(job, record=json.dumps(record).encode())

    with pytest.raises(FaultsError, match="bad-url"):
        print_dossier(forged, press.keys)
