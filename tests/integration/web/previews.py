"""Trying out a version as a browser does, and what its pages say."""

import html
import json
import re

PREVIEW = "/library/every-kind/1.0.0/preview"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found.group(1))


def sent_with(page: str) -> dict[str, str]:
    """What goes along whatever is typed."""
    names = ["csrf_token", "given", "reader", "place"]
    names += ["action"] if 'name="action"' in page else []
    return {name: hidden(page, name) for name in names} | {"version": "0"}


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found is not None
    return found.group(1)


def given(answer, part: str = "answers"):
    return json.loads(hidden(answer.text, "given")).get(part, {})


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def begin(site, address: str):
    """A preview that somebody fills in, one question after another, as a browser sends the form."""
    client = site.client("officer")
    page = client.get(address).text

    def send(headers=None, **typed: str | list[str]):
        nonlocal page
        answer = client.post(address, data=sent_with(page) | typed, headers=headers)
        if answer.status_code in (200, 422) and answer.mimetype == "text/html" and not headers:
            page = answer.text
        return answer

    return send
