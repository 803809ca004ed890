"""What is larger than a form can be is refused before it is parsed, whoever sends it."""

import re

import pytest

from compass.web.incoming import LARGEST_FORM, MOST_FIELDS

PLAIN = "application/x-www-form-urlencoded"
BUT_FOR_ITS_TOKEN = 400


def with_file(size: int, token: str = "") -> dict[str, bytes | str]:
    """A form with a file: as bytes, for the test client would leave a file open."""
    head = (
        f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--b\r\n'
        'Content-Disposition: form-data; name="file"; filename="large.pdf"\r\n\r\n'
    )
    body = head.encode() + b"x" * size + b"\r\n--b--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=b"}


@pytest.mark.parametrize("address", ["/sign-in", "/verify", "/language", "/nothing"])
@pytest.mark.parametrize(
    "body", [b"a=" + b"x" * LARGEST_FORM, b"a=&" * MOST_FIELDS], ids=["letters", "fields"]
)
def test_a_form_without_end_is_refused(site, address: str, body: bytes) -> None:
    answer = site.client().post(address, data=body, content_type=PLAIN)

    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/sign-in", "/language"])
def test_a_file_is_taken_only_where_one_is_asked_for(site, address: str) -> None:
    answer = site.client().post(address, **with_file(LARGEST_FORM))

    assert answer.status_code == 413


def test_a_large_file_can_be_verified(site) -> None:
    client = site.client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/verify").text).group(1)

    answer = client.post("/verify", **with_file(LARGEST_FORM, token))

    assert answer.status_code == 200
    assert "not a dossier" in answer.text


def test_a_form_that_just_fits_is_read(site) -> None:
    body = b"a=&" * (MOST_FIELDS - 1)

    answer = site.client().post("/sign-in", data=body, content_type=PLAIN)

    assert answer.status_code == BUT_FOR_ITS_TOKEN


def test_the_refusal_is_on_a_page_of_who_is_signed_in(site) -> None:
    answer = site.client("colleague").post("/projects/new", data={"name": "x" * LARGEST_FORM})

    assert answer.status_code == 413
    assert "Sign out" in answer.text
