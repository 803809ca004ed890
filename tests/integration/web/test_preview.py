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


@pytest.fixture
def begun():
    """A preview that somebody fills in, one question after another, as a browser sends the form."""

    def begin(site, address: str):
        client = site.client("officer")
        page = client.get(address).text

        def send(headers=None, **typed: str):
            nonlocal page
            answer = client.post(address, data=sent_with(page) | typed, headers=headers)
            page = answer.text if answer.status_code in (200, 422) and not headers else page
            return answer

        return send

    return begin


@pytest.fixture
def tried(site, begun):
    return begun(site, PREVIEW)


def given(answer, part: str = "answers"):
    return json.loads(hidden(answer.text, "given")).get(part, {})


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
    answer = tried(do="go:overview")

    assert "<svg" in answer.text
    assert heading(answer.text) == "Overview of this review"


def test_after_the_last_question_comes_the_overview(tried):
    page = tried(do="go:overview").text
    last = re.findall(r'value="go:([a-z0-9-]+)"', page)[-1]

    tried(do=f"go:{last}")

    assert heading(tried(do="next").text) == "Overview of this review"


ID = "6f2c6f8e-1f1b-4d57-9f0e-0d6f5f3f7a11"
LINK = {"id": ID, "questions": ["channel"], "title": "Letter", "url": "https://example.org/"}
ACTION = {"id": ID, "questions": ["channel"], "what": "Write a letter"}


@pytest.mark.parametrize(
    "text",
    ["[", '"x"', "null", "{" * 99, '{"answers": {"uses-automation": {"value": {"a": 1}}}}',
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

    assert not given(tried(given=text, do="go:overview"), part)


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


NEW_KINDS = "/library/new-kinds/1.0.0/preview"
TWO = {"value-p1": "Parents", "value-s1": "Schools"}


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_what_is_asked_per_item_is_tried_out_item_by_item(site_of_new_kinds, begun) -> None:
    tried = begun(site_of_new_kinds, NEW_KINDS)

    tried(do="save", **TWO)
    tried(do="go:p1/heard", **TWO)
    page = tried(do="next", value="yes").text

    assert hidden(page, "place") == "p1/wishes"
    assert heading(page) == "What did they ask for?"
    assert '<b lang="en">Parents</b>' in page
    assert 'value="go:s1/heard"' in page
    assert 'value="go:s1/wishes"' not in page


def test_an_item_that_left_the_list_is_put_back_with_its_answers(site_of_new_kinds, begun):
    tried = begun(site_of_new_kinds, NEW_KINDS)
    tried(do="go:p1/heard", **TWO)
    tried(do="go:stakeholders", value="yes")

    without = tried(do="save", **{"value-s1": "Schools"})
    back = tried(do="put-back:p1", **{"value-s1": "Schools"})

    assert "Taken off the list" in without.text
    assert "Parents 1 answer Put it back Parents" in words(without.text)
    assert 'value="go:p1/heard"' not in without.text
    assert "Taken off the list" not in back.text
    assert 'value="go:p1/heard"' in back.text
    assert given(back)["p1/heard"]["value"] == "yes"


def test_an_answer_says_which_answered_questions_it_hides(tried):
    tried(do="go:uses-automation")
    tried(do="go:oversight", value="yes")
    tried(do="go:uses-automation", value="largely")

    hides = tried(do="save", value="no")
    again = tried(do="save", value="yes")

    assert "This answer hides 1 question that was answered" in hides.text
    assert "C1" in hides.text.partition("This answer hides")[2].partition("</section>")[0]
    assert "This answer hides" not in again.text
    assert given(again)["oversight"]["value"] == "largely"


def test_while_somebody_types_the_page_reacts_and_what_is_typed_goes_along(tried):
    tried(do="go:uses-automation")
    tried(do="go:oversight", value="yes")
    tried(do="go:uses-automation", value="largely")

    answer = tried(headers={"X-Autosave": "1"}, value="no")
    wrong = tried(headers={"X-Autosave": "1"}, value="perhaps")

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "This answer hides 1 question that was answered" in answer.text
    assert 'value="go:oversight"' not in answer.text
    assert given(answer)["uses-automation"]["value"] == "no"
    assert wrong.status_code == 422
    assert 'name="given"' not in wrong.text


LETTER = {"evidence_title": "The <b>letter</b>", "evidence_url": "https://example.org/letter?a=1&b"}
TALK = {"action_what": "Talk to people", "action_who": "Els", "action_due": "2020-03-01"}


def test_evidence_is_added_with_any_button_and_removed_after_a_question(tried):
    tried(do="go:uses-automation")
    tried(do="go:channel", **LETTER)
    tried(do="go:uses-automation")
    first = given(tried(do="save"), "evidence")[0]["id"]

    asked = tried(do=f"ask-remove-evidence:{first}")
    kept = tried(do="go:uses-automation")
    gone = tried(do=f"remove-evidence:{first}")

    assert "Remove this evidence?" in asked.text
    assert 'formaction="#evidence"' in kept.text
    assert "Remove this evidence?" not in kept.text
    assert "<b>letter" not in kept.text
    assert "The &lt;b&gt;letter&lt;/b&gt;" in kept.text
    assert 'href="https://example.org/letter?a=1&amp;b"' in kept.text
    assert given(gone, "evidence") == {}


@pytest.mark.parametrize(
    ("typed", "message"),
    [({"evidence_title": "Letter"}, "Enter a link that starts with https:// or http://."),
     ({"evidence_title": "A", "evidence_url": "javascript:alert(1)"}, "Enter a link that starts"),
     ({"action_what": "Talk"}, "Enter who does it.")],
)  # fmt: skip
def test_what_is_wrong_with_them_is_said_and_nothing_that_was_typed_is_lost(tried, typed, message):
    tried(do="go:channel")

    answer = tried(do="next", rationale="Most write.", **typed)

    assert answer.status_code == 422
    assert message in html.unescape(answer.text)
    assert "Most write." in answer.text
    assert all(f'value="{text}"' in answer.text for text in typed.values())
    assert given(answer, "evidence") == given(answer, "actions") == {}


def test_messages_are_in_the_language_of_the_reader_who_is_played(tried):
    tried(do="go:channel", show="nl")

    answer = tried(do="next", action_what="Praten")

    assert answer.status_code == 422
    assert "Vul in wie het doet." in answer.text


def test_an_action_is_changed_done_and_removed_after_a_question(tried):
    tried(do="go:channel")
    added = tried(do="add-action", **TALK)
    name = given(added, "actions")[0]["id"]

    page = tried(do=f"edit-action:{name}")
    wrong = tried(do="save", what="", who="Els")
    changed = tried(do="save", what="Write to people", who="Tom", due="", done_on="")
    done = tried(do=f"done-action:{name}")
    tried(do=f"edit-action:{name}")
    asked = tried(do="ask-remove", what="Write to people", who="Tom")
    removed = tried(do="remove")

    assert "Late" in added.text
    assert heading(page.text) == "Change an action"
    assert "Talk to people</textarea>" in page.text
    assert wrong.status_code == 422
    assert "Enter what will be done." in wrong.text
    assert "Write to people" in changed.text
    assert "no date yet" in changed.text
    assert given(done, "actions")[0]["done_on"]
    assert "Remove this action?" in asked.text
    assert "The action was removed." in removed.text
    assert hidden(removed.text, "place") == "channel"
    assert given(removed, "actions") == {}


def test_an_action_that_is_cancelled_or_read_in_another_language_stays_as_it_was(tried):
    tried(do="go:channel")
    before = given(tried(do="add-action", **TALK), "actions")
    tried(do=f"edit-action:{before[0]['id']}")

    dutch = tried(show="nl", what="Praten met mensen", who="Els")
    back = tried(do="go:channel", what="Praten met mensen", who="Els")

    assert "Praten met mensen</textarea>" in dutch.text
    assert '<html lang="nl"' in dutch.text
    assert given(back, "actions") == before


def test_the_overview_has_open_points_and_actions_as_a_review_has(tried):
    tried(do="go:channel")
    tried(do="go:uses-automation", **TALK, is_flagged="y", value="letter")

    page = tried(do="go:overview", value="/not-known").text
    hand_in = tried(do="go:hand-in").text

    assert "Needs attention" in page
    assert "for discussion" in page
    assert "Late, 1 March 2020" in words(page)
    assert 'value="go:groups"' in page
    assert 'href="/reviews' not in page
    assert "questions are open" in hand_in
    assert "1 point is not known yet" in hand_in
    assert "nothing is handed in" in hand_in


def test_the_overview_shows_what_follows_and_leads_to_the_next_preview(site_of_prescan, begun):
    tried = begun(site_of_prescan, "/library/compass-prescan/1.0.0/preview")
    tried(do="go:personal-data", value="serious")
    tried(do="go:overview", value="yes")

    page = tried(do="go:overview").text

    assert "What follows from your answers" in page
    assert "What has to be done" in page
    assert 'href="/library/digital-ethics-compass/2.0.0/preview?reader=en"' in page


def test_a_preview_that_is_full_says_so_and_loses_nothing(tried):
    for question in ("uses-automation", "channel", "groups", "nickname", "reading-ease"):
        tried(do=f"go:{question}", rationale="é" * 10_000)
    text = "\U0001f9ed" * 10_000

    full = tried(do="next", rationale=text)

    assert full.status_code == 422
    assert "Shorten a text, or begin again." in full.text
    assert text in full.text
    assert set(given(full)) == {"uses-automation", "channel", "groups", "nickname"}
