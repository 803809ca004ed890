"""A preview has what a team has: items, what an answer hides, evidence, actions, the overview."""

import html
import re
import subprocess
from pathlib import Path

import pytest

from tests.integration.web.previews import PREVIEW, begin, given, heading, hidden, words

NEW_KINDS = "/library/new-kinds/1.0.0/preview"
TWO = {"value-p1": "Parents", "value-s1": "Schools"}


@pytest.fixture
def tried(site):
    return begin(site, PREVIEW)


def test_what_is_asked_per_item_is_tried_out_item_by_item(site_of_new_kinds) -> None:
    tried = begin(site_of_new_kinds, NEW_KINDS)

    tried(do="save", **TWO)
    tried(do="go:p1/heard", **TWO)
    page = tried(do="next", value="yes").text

    assert hidden(page, "place") == "p1/wishes"
    assert heading(page) == "What did they ask for?"
    assert '<b lang="en">Parents</b>' in page
    assert 'value="go:s1/heard"' in page
    assert 'value="go:s1/wishes"' not in page


def test_an_item_that_left_the_list_is_put_back_with_its_answers(site_of_new_kinds):
    tried = begin(site_of_new_kinds, NEW_KINDS)
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


def test_a_ranking_moves_with_its_buttons(site_of_new_kinds):
    tried = begin(site_of_new_kinds, NEW_KINDS)
    tried(do="go:priorities", **TWO)

    moved = tried(do="down:speed", value=["speed", "clarity", "warmth"])

    assert hidden(moved.text, "place") == "priorities"
    assert given(moved)["priorities"]["value"] == ["clarity", "speed", "warmth"]


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

    page = tried(do="go:/overview", value="/not-known").text
    hand_in = tried(do="go:/hand-in").text

    assert "Needs attention" in page
    assert "for discussion" in page
    assert "Late, 1 March 2020" in words(page)
    assert 'value="go:groups"' in page
    assert 'href="/reviews' not in page
    assert "questions are open" in hand_in
    assert "1 point is not known yet" in hand_in
    assert "nothing is handed in" in hand_in


def test_the_overview_shows_what_follows_and_leads_to_the_next_preview(site_of_prescan):
    tried = begin(site_of_prescan, "/library/compass-prescan/1.0.0/preview")
    tried(do="go:personal-data", value="serious")
    tried(do="go:/overview", value="yes")

    page = tried(do="go:/overview").text

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


def test_the_answer_before_one_that_hides_others_is_put_back(tried):
    tried(do="go:uses-automation")
    tried(do="go:oversight", value="yes")
    tried(do="go:uses-automation", value="largely")

    hides = tried(do="save", value="no", rationale="We looked again.")
    back = tried(do="undo", value="no", rationale="We looked again.")

    assert "Put the former answer back: Yes" in words(hides.text)
    assert "This answer hides" not in back.text
    assert given(back)["uses-automation"]["value"] == "yes"
    assert given(back)["uses-automation"]["rationale"] == "We looked again."
    assert given(back)["oversight"]["value"] == "largely"


def test_what_follows_is_printed_on_one_page_that_says_what_it_is(site_of_prescan):
    tried = begin(site_of_prescan, "/library/compass-prescan/1.0.0/preview")
    tried(do="go:/overview", value="serious")

    page = tried(do="go:/result")

    assert page.status_code == 200
    assert heading(page.text) == "Preview of Ethics pre-scan 1.0.0"
    assert "What follows from your answers" in page.text
    assert "1 of " in words(page.text)
    assert "On one page, to print" not in page.text
    assert len(given(page)) == 1
    assert heading(tried(do="go:/overview").text) == "Overview of this review"


def test_a_set_from_which_nothing_follows_has_no_page_for_it(tried):
    assert heading(tried(do="go:/result").text) == "Overview of this review"


def test_the_draft_of_a_dossier_is_a_pdf_that_says_it_is_a_preview(tried, tmp_path):
    tried(do="go:channel", show="nl")
    overview = tried(do="go:/overview", value="letter", rationale="De meesten schrijven.")

    draft = tried(do="go:/draft.pdf")

    said = printed(draft.data, tmp_path)
    assert 'value="go:/draft.pdf"' in overview.text
    assert draft.mimetype == "application/pdf"
    assert b"/ByteRange" not in draft.data
    assert draft.headers["Content-Disposition"].startswith("attachment")
    assert "Voorbeeld van" in said
    assert "Geen enkel team gaf deze antwoorden." in said
    assert "De meesten schrijven." in said


def printed(pdf: bytes, folder: Path) -> str:
    path = folder / "draft.pdf"
    path.write_bytes(pdf)
    result = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", result.stdout.decode())
