"""Pages between versions: a review that moves, a new round, two versions side by side."""

import datetime as dt
import re
import uuid
from functools import partial
from html import unescape

import pytest

from compass.core.answers import Answer, AnswerStatus
from compass.core.workflow import ReviewState
from compass.db.models import Project, Review, User
from compass.services import answers, measures, question_sets, reviews
from compass.services.actors import load_actor
from compass.web.extensions import db
from compass.web.versions.window import Window

NOW = dt.datetime.now(dt.UTC)
KEEP = {"id": "keep", "kind": "yes-no", "code": "K", "title": "Kept"}
CLEAR = {"id": "clear", "kind": "long-text", "code": "C", "title": "Who", "text": "Who is it for?"}
WHOLE = {"id": "whole", "kind": "long-text", "code": "W", "title": "Whole"}
GONE = {"id": "gone", "kind": "yes-no", "code": "G", "title": "Gone"}
PART = WHOLE | {"id": "part", "code": "P", "title": "Part"}
REST = WHOLE | {"id": "rest", "code": "R", "title": "Rest"}
FRESH = {"id": "fresh", "kind": "yes-no", "code": "F", "title": "Fresh"}
CHANGES = {
    "clear": {"class": "clarified"},
    "part": {"class": "split", "from": ["whole"]},
    "rest": {"class": "split", "from": ["whole"]},
    "whole": {"class": "removed", "into": ["part", "rest"]},
    "fresh": {"class": "new"},
    "gone": {"class": "removed"},
}


@pytest.fixture(scope="session")
def site(site_of_versions, edition):
    with site_of_versions.app.app_context():
        clearer = CLEAR | {"text": "Who exactly is it for?"}
        notes = {"changes": {"clear": "It asked too little."}}
        for version in (
            edition("1.0.0", KEEP, CLEAR, WHOLE, GONE),
            edition("2.0.0", KEEP, clearer, PART, REST, FRESH, changes=CHANGES, english=notes),
        ):
            question_sets.register(db.session, version, now=NOW)
        db.session.commit()
    return site_of_versions


@pytest.fixture
def review(site):
    """Its address: on 1.0.0, with four answers of the lead."""
    with site.app.app_context():
        lead = _lead()
        started = reviews.start_review(
            db.session,
            db.session.get_one(Project, site.project_id),
            set_version=question_sets.get_version(db.session, "small", "1.0.0"),
            title="First round",
            language="en",
            by=lead,
            now=NOW,
        )
        for name, value in {"keep": "yes", "clear": "Residents.", "whole": "All <of> it.",
                            "gone": "no"}.items():  # fmt: skip
            answers.save_answer(
                db.session, started, name, Answer(AnswerStatus.ANSWERED, value), is_flagged=False,
                expected_version=0, by=lead, now=NOW,
            )  # fmt: skip
        db.session.commit()
        return f"/reviews/{started.id}"


def _lead():
    user = db.session.query(User).filter_by(email="lead@compass.example").one()
    return load_actor(db.session, user.id)


def finish(site, review):
    with site.app.app_context():
        row = db.session.get_one(Review, _id(review))
        row.state = ReviewState.SEALED
        db.session.commit()


def start_another(site):
    with site.app.app_context():
        reviews.start_review(
            db.session,
            db.session.get_one(Project, site.project_id),
            set_version=question_sets.get_version(db.session, "small", "1.0.0"),
            title="Another", language="en", by=_lead(), now=NOW,
        )  # fmt: skip
        db.session.commit()


def _id(review):
    return uuid.UUID(review.rpartition("/")[2])


def test_the_overview_tells_of_a_newer_version(site, review):
    lead, officer = (site.client(name).get(review).text for name in ("lead", "officer"))

    assert "Version 2.0.0 of these questions was published" in lead
    assert f"{review}/move/2.0.0" in lead
    assert f"{review}/move/2.0.0" not in officer


def test_the_preview_shows_each_answer_with_what_becomes_of_it(site, review):
    page = site.client("lead").get(f"{review}/move/2.0.0").text

    headings = re.findall(r'id="fate-([a-z-]+)"', page)
    assert headings == ["kept-confirm", "split", "new", "removed", "kept"]
    assert "<ins> exactly</ins>" in page
    assert "It asked too little." in page
    assert page.count("All &lt;of&gt; it.") == 2
    assert "it was clarified" in page


def test_a_move_is_done_confirmed_and_taken_back(site, review, post):
    lead = site.client("lead")

    moved = post(lead, f"{review}/move/2.0.0", {})
    overview = lead.get(review).text

    assert moved.status_code == 303
    assert "The review stands on version 2.0.0 now." in overview
    assert "3 answers wait to be confirmed" in overview
    undone = post(lead, f"{review}/undo-move", {}, form=review)
    assert undone.status_code == 303
    assert "The review stands on version 1.0.0 again." in lead.get(review).text


def test_answers_are_confirmed_from_their_list(site, review, post):
    lead = site.client("lead")
    post(lead, f"{review}/move/2.0.0", {})
    page = lead.get(f"{review}/to-confirm").text
    boxes = re.findall(r'name="answer" value="([^"]+)"', page)
    assert [box.partition(":")[0] for box in boxes] == ["clear", "part", "rest"]

    nothing = post(lead, f"{review}/to-confirm", {})
    some = post(lead, f"{review}/to-confirm", {"answer": boxes[:2]})

    assert (nothing.status_code, some.status_code) == (422, 303)
    assert "Tick at least one answer." in nothing.text
    assert "2 answers count now." in lead.get(f"{review}/to-confirm").text
    assert "1 answer waits to be confirmed" in lead.get(review).text


def test_what_changed_since_it_was_read_is_not_confirmed(site, review, post):
    lead = site.client("lead")
    post(lead, f"{review}/move/2.0.0", {})

    refused = post(lead, f"{review}/to-confirm", {"answer": ["clear:1"]})

    assert refused.status_code == 409
    assert "Read them again." in refused.text


@pytest.mark.parametrize(
    "junk", ["clear", "clear:", ":1", "clear:x", "clear:²", "nobody:1", "a" * 9999]
)
def test_what_is_no_box_of_ours_confirms_nothing(site, review, post, junk):
    lead = site.client("lead")
    post(lead, f"{review}/move/2.0.0", {})

    answered = post(lead, f"{review}/to-confirm", {"answer": [junk]})

    assert answered.status_code in (303, 422)
    assert "3 answers wait to be confirmed" in lead.get(review).text


def test_the_page_of_a_question_says_that_its_answer_waits(site, review, post):
    lead = site.client("lead")
    post(lead, f"{review}/move/2.0.0", {})

    page = lead.get(f"{review}/questions/clear").text

    assert "This answer was carried over and counts as open." in page
    assert "Residents." in page


def test_a_finished_review_is_carried_over_to_a_new_round(site, review, post):
    lead = site.client("lead")
    finish(site, review)
    assert "Start a new round" in lead.get(review).text

    nameless = post(lead, f"{review}/carry-over", {"title": " "})
    carried = post(lead, f"{review}/carry-over", {"title": "Second round"})
    overview = lead.get(carried.location).text

    assert nameless.status_code == 422
    assert carried.status_code == 303
    assert "4 answers wait to be confirmed" in overview
    assert "See what changed since" in overview
    assert f'href="{carried.location}"' in lead.get(review).text
    since = lead.get(f"{carried.location}/since").text
    assert "Not confirmed yet" in since
    assert "No longer asked" in since


def test_who_comes_second_is_shown_the_round_that_was_started(site, review, post):
    lead = site.client("lead")
    finish(site, review)
    carried = post(lead, f"{review}/carry-over", {"title": "Second <round>"})

    again = post(lead, f"{review}/carry-over", {"title": "Second <round>"})
    page = lead.get(f"{review}/carry-over")

    assert (again.status_code, page.status_code) == (409, 409)
    assert "The next round was started already" in again.text
    for shown in (again, page):
        assert f'href="{carried.location}"' in shown.text
        assert "Second &lt;round&gt;" in shown.text
    assert "Start a new round" not in lead.get(review).text


def add_action(site, review, where, due):
    with site.app.app_context():
        measures.add_action(
            db.session, reviews.load_review(db.session, _id(review)), where, what=f"Do {where}",
            who="Tom Claes", due=due, by=_lead(), now=NOW - dt.timedelta(days=2),
        )  # fmt: skip
        db.session.commit()


def test_open_actions_come_along_to_the_new_round_and_late_ones_are_late_there(site, review, post):
    lead = site.client("lead")
    for where, days in (("keep", -1), ("clear", 30), ("gone", 30)):
        add_action(site, review, where, NOW.date() + dt.timedelta(days=days))
    finish(site, review)

    before = lead.get(f"{review}/carry-over").text
    after = post(lead, f"{review}/carry-over", {"title": "Second round"}).location

    assert "2 open actions come along, with who and when." in before
    assert "1 action or piece of evidence stays here" in before
    page = " ".join(lead.get(after).text.split())
    assert "From the last round came along:" in page
    assert "2 open actions</a> (1 late)." in page
    assert "Late, " in page
    assert "Do keep" in page
    assert "Do gone" not in page
    old = lead.get(review).text
    assert "2 open actions go on there." in old
    assert "Do gone" in old
    assert "Do keep" not in old


def test_a_round_started_by_mistake_is_deleted_and_can_be_started_again(site, review, post):
    lead = site.client("lead")
    finish(site, review)
    started = post(lead, f"{review}/carry-over", {"title": "By mistake"}).location
    assert "Delete this new round" in lead.get(started).text

    asked = lead.get(f"{started}/delete").text
    deleted = post(lead, f"{started}/delete", {})

    assert "Delete this new round?" in asked
    assert "By mistake" in asked
    assert "The new round was deleted." in lead.get(deleted.location).text
    assert lead.get(started).status_code == 404
    assert post(lead, f"{review}/carry-over", {"title": "Again"}).status_code == 303


def test_a_round_in_which_an_answer_was_confirmed_is_not_deleted(site, review, post):
    lead = site.client("lead")
    finish(site, review)
    started = post(lead, f"{review}/carry-over", {"title": "Second round"}).location

    post(lead, f"{started}/to-confirm", {"answer": "keep:1"})

    assert "Delete this new round" not in lead.get(started).text
    assert post(lead, f"{started}/delete", {}).status_code == 409


def test_who_decides_on_a_round_is_led_to_the_one_before(site, review, post):
    lead, officer = site.client("lead"), site.client("officer")
    finish(site, review)
    started = post(lead, f"{review}/carry-over", {"title": "Second round"}).location
    post(lead, f"{started}/hand-in", {"confirmed": "y"})

    page = officer.get(f"{started}/decision").text

    assert f'href="{review}"' in page
    assert f'href="{started}/since"' in page
    assert officer.get(f"{started}/since").status_code == 200


def test_a_first_round_has_no_page_of_changes(site, review):
    assert site.client("lead").get(f"{review}/since").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [("move/2.0.0", 403), ("carry-over", 403), ("to-confirm", 403), ("since", 404)],
)
def test_officers_read_and_do_none_of_this(site, review, address, status):
    assert site.client("officer").get(f"{review}/{address}").status_code == status


@pytest.mark.parametrize("address", ["move/2.0.0", "carry-over", "to-confirm", "since"])
def test_strangers_see_nothing(site, review, address):
    assert site.client("stranger").get(f"{review}/{address}").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"), [("move/9.9.9", 404), ("move/1.0.0", 409), ("carry-over", 409)]
)
def test_what_cannot_be_is_refused(site, review, address, status):
    assert site.client("lead").get(f"{review}/{address}").status_code == status


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_a_review_that_is_past_a_version_does_not_move_to_it(site, review, post, version):
    lead = site.client("lead")
    post(lead, f"{review}/move/2.0.0", {})

    refused = lead.get(f"{review}/move/{version}")

    assert refused.status_code == 409
    assert "The review does not move to this version</h1>" in refused.text
    assert "It stands on this version already, or on a newer one." in refused.text
    assert "Somebody else was faster" not in refused.text


def test_a_review_in_progress_is_told_that_rounds_start_from_finished_ones(site, review):
    page = site.client("lead").get(f"{review}/carry-over").text

    assert "A new round starts from a review that is finished" in page


def test_two_versions_stand_side_by_side_for_officers(site):
    officer = site.client("officer")

    page = officer.get("/library/small/1.0.0...2.0.0")

    assert page.status_code == 200
    assert "What changed from 1.0.0 to 2.0.0" in page.text
    assert "Answers can be compared with care: it was clarified" in page.text
    assert "lives on in:" in page.text
    assert "/library/small/1.0.0...2.0.0" in officer.get("/library/small/2.0.0").text


def test_structure_is_compared_in_words(site, edition):
    choice = {"id": "pick", "kind": "single-choice", "code": "P", "title": "Pick"}
    asked = {"shown_when": {"is": {"keep": "yes"}}, "phases": ["design"], "optional": "yes"}
    with site.app.app_context():
        for version in (
            edition("1.0.0", KEEP, choice | {"options": ["one", "two"]}, id="parts"),
            edition("2.0.0", KEEP, choice | asked | {"options": ["one", "two"]}, id="parts"),
        ):
            question_sets.register(db.session, version, now=NOW)
        db.session.commit()

    page = site.client("officer").get("/library/parts/1.0.0...2.0.0").text

    assert "“Kept” was answered with: Yes" in unescape(page)
    assert 'Phases: <span lang="en">– → Design</span>' in page
    assert 'Must be answered: <span lang="en">Yes → No</span>' in page
    assert "{&#34;" not in page


@pytest.mark.parametrize("address", ["2.0.0...1.0.0", "1.0.0...9.9.9", "1.0.0...1.0.0"])
def test_what_cannot_be_compared_is_not_found(site, address):
    assert site.client("officer").get(f"/library/small/{address}").status_code == 404


def test_a_version_is_tried_on_the_reviews(site, review):
    page = site.client("officer").get("/library/small/2.0.0/dry-run").text

    assert "First round" in page
    assert "Questions whose answers do not simply stay" in page
    assert (
        "No review stands on an earlier version"
        in site.client("officer").get("/library/small/1.0.0/dry-run").text
    )


def test_the_list_of_reviews_comes_page_by_page_and_the_numbers_count_all(
    site, review, monkeypatch
):
    start_another(site)
    monkeypatch.setattr("compass.web.versions.trying.Window", partial(Window, size=1))
    officer = site.client("officer")
    pages = [officer.get(f"/library/small/2.0.0/dry-run?page={number}").text for number in (1, 99)]

    assert [page.count('href="/reviews/') for page in pages] == [1, 1]
    assert 'rel="next"' in pages[0]
    assert 'rel="prev"' in pages[1]
    assert "The numbers above count all of them." in pages[0]


def test_questions_that_are_gone_are_named_in_a_dry_run(site, review):
    page = site.client("officer").get("/library/small/2.0.0/dry-run").text

    assert "G Gone" in page
    assert "<code>gone</code>" not in page


@pytest.mark.parametrize("address", ["1.0.0...2.0.0", "2.0.0/dry-run"])
@pytest.mark.parametrize("person", ["lead", "auditor"])
def test_the_library_is_for_officers(site, address, person):
    assert site.client(person).get(f"/library/small/{address}").status_code == 403


def test_the_comparison_says_how_far_answers_of_other_versions_compare(site, review, post):
    officer, lead = site.client("officer"), site.client("lead")
    post(lead, f"{review}/move/2.0.0", {})  # one review on each version
    start_another(site)

    later = officer.get("/compare/questions/clear?set=small/2.0.0").text
    earlier = officer.get("/compare/questions/whole?set=small/1.0.0").text
    fresh = officer.get("/compare/questions/fresh?set=small/2.0.0").text

    assert "Answers can be compared with care: it was clarified" in later
    assert "Who is it for?" in later
    assert "/compare/questions/part?set=small/2.0.0" in earlier
    assert "Answers cannot be compared: it was split" in earlier
    assert "Not asked here" in fresh
