"""The frame around the pages: what it offers, to whom, and when the app refuses to start."""

import re
import shutil
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import render_template_string

from compass.resources import resource
from compass.web import create_app
from compass.web.settings import Settings, StartupError


def test_an_auditor_reads_the_dossier_page_but_not_the_review(site, draft) -> None:
    auditor = site.client("auditor")

    assert auditor.get(f"{draft.review}/dossier").status_code == 200
    assert auditor.get(draft.review).status_code == 404


def test_the_dossier_page_is_not_there_for_another_organisation(site, draft) -> None:
    assert site.client("stranger").get(f"{draft.review}/dossier").status_code == 404


@pytest.mark.parametrize(("person", "is_offered"), [("officer", True), ("lead", False)])
def test_the_inbox_is_offered_to_those_who_have_one(site, person: str, is_offered: bool) -> None:
    page = site.client(person).get("/projects").text

    assert ('href="/inbox"' in page) is is_offered


def test_turning_a_page_keeps_the_filters(site) -> None:
    class Pages:
        number, last = 1, 2

    template = (
        "{% from 'components/pagination.html' import pagination with context %}"
        "{{ pagination(pages) }}"
    )

    with site.app.test_request_context("/projects?text=a%26b&phase=build&page=1"):
        page = render_template_string(template, pages=Pages())

    address = re.search(r'rel="next" href="([^"]+)"', page).group(1)
    assert parse_qsl(urlsplit(unescape(address)).query) == [
        ("text", "a&b"), ("phase", "build"), ("page", "2"),
    ]  # fmt: skip


def test_the_app_does_not_start_when_a_published_set_was_touched(tmp_path, monkeypatch) -> None:
    sets = tmp_path / "question_sets"
    shutil.copytree(resource("question_sets"), sets)
    english = sets / "digital-ethics-compass" / "1.0.0" / "en.yaml"
    english.write_text(english.read_text().replace("Digital ethics compass", "Other", 1))
    monkeypatch.setattr("compass.web.resource", lambda name: tmp_path / name)
    settings = Settings(tmp_path, "x" * 40, f"sqlite:///{tmp_path / 'c.db'}", "http://localhost")

    with pytest.raises(StartupError) as refused:
        create_app(settings)

    assert "digital-ethics-compass" in str(refused.value)
