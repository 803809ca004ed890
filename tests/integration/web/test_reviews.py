"""A review as a whole: started, looked at, handed in, taken back, deleted while empty."""

import re

import pytest

from compass.db.queries.rows import GoneError


def answer(site, draft, question: str, value: str, person: str = "lead"):
    client, address = site.client(person), draft.question(question)
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text).group(1)
    data = {"csrf_token": token, "version": "0", "value": value, "is_flagged": "y"}
    saved = client.post(address, data=data)
    assert saved.status_code == 303, saved.text


def test_starting_shows_what_will_be_asked(site, draft) -> None:
    page = site.client("lead").get(f"{draft.project}/reviews/new").text

    assert "A check of every kind" in page
    assert "See the questions" in page


def test_a_review_needs_a_name_and_a_question_set(site, draft, post) -> None:
    refused = post(
        site.client("lead"), f"{draft.project}/reviews/new", {"title": "", "language": "en"}
    )

    assert refused.status_code == 422
    assert "Enter a name." in refused.text
    assert "<title>Error: " in refused.text


def test_only_the_lead_starts_a_review(site, draft) -> None:
    assert site.client("colleague").get(f"{draft.project}/reviews/new").status_code == 403


def test_an_empty_review_says_where_to_begin(site, draft) -> None:
    page = site.client("lead").get(draft.review).text

    assert "Begin with question S1" in page
    assert "Nothing is answered yet." in page


def test_the_overview_shows_progress_attention_and_the_wheel(site, draft) -> None:
    answer(site, draft, "channel", "letter")

    page = site.client("lead").get(draft.review).text

    assert "Continue with question S1" in page
    assert "for discussion" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert "1 of 3 answered" in page
    assert re.search(r"✓</span><span>Answered</span>", page)


def test_the_key_of_the_wheel_names_the_levels_of_every_scale(site, draft) -> None:
    page = site.client("lead").get(draft.review).text
    key = re.search(r'<ul class="cp-key.*?</ul>', page, re.DOTALL).group()

    levels = re.findall(r"<b>(\d)</b> ([^<]*)</span>(?: <span[^>]*>([^<]*)<)?", key)

    assert levels == [
        ("1", "Not addressed", ""),
        ("2", "Partly addressed", ""),
        ("3", "Largely addressed", ""),
        ("4", "Fully addressed", ""),
        ("1", "Hard to read", "W1"),
        ("2", "Fairly easy", "W1"),
        ("3", "Easy to read", "W1"),
    ]


@pytest.mark.parametrize(
    ("person", "offered", "not_offered"),
    [
        ("lead", "Hand in", "Read and decide"),
        ("colleague", "Begin with question", "Hand in"),
        ("officer", "See a draft (PDF)", "Begin with question"),
    ],
)
def test_everybody_is_offered_only_what_they_may_do(
    site, draft, person, offered, not_offered
) -> None:
    page = site.client(person).get(draft.review).text

    assert offered in page
    assert not_offered not in page


def test_of_what_can_be_done_next_one_thing_stands_out(site, draft) -> None:
    answers = {"uses-automation": "no", "channel": "website", "groups": "nobody"}

    at_first = standing_out(site, draft)
    for question, value in answers.items():
        answer(site, draft, question, value)
    later = standing_out(site, draft)
    answer(site, draft, "reading-ease", "/not-known")

    assert (at_first, later) == (["Begin with question S1"], ["Continue with question W1"])
    assert standing_out(site, draft) == ["Hand in"]


def standing_out(site, draft) -> list[str]:
    page = site.client("lead").get(draft.review).text
    return re.findall(r'class="govuk-button" [^>]*>([^<]*)<', page)


def test_the_overview_speaks_the_language_of_the_reader(site, draft) -> None:
    page = site.client("lead").get(draft.review).text

    assert '<html lang="en"' in page


def test_hand_in_lists_what_is_open_and_asks_to_confirm(site, draft, post) -> None:
    lead = site.client("lead")
    answer(site, draft, "channel", "/not-known")

    page = lead.get(f"{draft.review}/hand-in").text
    refused = post(lead, f"{draft.review}/hand-in", {})

    assert "3 questions are open" in page
    assert "1 point is not known yet" in page
    assert refused.status_code == 422
    assert "Confirm that you hand in with questions open." in refused.text


def test_a_review_that_is_handed_in_can_be_taken_back(site, draft, post) -> None:
    lead = site.client("lead")
    post(lead, f"{draft.review}/hand-in", {"confirmed": "y"})
    handed_in = lead.get(draft.review).text

    taken_back = post(lead, f"{draft.review}/recall", {}, draft.review)

    assert "Handed in" in handed_in
    assert "Begin with question" not in handed_in
    assert taken_back.status_code == 303
    assert "Begin with question" in lead.get(draft.review).text


def test_only_the_lead_hands_in(site, draft) -> None:
    assert site.client("colleague").get(f"{draft.review}/hand-in").status_code == 403


def test_an_empty_draft_can_be_deleted_after_confirmation(site, draft, post) -> None:
    lead = site.client("lead")

    gone = post(lead, f"{draft.review}/delete", {})

    assert gone.status_code == 303
    assert lead.get(draft.review).status_code == 404


def test_a_draft_with_an_answer_in_it_stays(site, draft, post) -> None:
    lead = site.client("lead")
    answer(site, draft, "channel", "letter")

    refused = post(lead, f"{draft.review}/delete", {})

    assert refused.status_code == 409
    assert lead.get(draft.review).status_code == 200
    assert "Delete this empty review" not in lead.get(draft.review).text


def test_the_draft_of_the_dossier_is_a_pdf_without_a_seal(site, draft) -> None:
    draft_pdf = site.client("colleague").get(f"{draft.review}/draft.pdf")

    assert draft_pdf.mimetype == "application/pdf"
    assert draft_pdf.data.startswith(b"%PDF-")
    assert b"/ByteRange" not in draft_pdf.data


def test_a_stranger_learns_nothing_about_a_review(site, draft) -> None:
    stranger = site.client("stranger")
    addresses = [draft.review, f"{draft.review}/hand-in", f"{draft.review}/draft.pdf"]

    assert [stranger.get(address).status_code for address in addresses] == [404, 404, 404]


def test_a_draft_that_somebody_else_has_just_deleted_says_that_something_changed(
    site, draft, post, monkeypatch
) -> None:
    def too_late(*_args, **_facts):
        raise GoneError

    monkeypatch.setattr("compass.services.reviews.delete_draft", too_late)

    answered = post(site.client("lead"), f"{draft.review}/delete", {})

    assert answered.status_code == 409
    assert "Somebody else was faster." in answered.text
