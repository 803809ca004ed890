"""What a person meets when something does not work: a page in their language, with a way on."""

from html import unescape

import pytest
from werkzeug.exceptions import HTTPException

from compass.web import handbook
from compass.web.errors import PAGES
from compass.web.settings import LANGUAGES

TOO_MUCH = 33 * 1024 * 1024 + 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", PAGES)
def test_every_error_is_a_page_in_the_language_of_the_reader(
    site, monkeypatch, status: int, language: str
) -> None:
    monkeypatch.setattr(handbook, "list_published", lambda _session: fail(status))
    spoken = {"Accept-Language": language}

    answer = site.client().get("/question-sets", headers=spoken)
    with site.app.test_request_context(headers=spoken):
        title, text = map(str, PAGES[status])
    page = unescape(answer.text)

    assert answer.status_code == status
    assert f'lang="{language}"' in page
    assert f">{title}</h1>" in page
    assert text in page
    assert answer.headers["X-Request-Id"] in page


def test_a_page_that_does_not_exist_keeps_the_header_of_who_is_signed_in(site) -> None:
    page = site.client("lead").get("/nothing-is-here").text

    assert 'class="cp-nav"' in page
    assert "Lead Peeters" in page


def test_a_file_that_is_too_large_is_refused_in_words(site) -> None:
    form = "multipart/form-data; boundary=x"
    size = {"CONTENT_LENGTH": str(TOO_MUCH)}
    answer = site.client().post("/verify", content_type=form, environ_overrides=size)

    assert answer.status_code == 413
    assert "larger than we accept" in answer.text


def test_who_is_not_signed_in_finds_the_way_to_sign_in_on_a_public_page(site) -> None:
    client = site.client()

    assert 'href="/sign-in"' in client.get("/verify").text
    assert 'href="/sign-in"' not in client.get("/sign-in").text


def fail(status: int) -> None:
    fault = HTTPException()
    fault.code = status
    raise fault
