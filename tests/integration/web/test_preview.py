"""A version tried out as a team sees it: answers go along in the form and are kept nowhere."""

import html
import json
import re

import pytest
import sqlalchemy as sa

from compass.db.base import Base
from compass.web.extensions import db

PREVIEW = "/library/every-kind/1.0.0/preview"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found.group(1))


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found is not None
    return found.group(1)


@pytest.fixture
def tried(site):
    """Fills in one question after another, as a browser sends the form."""
    client = site.client("officer")
    page = client.get(PREVIEW).text

    def send(**typed: str):
        nonlocal page
        names = ("csrf_token", "given", "flagged", "reader", "question")
        data = {name: hidden(page, name) for name in names} | {"version": "0"} | typed
        answer = client.post(PREVIEW, data=data)
        page = answer.text if answer.status_code in (200, 422) else page
        return answer

    return send


def given(answer) -> dict:
    return json.loads(hidden(answer.text, "given"))


@pytest.mark.parametrize("person", ["lead", "colleague", "auditor"])
def test_only_officers_try_a_version_out(site, person):
    assert site.client(person).get(PREVIEW).status_code == 403


def test_it_opens_with_the_first_question(site):
    page = site.client("officer").get(PREVIEW)

    assert page.status_code == 200
    assert "kept nowhere" in page.text
    assert hidden(page.text, "given") == "{}"


def test_answers_go_along_and_a_condition_reacts(tried):
    before = tried(do="go:uses-automation")

    answer = tried(do="next", value="yes", rationale="A machine sorts the letters.")

    assert 'value="go:oversight"' not in before.text
    assert 'value="go:oversight"' in answer.text
    assert given(answer)["uses-automation"]["value"] == "yes"
    assert given(answer)["uses-automation"]["rationale"] == "A machine sorts the letters."


def test_a_question_says_why_it_is_asked(tried):
    tried(do="go:uses-automation")
    tried(do="save", value="yes")

    page = tried(do="go:oversight", value="yes").text

    assert heading(page)
    assert "Shown because of other answers:" in page


def test_nothing_is_stored(site, tried):
    with site.app.app_context():
        before = _rows()

    tried(do="go:uses-automation")
    tried(do="next", value="yes")
    tried(do="go:overview")

    with site.app.app_context():
        assert _rows() == before


def test_a_wrong_value_is_said_at_the_field_and_what_was_typed_stays(tried):
    tried(do="go:nickname")

    answer = tried(do="next", value="x" * 201)

    assert answer.status_code == 422
    assert "x" * 201 in answer.text
    assert "nickname" not in given(answer)


def test_a_choice_can_be_taken_back(tried):
    tried(do="go:uses-automation")
    tried(do="save", value="yes")

    answer = tried(do="clear", value="yes")

    assert given(answer)["uses-automation"]["status"] is None


def test_the_whole_page_speaks_the_language_that_is_chosen_and_keeps_the_answers(tried):
    tried(do="go:uses-automation")

    answer = tried(show="nl", value="yes")

    assert '<html lang="nl"' in answer.text
    assert given(answer)["uses-automation"]["value"] == "yes"
    assert hidden(answer.text, "reader") == "nl"
    assert '<html lang="nl"' in tried(do="next", value="yes").text


def test_the_overview_shows_the_compass(tried):
    answer = tried(do="go:overview")

    assert "<svg" in answer.text
    assert heading(answer.text) == "Overview of this review"


def test_after_the_last_question_comes_the_overview(tried):
    page = tried(do="go:overview").text
    last = re.findall(r'value="go:([a-z0-9-]+)"', page)[-2]

    tried(do=f"go:{last}")

    assert heading(tried(do="next").text) == "Overview of this review"


@pytest.mark.parametrize("text", ["[", '"x"', '{"uses-automation": {"value": {"a": 1}}}', "{" * 99])
def test_answers_that_were_made_up_are_refused(tried, text):
    assert tried(given=text).status_code == 400


@pytest.mark.parametrize(
    "text", ['{"no-such": {"status": "answered", "value": "yes"}}',
             '{"uses-automation": {"status": "answered", "value": "perhaps"}}'],
)  # fmt: skip
def test_answers_that_do_not_fit_the_set_are_left_aside(tried, text):
    assert given(tried(given=text, do="go:overview")) == {}


def test_typed_markup_stays_text(tried):
    tried(do="go:nickname")

    answer = tried(do="save", value='"><script>alert(1)</script>')

    assert "<script>alert" not in answer.text


def _rows() -> dict[str, int]:
    return {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
        if table.name not in {"session", "rate_limit"}
    }


def test_what_is_asked_per_item_is_tried_out_item_by_item(site_of_new_kinds) -> None:
    client, address = site_of_new_kinds.client("officer"), "/library/new-kinds/1.0.0/preview"
    page = client.get(address).text

    for data in (
        {"do": "save", "value-p1": "Parents", "value-s1": "Schools"},
        {"do": "go:p1/heard", "value-p1": "Parents", "value-s1": "Schools"},
        {"do": "next", "value": "yes"},
    ):
        names = ("csrf_token", "given", "flagged", "reader", "question")
        sent = {name: hidden(page, name) for name in names} | {"version": "0"} | data
        page = client.post(address, data=sent).text

    assert hidden(page, "question") == "p1/wishes"
    assert heading(page) == "What did they ask for?"
    assert '<b lang="en">Parents</b>' in page
    assert 'value="go:s1/heard"' in page
    assert 'value="go:s1/wishes"' not in page
