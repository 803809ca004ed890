"""A version tried out as a team sees it: answers go along in the form and are kept nowhere."""

import json
import re

import pytest
import sqlalchemy as sa

from compass.db.base import Base
from compass.web.extensions import db
from tests.integration.web.previews import PREVIEW, begin, given, heading, hidden


@pytest.fixture
def tried(site):
    return begin(site, PREVIEW)


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
    tried(do="go:/overview")

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
    before = tried(do="save", value="yes")

    answer = tried(do="clear", value="yes")

    assert "uses-automation" in given(before)
    assert "value" not in given(answer).get("uses-automation", {})


def test_the_whole_page_speaks_the_language_that_is_chosen_and_keeps_the_answers(tried):
    tried(do="go:uses-automation")

    answer = tried(show="nl", value="yes")

    assert '<html lang="nl"' in answer.text
    assert given(answer)["uses-automation"]["value"] == "yes"
    assert hidden(answer.text, "reader") == "nl"
    assert '<html lang="nl"' in tried(do="next", value="yes").text


def test_the_overview_shows_the_compass(tried):
    answer = tried(do="go:/overview")

    assert "<svg" in answer.text
    assert heading(answer.text) == "Overview of this review"


def test_after_the_last_question_comes_the_overview(tried):
    page = tried(do="go:/overview").text
    last = re.findall(r'value="go:([a-z0-9-]+)"', page)[-1]

    tried(do=f"go:{last}")

    assert heading(tried(do="next").text) == "Overview of this review"


ID = "6f2c6f8e-1f1b-4d57-9f0e-0d6f5f3f7a11"
LINK = {"id": ID, "questions": ["channel"], "title": "Letter", "url": "https://example.org/"}
ACTION = {"id": ID, "questions": ["channel"], "what": "Write a letter"}


@pytest.mark.parametrize(
    "text",
    ["[", '"x"', "null", "{" * 99, '{"answers": {"uses-automation": {"value": {"a": 1}}}}',
     '{"former": {"channel": {}}}', json.dumps({"former": {"channel": [{}] * 21}}),
     '{"more": 1}', '{"flagged": [1]}', '{"left": {"channel": "x"}}', '{"evidence": {}}',
     json.dumps({"evidence": [{**LINK, "url": "javascript:alert(1)"}]}),
     json.dumps({"evidence": [{**LINK, "url": "https://"}]}),
     json.dumps({"evidence": [{**LINK, "id": "x"}]}),
     json.dumps({"evidence": [LINK, LINK]}),
     json.dumps({"evidence": [{**LINK, "questions": []}]}),
     json.dumps({"actions": [{**ACTION, "due": "soon"}]}),
     json.dumps({"actions": [{**ACTION, "who": "x" * 201}]}),
     json.dumps({"actions": [{**ACTION, "what": "a\u0000b"}]}),
     json.dumps({"actions": [{**ACTION, "what": "x" * 100_000}]})],
)  # fmt: skip
def test_what_a_preview_never_wrote_is_refused_with_a_way_on(tried, text):
    answer = tried(given=text, show="nl")

    assert answer.status_code == 400
    assert '<html lang="nl"' in answer.text
    assert "Dit voorbeeld kan niet verder" in answer.text
    assert f'href="{PREVIEW}"' in answer.text
    assert "alert(1)" not in answer.text


@pytest.mark.parametrize(
    ("part", "made_up"),
    [("answers", {"no-such": {"status": "answered", "value": "yes"}}),
     ("answers", {"uses-automation": {"status": "answered", "value": "perhaps"}}),
     ("answers", {"p1/channel": {"status": "answered", "value": "letter"}}),
     ("flagged", ["no-such"]),
     ("evidence", [{**LINK, "questions": ["no-such"]}]),
     ("actions", [{**ACTION, "questions": ["introduction"]}]),
     ("left", {"channel": ["p1: Parents"]})],
)  # fmt: skip
def test_what_does_not_fit_the_set_is_left_aside(tried, part, made_up):
    text = json.dumps({part: made_up})

    assert not given(tried(given=text, do="go:/overview"), part)


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
