"""What follows from the answers, as people see it: overview, page to print, officer, next step."""

import re

import pytest

SERIOUS = {
    "effect": "serious",
    "computer-does": ["assesses"],
    "personal-data": "yes",
    "high-risk-uses": ["exchange"],
    "risk-signs": ["vulnerable", "combined"],
    "ai-system": "yes",
    "ai-area": ["benefits"],
    "organisation": "public-body",
}
HARMLESS = {
    "effect": "none",
    "computer-does": ["shows"],
    "personal-data": "no",
    "ai-system": "no",
}


@pytest.fixture(scope="module")
def site(site_of_prescan):
    return site_of_prescan


@pytest.fixture
def fill(site, draft):
    """Answers, saved as the lead saves them."""

    def answer(given) -> None:
        client = site.client("lead")
        for question, value in given.items():
            address = draft.question(question)
            page = client.get(address).text
            token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
            version = re.search(r'name="version"[^>]*value="(\d+)"', page).group(1)
            data = {"csrf_token": token, "version": version, "value": value, "do": "save"}
            assert client.post(address, data=data).status_code == 303

    return answer


@pytest.fixture
def overview(site, draft):
    return lambda person="lead": site.client(person).get(draft.review).text


@pytest.fixture
def project(site) -> str:
    """The address of one without reviews."""
    return f"/projects/{site.project_id}"


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_before_the_first_answer_every_outcome_is_undecided_and_says_what_it_needs(overview):
    page = overview()

    assert page.count("Not decided yet") == 3
    assert "4 questions that count are still open:" in page
    assert "Still needed: P6" in page
    assert "What has to be done" not in page
    assert "the higher the level" not in page  # the set has no levels


def test_a_question_leads_to_the_newest_version_of_another_set(site, draft):
    page = site.client("lead").get(draft.question("effect")).text

    linked = re.findall(r'href="(/[^"]*digital-ethics-compass[^"]*)#automation-risk"', page)
    assert len(linked) == 1
    assert linked[0].endswith("/2.0.0")


def test_an_answer_changes_what_follows_at_once(fill, overview):
    fill({"effect": "serious"})

    page = words(overview())

    assert "Full ethical compass Due" in page
    assert "The project lead starts a compass review now" in page
    assert "the label “Serious effect” applies" in page
    fill({"effect": "none"})
    assert "Full ethical compass Due" not in words(overview())


def test_the_law_is_shown_with_its_days_and_its_source(fill, overview):
    fill(SERIOUS)

    page = words(overview())

    assert "Applies from 2 December 2027." in page
    assert "Checked on 25 November 2026." in page
    assert "Regulation (EU) 2016/679" in page


def test_a_score_says_which_answers_gave_what(fill, overview):
    fill(SERIOUS)

    page = words(overview())

    assert "Signs of a high risk 3 of 7" in page
    assert "P5 Other signs of risk" in page
    assert "2 of 6" in page


def test_a_set_from_which_nothing_follows_has_no_such_part(site, draft, post):
    started = post(
        site.client("lead"),
        f"{draft.project}/reviews/new",
        {"title": "Compass", "language": "en", "set_version": "2"},
    )

    page = site.client("lead").get(started.location)

    assert "Digital ethics compass" in page.text
    assert "What follows" not in page.text
    assert site.client("lead").get(f"{started.location}/result").status_code == 404


def test_the_page_to_print_says_the_same_to_whoever_may_read_the_review(site, draft, fill):
    fill(SERIOUS)

    lead, officer = (site.client(one).get(f"{draft.review}/result") for one in ("lead", "officer"))

    assert "Fundamental rights impact assessment Due" in words(lead.text)
    assert "Fundamental rights impact assessment Due" in words(officer.text)
    assert site.client("stranger").get(f"{draft.review}/result").status_code == 404


def test_the_question_page_leads_to_what_follows_so_far(site, draft):
    page = site.client("lead").get(draft.question("effect")).text

    assert f'href="{draft.review}#follows">What follows so far</a>' in page


def test_the_officer_sees_what_follows_beside_the_decision(site, draft, fill, post):
    fill(SERIOUS)
    assert post(site.client("lead"), f"{draft.review}/hand-in", {}).status_code == 303

    page = words(site.client("officer").get(f"{draft.review}/decision").text)

    assert "What follows from the team’s answers" in page
    assert "Data protection impact assessment Due" in page


def test_what_is_due_can_be_started_from_the_result_and_is_opened_from_then_on(
    site, draft, fill, overview, post
):
    fill({"effect": "serious"})
    [link] = re.findall(r'href="([^"]+)">Start the review “Digital ethics compass”', overview())
    page = site.client("lead").get(link).text

    chosen = re.search(r'value="(\d+)" checked aria-describedby', page).group(1)
    assert "Digital ethics compass</b> 2.0.0" in page.split(f'value="{chosen}" checked')[1][:400]
    data = {"title": "Compass", "language": "en", "set_version": chosen}
    started = post(site.client("lead"), link, data).location
    assert f'href="{started}">Open the review “Digital ethics compass”' in overview("officer")


def test_who_may_not_start_a_review_gets_no_button(fill, overview):
    fill({"effect": "serious"})

    assert "Start the review" not in overview("colleague")
    assert "Start the review" not in overview("officer")


def test_a_project_without_reviews_is_shown_the_way_in(site, project, post):
    page = site.client("lead").get(project).text
    [link] = re.findall(r'href="([^"]+)">Start with this one', page)
    start = site.client("lead").get(link).text

    assert "Recommended first" in page
    assert "about ten minutes" in page
    assert start.count("Recommended first") == 1
    offers = re.findall(r'<b lang="en">([^<]+)</b> ([\d.]+)', start)
    assert offers == [
        ("Ethics pre-scan", "1.0.0"),
        ("Digital ethics compass", "2.0.0"),
        ("Digital ethics compass", "1.0.0"),
    ]
    assert re.search(r'id="set-1" value="1" checked', start)


def test_the_second_review_of_a_project_is_not_a_way_in(site, draft):
    project = site.client("lead").get(draft.project).text
    start = site.client("lead").get(f"{draft.project}/reviews/new").text

    assert "Recommended first" not in project + start
    assert re.search(r'<b lang="en">([^<]+)</b>', start).group(1) == "Digital ethics compass"


def test_who_only_looks_is_recommended_nothing(site, project):
    assert "Recommended first" not in site.client("officer").get(project).text


def test_the_inbox_says_the_results_of_a_review(site, draft, fill, post):
    fill({"effect": "serious"})
    assert (
        post(site.client("lead"), f"{draft.review}/hand-in", {"confirmed": "y"}).status_code == 303
    )

    page = words(site.client("officer").get("/inbox").text)

    assert "Full ethical compass Due" in page
    assert "Fundamental rights impact assessment Not decided yet" in page


def test_the_comparison_has_a_column_for_each_outcome(site, draft, fill):
    fill(HARMLESS)
    officer = site.client("officer")

    page = officer.get("/compare?set=compass-prescan/1.0.0").text
    file = officer.get("/compare.csv?set=compass-prescan/1.0.0").text

    heads = re.findall(
        r'<th scope="col" rowspan="2" class="cp-result" lang="en"><span>([^<]+)', page
    )
    assert heads == [
        "Full ethical compass",
        "Data protection impact assessment",
        "Fundamental rights impact assessment",
    ]
    assert '<td class="cp-result" lang="en">Not due, no personal data</td>' in page
    assert "Valid until,Full ethical compass,Data protection impact assessment" in file
    assert 'Not due,"Not due, no personal data","Not due, no AI"' in file


def test_a_comparison_without_outcomes_has_no_such_column(site, draft, post):
    post(
        site.client("lead"),
        f"{draft.project}/reviews/new",
        {"title": "Compass", "language": "en", "set_version": "2"},
    )

    page = site.client("officer").get("/compare?set=digital-ethics-compass/1.0.0").text

    assert "Digital ethics compass" in page
    assert "cp-result" not in page


def test_nothing_is_started_when_nothing_is_due(fill, overview):
    fill(HARMLESS)

    page = overview()

    assert "Not due" in page
    assert "Start the review" not in page


@pytest.mark.parametrize("page", ["", "/result"])
@pytest.mark.parametrize(
    ("person", "whose"), [("lead", "your"), ("colleague", "your"), ("officer", "the team’s")]
)
def test_the_heading_says_whose_answers_they_are(site, draft, person, whose, page):
    read = site.client(person).get(draft.review + page).text

    found = {one for one in ("your", "the team’s") if f"What follows from {one} answers" in read}
    assert found == {whose}
