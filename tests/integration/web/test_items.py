"""Pages of what is asked per item: each item has its own page, under its name everywhere."""

import re

import pytest


@pytest.fixture(scope="module")
def site(site_of_new_kinds):
    return site_of_new_kinds


@pytest.fixture
def lead(site, draft):
    """With two stakeholders on the list."""
    lead = site.client("lead")
    save(lead, draft.question("stakeholders"), {"value-p1": "Parents", "value-s1": "Schools"})
    return lead


def form_of(client, address: str) -> dict:
    page = client.get(address).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    version = re.search(r'name="version" id="version" value="(\d+)"', page).group(1)
    return {"csrf_token": token, "version": version, "do": "save"}


def save(client, address: str, data: dict, **headers):
    return client.post(address, data={**form_of(client, address), **data}, headers=headers)


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_each_item_has_a_page_with_its_own_answer(draft, lead):
    saved = save(lead, draft.question("p1/heard"), {"value": "yes", "rationale": "At the gate."})

    assert saved.status_code == 303
    assert saved.location.endswith("/questions/p1/heard#your-answer")
    parents, schools = (lead.get(draft.question(f"{item}/heard")).text for item in ("p1", "s1"))
    assert '<b lang="en">Parents</b>' in parents
    assert 'value="yes" checked' in parents
    assert "At the gate." in parents
    assert '<b lang="en">Schools</b>' in schools
    assert 'value="yes" checked' not in schools


@pytest.mark.parametrize(
    "where", ["heard", "p1/channel", "x9/heard", "p1/nothing", "p1/s1/heard", "p1/", "P1/heard"]
)
def test_what_is_not_asked_there_is_not_found(draft, lead, where):
    assert lead.get(draft.question(where)).status_code == 404


def test_save_and_continue_goes_through_the_questions_of_an_item_and_then_to_the_next(draft, lead):
    way = ["p1/trust"]
    while way[-1] != "priorities":
        data = {"do": "next"} | ({"value": "yes"} if way[-1].endswith("heard") else {})
        saved = save(lead, draft.question(way[-1]), data)
        way.append(saved.location.split("/questions/")[1])

    assert way[1:] == [
        "p1/heard", "p1/wishes", "s1/trust", "s1/heard", "s1/wishes", "priorities",
    ]  # fmt: skip


def test_autosave_of_an_item_renews_the_list_with_its_own_questions(draft, lead):
    saved = save(lead, draft.question("p1/heard"), {"value": "yes"}, **{"X-Autosave": "1"})

    assert saved.status_code == 200
    assert 'name="version" id="version" value="1"' in saved.text
    assert 'id="row-p1/wishes"' in saved.text
    assert 'id="row-s1/wishes"' not in saved.text


def test_two_people_at_one_item_see_both_texts_and_the_other_item_is_left_alone(site, draft, lead):
    address = draft.question("p1/heard")
    late = form_of(lead, address)
    save(site.client("colleague"), address, {"value": "no", "rationale": "Theirs."})
    save(site.client("colleague"), draft.question("s1/heard"), {"value": "no"})

    refused = lead.post(address, data={**late, "value": "yes", "rationale": "Mine."})
    other = lead.post(draft.question("s1/heard"), data={**late, "value": "no"})

    assert refused.status_code == 409
    assert "Theirs." in refused.text
    assert "Mine." in refused.text
    assert other.status_code == 303  # the same content stood there already


def test_actions_evidence_and_marks_stay_with_the_item(draft, lead):
    save(
        lead,
        draft.question("p1/heard"),
        {"is_flagged": "y", "action_what": "Visit the gate", "action_who": "Els",
         "evidence_title": "Notes", "evidence_url": "https://notes.example"},
    )  # fmt: skip

    parents, schools = (lead.get(draft.question(f"{item}/heard")).text for item in ("p1", "s1"))
    overview = words(lead.get(draft.review).text)

    assert "Visit the gate" in parents
    assert "Notes" in parents
    assert "Visit the gate" not in schools
    assert "Els · P2, Parents" in overview
    assert "P2 Heard for discussion Parents" in overview


def test_lists_stand_item_by_item_under_its_name(draft, lead):
    page = lead.get(draft.question("p1/heard")).text
    overview = lead.get(draft.review).text
    hand_in = words(lead.get(f"{draft.review}/hand-in").text)

    headings = [words(found).strip() for found in re.findall(r"<h4>(.*?)</h4>", page)]
    assert headings == ["Parents Per stakeholder", "Schools Per stakeholder"]
    assert re.search(r'rowgroup"[^>]*><span lang="en">Schools</span>', overview)
    assert f'href="{draft.question("s1/heard")}"' in overview
    assert "P2 Heard Parents" in hand_in
    assert "P2 Heard Schools" in hand_in


def test_a_set_without_levels_shows_answers_in_words_and_no_wheel(draft, lead):
    save(lead, draft.question("p1/heard"), {"value": "no"})

    page = lead.get(draft.review).text
    rows = [words(row) for row in re.findall(r"<tr.*?</tr>", page, re.S)]

    assert 'class="cw"' not in page
    assert page.count('id="all"') == 1
    assert [row.strip() for row in rows if "P2" in row] == [
        "P2 Heard No",
        "P2 Heard Not answered yet",
    ]


def test_the_officer_reads_every_item_and_goes_from_an_open_point_to_it(site, draft, lead):
    save(lead, draft.question("p1/heard"), {"value": "yes", "rationale": "At the gate."})
    lead.post(
        f"{draft.review}/hand-in",
        data={**form_token(lead, f"{draft.review}/hand-in"), "confirmed": "y"},
    )
    officer = site.client("officer")

    page = officer.get(f"{draft.review}/decision").text
    inbox = words(officer.get("/inbox").text)

    assert 'id="question-p1/heard"' in page
    assert 'href="#question-s1/heard"' in page
    assert "Heard : Parents" in words(page)
    assert "At the gate." in page
    assert "open" in inbox


def form_token(client, address: str) -> dict:
    page = client.get(address).text
    return {"csrf_token": re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)}


def test_who_only_reads_sees_names_of_items_and_never_their_ids(site, draft, lead):
    page = site.client("officer").get(draft.question("stakeholders")).text

    answer = re.search(r'cp-value">.*?</', page, re.S)
    assert "p1:" not in page
    assert "Parents" in words(page)
    assert answer


def test_a_comparison_shows_each_item_and_its_file_says_their_names(site, draft, lead):
    save(lead, draft.question("p1/heard"), {"value": "yes"})
    save(lead, draft.question("s1/heard"), {"value": "/not-known"})
    officer = site.client("officer")

    one = words(officer.get("/compare/questions/heard").text)
    heat = words(officer.get("/compare").text)
    file = officer.get("/compare.csv").text

    assert "Parents Yes" in one
    assert "Schools We do not know yet" in one
    assert "not known yet; 2 of 2 answered" in heat
    assert "Parents: Yes\nSchools: Not known yet" in file.replace("\r\n", "\n")
