"""Where things stand on the pages: nothing runs off the paper, no heading is left behind."""

import datetime as dt
import re
import subprocess
from pathlib import Path

import pytest

from compass.dossier.rendering import Page, print_pdf

# WeasyPrint leaves its colour profile open
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

RIGHT_EDGE = 595 - 22 / 25.4 * 72  # of A4, before the margin, in points
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
HIGH_ROW = f"<tr><td>{'first<br>' * 12}</td></tr>"
TABLE = (
    f"<table><caption>Caption</caption><thead><tr><th>Head</th></tr></thead>{HIGH_ROW * 3}</table>"
)


def pages_of(body: str, folder: Path, *options: str) -> list[str]:
    html = f"<!doctype html><html lang=en><title>T</title><body>{body}"
    (folder / "a.pdf").write_bytes(
        print_pdf(Page(html, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))).pdf
    )
    read = subprocess.run(
        ["pdftotext", *options, folder / "a.pdf", "-"], capture_output=True, check=True
    )
    return read.stdout.decode().split("\f")


@pytest.mark.parametrize("element", ["h2", "h3", "p", "li", "td", "caption"])
def test_a_word_longer_than_a_line_is_broken(element: str, tmp_path: Path) -> None:
    body = f"<{element}>{LONG}</{element}>"
    if element in ("td", "caption"):
        body = f"<table>{body}</table>"

    [words] = pages_of(body, tmp_path, "-bbox")

    ends = [float(end) for end in re.findall(r'xMax="([0-9.]+)"', words)]
    assert ends
    assert max(ends) <= RIGHT_EDGE + 1


@pytest.mark.parametrize("before", ["", "<h3>Title</h3><p class=meta>What it says.</p>"])
def test_a_table_begins_on_the_page_of_its_title(before: str, tmp_path: Path) -> None:
    filling = "<div style='height:225mm'></div>"

    first, second, *_ = pages_of(f"{filling}{before}{TABLE}", tmp_path)

    assert not {"Title", "Caption", "Head"} & set(first.split())
    assert {"Caption", "Head", "first"} <= set(second.split())
